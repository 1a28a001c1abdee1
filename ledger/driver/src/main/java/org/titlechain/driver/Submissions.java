package org.titlechain.driver;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.AppendException.Ambiguous;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Position;

/**
 * Entries on their way to the native chain. One thread gathers what waits into batch transactions and sends them; each
 * is kept, and sent again, until a committed block has answered all its entries. What a sending says only decides when
 * to try again.
 */
final class Submissions {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_RESEND = Duration.ofSeconds(40);
    /** A chain may remember bytes that it has thrown away: after so many sendings they are made new. */
    private static final int SENDINGS_OF_SAME_BYTES = 4;

    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final NativeChain chain;
    private final Limits limits;
    private final long sender = new SecureRandom().nextLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Digest, Pending> waiting = new HashMap<>();
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private final Set<Batch> flights = new LinkedHashSet<>();
    private final Thread thread;
    private long waitingBytes;
    private long number;
    private long progress = System.nanoTime();
    private boolean closing;
    private boolean ended;
    private @Nullable String failure;
    private volatile String trouble = "";

    Submissions(NativeChain chain, Limits limits) {
        this.chain = chain;
        this.limits = limits;
        this.thread = Thread.ofPlatform()
                .name("titlechain-" + chain.name() + "-sender")
                .unstarted(this::run);
    }

    private static final class Pending {
        final Digest digest;
        final byte[] bytes;
        final CompletableFuture<Position> placed = new CompletableFuture<>();
        final long since = System.nanoTime();

        @Nullable
        Batch batch;

        Pending(Digest digest, byte[] bytes) {
            this.digest = digest;
            this.bytes = bytes;
        }
    }

    private static final class Batch {
        final List<Pending> entries;
        byte[] transaction;
        int open;
        int sendings;
        int taken;
        int failures;
        boolean sending;
        long due = System.nanoTime();

        Batch(List<Pending> entries, byte[] transaction) {
            this.entries = entries;
            this.transaction = transaction;
            this.open = entries.size();
        }
    }

    void start() {
        thread.start();
    }

    /** Takes an entry that is not in the archive, or joins the one that is under way. */
    CompletableFuture<Position> add(Digest digest, byte[] bytes) {
        lock.lock();
        try {
            Pending earlier = waiting.get(digest);
            if (earlier != null) {
                return earlier.placed.copy();
            }
            if (failure != null || closing) {
                return rejected(Rejection.STOPPED, failure != null ? failure : "the engine is closed");
            }
            if (waiting.size() >= limits.waitingEntries() || waitingBytes + bytes.length > limits.waitingBytes()) {
                return rejected(Rejection.OVERLOADED, waiting.size() + " entries wait");
            }
            if (waiting.isEmpty()) {
                progress = System.nanoTime();
            }
            Pending pending = new Pending(digest, bytes);
            waiting.put(digest, pending);
            waitingBytes += bytes.length;
            queue.addLast(pending);
            changed.signalAll();
            return pending.placed.copy();
        } finally {
            lock.unlock();
        }
    }

    static CompletableFuture<Position> rejected(Rejection rejection, String message) {
        return CompletableFuture.failedFuture(new Rejected(rejection, message));
    }

    /** The native chain has committed a block; where its entries were placed first. */
    void placed(Map<Digest, Position> positions) {
        List<Pending> answered = new ArrayList<>();
        lock.lock();
        try {
            progress = System.nanoTime();
            for (Digest digest : positions.keySet()) {
                Pending pending = waiting.remove(digest);
                if (pending == null) {
                    continue;
                }
                answered.add(pending);
                waitingBytes -= pending.bytes.length;
                Batch batch = pending.batch;
                if (batch == null) {
                    queue.remove(pending);
                } else if (--batch.open == 0) {
                    flights.remove(batch);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Pending pending : answered) {
            pending.placed.complete(positions.get(pending.digest));
        }
    }

    private void run() {
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                send(batch);
            }
        } catch (RuntimeException | Error e) {
            fail("the sender stopped: " + e);
        }
    }

