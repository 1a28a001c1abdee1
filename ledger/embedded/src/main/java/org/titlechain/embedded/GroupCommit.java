package org.titlechain.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.AppendException.Ambiguous;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Position;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFullException;

/**
 * Gathers entries into blocks. One thread takes everything that waits, writes it as one block and forces it once; while
 * it does, the next block gathers by itself. There is no timer: a lone entry is written at once. While whoever reads
 * ahead has not even begun the last block, entries gather too: many small blocks would only queue there, each with the
 * cost of a block.
 */
final class GroupCommit {
    /** How long a block gathers at most for a reader that is busy with an earlier one: a slow reader stops nobody. */
    private static final Duration READER_PATIENCE = Duration.ofMillis(2);

    private final Storage storage;
    private final BlockLog log;
    private final EntryIndex index;
    private final Chronicle chronicle;
    private final InstantSource clock;
    private final EmbeddedEngine.Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private final Map<ByteBuffer, Pending> inFlight = new ConcurrentHashMap<>();
    private final Thread writer;
    private long queuedBytes;
    private boolean closing;
    private volatile @Nullable String failure;
    private volatile boolean full;

    private record Pending(ByteBuffer id, byte[] bytes, CompletableFuture<Position> placed) {}

    GroupCommit(
            Storage storage,
            BlockLog log,
            EntryIndex index,
            Chronicle chronicle,
            InstantSource clock,
            EmbeddedEngine.Limits limits) {
        this.storage = storage;
        this.log = log;
        this.index = index;
        this.chronicle = chronicle;
        this.clock = clock;
        this.limits = limits;
        this.writer = Thread.ofPlatform().name("titlechain-block-writer").unstarted(this::run);
    }

    void start() {
        writer.start();
    }

    CompletableFuture<Position> append(Entry entry) {
        byte[] bytes = entry.bytes();
        if (bytes.length > Entry.MAXIMUM_LENGTH) {
            return rejected(Rejection.ENTRY_TOO_LARGE, "the entry has " + bytes.length + " bytes");
        }
        Pending pending = new Pending(ByteBuffer.wrap(entry.id()), bytes, new CompletableFuture<>());
        Pending earlier = inFlight.putIfAbsent(pending.id(), pending);
        if (earlier != null) {
            return earlier.placed().copy();
        }
        try {
            Optional<Position> known = index.find(entry.id());
            if (known.isPresent()) {
                inFlight.remove(pending.id(), pending);
                pending.placed().complete(known.get());
            } else {
                enqueue(pending);
            }
        } catch (IOException e) {
            refuse(pending, new Rejected(Rejection.STOPPED, String.valueOf(e.getMessage())));
        }
        return pending.placed().copy();
    }

    private void enqueue(Pending pending) {
        Rejected rejection = null;
        lock.lock();
        try {
            String failed = failure;
            if (failed != null) {
                rejection = new Rejected(Rejection.STOPPED, failed);
            } else if (closing) {
                rejection = new Rejected(Rejection.STOPPED, "the engine is closed");
            } else if (queue.size() >= limits.queuedEntries()
                    || queuedBytes + pending.bytes().length > limits.queuedBytes()) {
                rejection = new Rejected(Rejection.OVERLOADED, queue.size() + " entries wait");
            } else {
                queue.addLast(pending);
                queuedBytes += pending.bytes().length;
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        if (rejection != null) {
            refuse(pending, rejection);
        }
    }

    private void run() {
        try {
            for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
                commit(batch);
            }
        } catch (RuntimeException | Error e) {
            fail(List.of(), "the block writer stopped: " + e);
        } finally {
            chronicle.end();
        }
    }

    private void awaitArrival() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closing && failure == null) {
                arrived.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, as far as it fits a block; empty when the engine ends. */
    private List<Pending> take() {
        awaitArrival();
        chronicle.awaitDemand(log.tip().height(), READER_PATIENCE);
        lock.lock();
        try {
            List<Pending> batch = new ArrayList<>();
            long bytes = 0;
            while (failure == null && !queue.isEmpty() && batch.size() < limits.blockEntries()) {
                int length = queue.getFirst().bytes().length;
                if (!batch.isEmpty() && bytes + length > limits.blockBytes()) {
                    break;
                }
                batch.add(queue.removeFirst());
                bytes += length;
            }
            queuedBytes -= bytes;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Pending> batch) {
        LogTip tip = log.tip();
        List<byte[]> entries = batch.stream().map(Pending::bytes).toList();
        Block block = new Block(tip.height() + 1, Math.max(clock.millis(), tip.time()), entries);
        try {
            if (storage.usableBytes() < limits.reservedBytes()) {
                throw new StorageFullException(
                        "the disk is full up to the reserve of " + limits.reservedBytes() + " bytes");
            }
            log.write(block);
            full = false;
        } catch (StorageFullException e) {
            full = true;
            for (Pending pending : batch) {
                refuse(pending, new Rejected(Rejection.STORAGE_FULL, String.valueOf(e.getMessage())));
            }
            return;
        } catch (IOException e) {
            fail(batch, "writing block " + block.height() + " failed: " + e.getMessage());
            return;
        }
        chronicle.written(block);
        try {
            log.force();
            log.acknowledge();
        } catch (IOException e) {
            fail(batch, "block " + block.height() + " could not be made durable: " + e.getMessage());
            return;
        }
        chronicle.settled();
        finish(batch, block);
    }

    private void finish(List<Pending> batch, Block block) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).placed().complete(new Position(block.height(), i));
        }
        try {
            index.add(
                    log.tip(),
                    batch.stream().map(pending -> pending.id().array()).toList());
        } catch (IOException e) {
            fail(List.of(), "the index stopped at block " + block.height() + ": " + e.getMessage());
            return;
        }
        for (Pending pending : batch) {
            inFlight.remove(pending.id(), pending);
        }
    }

    /** Nothing is tried again after a failure: what reached the disk is known only after a new start. */
    private void fail(List<Pending> batch, String reason) {
        List<Pending> waiting;
        lock.lock();
        try {
            failure = reason + "; start again to recover";
            waiting = List.copyOf(queue);
            queue.clear();
            queuedBytes = 0;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        chronicle.end();
        batch.forEach(pending -> refuse(pending, new Ambiguous(reason)));
        waiting.forEach(pending -> refuse(pending, new Rejected(Rejection.STOPPED, reason)));
    }

    private void refuse(Pending pending, RuntimeException reason) {
        inFlight.remove(pending.id(), pending);
        pending.placed().completeExceptionally(reason);
    }

    private static CompletableFuture<Position> rejected(Rejection rejection, String message) {
        return CompletableFuture.failedFuture(new Rejected(rejection, message));
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
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

    String detail() {
        String failed = failure;
        if (failed != null) {
            return failed;
        }
        return full ? "the disk is full; appends work again when there is room" : "";
    }

    /** Takes no more entries, finishes those that were taken, and ends the thread. */
    void close() {
        lock.lock();
        try {
            closing = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