    /** The next batch that is due, waiting for it; null at the end. */
    private @Nullable Batch next() {
        lock.lock();
        try {
            while (!ended && failure == null) {
                long now = System.nanoTime();
                Batch due = due(now);
                if (due == null && mayGather(now)) {
                    due = gather();
                }
                if (due != null) {
                    due.sending = true;
                    due.sendings++;
                    return due;
                }
                long nap = untilNext(now);
                if (nap == Long.MAX_VALUE) {
                    changed.awaitUninterruptibly();
                } else {
                    var _ = changed.awaitNanos(Math.max(nap, 100_000));
                }
            }
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the sender was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Batch due(long now) {
        for (Batch batch : flights) {
            if (!batch.sending && batch.due - now <= 0) {
                if (batch.sendings > 0 && batch.sendings % SENDINGS_OF_SAME_BYTES == 0) {
                    batch.transaction = encode(batch.entries);
                }
                return batch;
            }
        }
        return null;
    }

    private boolean mayGather(long now) {
        Pending oldest = queue.peekFirst();
        if (oldest == null || flights.size() >= limits.batchesInFlight()) {
            return false;
        }
        return flights.isEmpty()
                || queue.size() >= limits.batchEntries()
                || now - oldest.since >= limits.gather().toNanos();
    }

    private Batch gather() {
        List<Pending> entries = new ArrayList<>();
        long bytes = 0;
        for (Pending next = queue.peekFirst(); next != null; next = queue.peekFirst()) {
            if (entries.size() == limits.batchEntries()
                    || !entries.isEmpty() && bytes + next.bytes.length > limits.batchBytes()) {
                break;
            }
            entries.add(queue.removeFirst());
            bytes += next.bytes.length;
        }
        Batch batch = new Batch(entries, encode(entries));
        entries.forEach(pending -> pending.batch = batch);
        flights.add(batch);
        return batch;
    }

    private byte[] encode(List<Pending> entries) {
        return BatchFormat.encode(
                sender, number++, entries.stream().map(pending -> pending.bytes).toList());
    }

    private long untilNext(long now) {
        long next = Long.MAX_VALUE;
        for (Batch batch : flights) {
            if (!batch.sending) {
                next = Math.min(next, batch.due - now);
            }
        }
        Pending oldest = queue.peekFirst();
        if (oldest != null && flights.size() < limits.batchesInFlight()) {
            next = Math.min(next, limits.gather().toNanos() - (now - oldest.since));
        }
        return next;
    }

    private void send(Batch batch) {
        CompletableFuture<Void> sent;
        try {
            sent = chain.send(batch.transaction);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        var _ = sent.whenComplete((done, problem) -> answered(batch, problem));
    }

    private void answered(Batch batch, @Nullable Throwable problem) {
        lock.lock();
        try {
            batch.sending = false;
            if (problem == null) {
                batch.failures = 0;
                trouble = "";
                batch.due = System.nanoTime()
                        + doubled(limits.resendAfter(), batch.taken++, LONGEST_RESEND)
                                .toNanos();
            } else {
                trouble = "a transaction was not taken: " + unwrapped(problem).getMessage();
                batch.due = System.nanoTime()
                        + doubled(FIRST_PAUSE, batch.failures++, LONGEST_PAUSE).toNanos();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a stage of a future wraps is unwrapped; a problem of the chain's own keeps its words, whatever caused it.
     */
    static Throwable unwrapped(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }

    void sendAllAgain() {
        lock.lock();
        try {
            long now = System.nanoTime();
            for (Batch batch : flights) {
                batch.taken = 0;
                batch.due = now;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(times, 0), 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean accepting() {
        lock.lock();
        try {
            return failure == null && !closing;
        } finally {
            lock.unlock();
        }
    }

    /** One sentence when something is wrong, else empty. */
    String detail() {
        lock.lock();
        try {
            if (failure != null) {
                return failure;
            }
            long still = System.nanoTime() - progress;
            if (!waiting.isEmpty() && still > STANDSTILL.toNanos()) {
                return "no block for " + Duration.ofNanos(still).toSeconds() + " s while " + waiting.size()
                        + " entries wait: too few members agree or can be reached" + (trouble.isEmpty() ? "" : "; ")
                        + trouble;
            }
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    /** Stops for good; what was sent may still be placed. */
    void fail(String reason) {
        end(reason);
    }

    /** Takes no more, and waits so long for what was taken; the rest ends as ambiguous. */
    void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        lock.lock();
        try {
            closing = true;
            while (!waiting.isEmpty() && failure == null && deadline - System.nanoTime() > 0) {
                try {
                    var _ = changed.awaitNanos(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
        } finally {
            lock.unlock();
        }
        end(null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(@Nullable String reason) {
        List<Pending> rest;
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            closing = true;
            ended = true;
            rest = List.copyOf(waiting.values());
            waiting.clear();
            waitingBytes = 0;
            queue.clear();
            flights.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        String words = reason == null ? "the engine was closed before the entry was seen in a block" : reason;
        rest.forEach(pending -> pending.placed.completeExceptionally(new Ambiguous(words)));
    }
}
