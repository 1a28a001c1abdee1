package org.titlechain.epochs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.EndOfThread;
import org.titlechain.driver.Origin;
import org.titlechain.epochs.Course.Binding;
import org.titlechain.epochs.Engines.Past;
import org.titlechain.epochs.InFlight.Flight;
import org.titlechain.epochs.InFlight.Placed;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Capability;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.ledger.ReadAhead;
import org.titlechain.ledger.RootInConsensus;

/**
 * The chain's list over all its engines. The chain itself says, in the state that the member's replay makes, after
 * which block it goes over ({@link Course}); this engine does it, and the heights go on.
 *
 * <p>Blocks are given up to the one after the last decided, since only then is it known whose block comes next. What an
 * old engine still orders after the epoch's last block is not part of the list; what of that was appended here is
 * appended again on the next engine, unless it was decided. While the chain is frozen, and until the next engine is
 * open, appends wait.
 *
 * <p>A change is durable in the {@link EpochFile} before the next engine is opened: a process that dies at any moment
 * finds by the chain's state and the file what to do, and does it again.
 */
public final class EpochEngine implements LedgerEngine, ReadAhead, RootInConsensus {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final EpochFile file;
    private final Engines engines;
    private final InFlight flights = new InFlight();
    private final Map<Long, Past> pasts = new HashMap<>();
    private final Map<Long, Retirement> retiring = new HashMap<>();
    private @Nullable Course course;
    private @Nullable LedgerEngine current;
    private long currentNumber;
    private @Nullable Thread opener;
    private long decided;
    private boolean frozen;
    /** The first block in which nothing of ours counts. */
    private long frozenFrom = Long.MAX_VALUE;

    private boolean turnedBack;
    private boolean closed;
    private String trouble = "";

    private EpochEngine(EpochFile file, Engines engines) {
        this.file = file;
        this.engines = engines;
    }

    /**
     * Opens the engine of the present epoch. Blocks are given when {@link #follow} was called.
     *
     * @throws IOException when it cannot be opened
     */
    public static EpochEngine open(EpochFile file, Engines engines) throws IOException {
        EpochEngine engine = new EpochEngine(file, engines);
        Epoch epoch = file.epochs().getLast();
        engine.current = engines.open(epoch);
        engine.currentNumber = epoch.number();
        return engine;
    }

    /** Follows what the member decides. A change that was decided and not made before the last end is made now. */
    public synchronized void follow(Course newCourse) throws IOException {
        course = newCourse;
        decided = newCourse.height();
        if (decided > 0) {
            look(newCourse, decided);
        }
        notifyAll();
    }

    /** The epochs, the present one last. */
    public List<Epoch> epochs() {
        return file.epochs();
    }

    /** The abilities of the present epoch's engine itself; none while it is not open. */
    public synchronized Set<Capability> presentCapabilities() {
        return current == null ? Set.of() : current.capabilities();
    }

    /** Whether only commands about the switch count. */
    public synchronized boolean isFrozen() {
        return frozen;
    }

    /** Whether the chain is between two engines: frozen, or the next one is not open yet. */
    public synchronized boolean isChanging() {
        return frozen || current == null;
    }

    // --- appending ---------------------------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Position> append(Entry entry) {
        Flight fresh = new Flight(entry);
        LedgerEngine engine;
        long number;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new Rejected(Rejection.STOPPED, "the engine is closed"));
            }
            Flight flight = flights.add(fresh);
            if (flight != fresh) {
                return flight.outcome.copy();
            }
            engine = current;
            number = currentNumber;
            if (engine == null || frozen && course != null && !course.countsWhileFrozen(entry)) {
                return fresh.outcome.copy();
            }
        }
        hand(engine, number, fresh);
        return fresh.outcome.copy();
    }

    private void hand(LedgerEngine engine, long number, Flight flight) {
        var _ = engine.append(flight.entry).whenComplete((position, problem) -> {
            if (problem == null) {
                placed(flight, number, position);
            } else {
                refused(flight, number, problem);
            }
        });
    }

    private void placed(Flight flight, long number, Position position) {
        boolean now;
        synchronized (this) {
            if (number != currentNumber || current == null) {
                return;
            }
            // Nobody follows: then nothing can be frozen either.
            now = course == null || position.height() <= Math.min(decided, frozenFrom - 1);
            if (!now) {
                flights.place(flight, position);
            }
        }
        if (now) {
            settle(new Placed(flight, position));
        }
    }

    private void refused(Flight flight, long number, Throwable problem) {
        synchronized (this) {
            // What an engine that is over says does not matter: the entry goes to the next one.
            if (!closed && (number != currentNumber || current == null || frozen)) {
                return;
            }
            flights.remove(flight);
        }
        flight.outcome.completeExceptionally(
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem);
    }

    private void settle(Placed placed) {
        Course following;
        synchronized (this) {
            following = course;
            if (!flights.remove(placed.flight())) {
                return;
            }
        }
        if (following != null && passedOver(following, placed)) {
            placed.flight()
                    .outcome
                    .completeExceptionally(new Rejected(
                            Rejection.PASSED_OVER,
                            "the entry stands in a block in which it did not count; sign it anew"));
        } else {
            placed.flight().outcome.complete(placed.position());
        }
    }

    /** Only a chain that froze and turned back has such entries, so nobody else pays for looking. */
    private boolean passedOver(Course following, Placed placed) {
        synchronized (this) {
            if (!turnedBack) {
                return false;
            }
        }
        return placed.position().height() <= following.height()
                && !following.isDecided(placed.flight().entry.id());
    }

    // --- the course --------------------------------------------------------------------------------------------------

    @Override
    public synchronized long decidedHeight() {
        return current instanceof RootInConsensus consensus ? consensus.decidedHeight() : Long.MAX_VALUE - 1;
    }

    @Override
    public void decided(long height, byte[] root) {
        List<Placed> settled;
        synchronized (this) {
            if (current instanceof RootInConsensus consensus
                    && height >= file.epochs().getLast().origin().height()) {
                consensus.decided(height, root);
            }
            Course following = course;
            if (following == null || height <= decided) {
                return;
            }
            decided = height;
            // What stands in a frozen block stays in flight.
            settled = flights.takePlaced(Math.min(height, frozenFrom - 1));
            try {
                look(following, height);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the change of engines cannot be noted: " + e.getMessage(), e);
            }
            notifyAll();
        }
        settled.forEach(this::settle);
    }

    /** Looks at what the chain says about the block after the height, and does it. */
    private void look(Course following, long height) throws IOException {
        Binding binding = following.after(height);
        Epoch present = file.epochs().getLast();
        if (binding.epoch() > present.number()) {
            if (binding.epoch() != present.number() + 1 || binding.from() != height + 1) {
                throw new IllegalStateException("the chain went over to epoch " + binding.epoch() + " at block "
                        + binding.from() + " while this member is in epoch " + present.number());
            }
            change(binding, new Origin(height + 1, following.time(), following.root()));
        } else if (frozen && !binding.frozen()) {
            thaw();
            turnedBack = true;
            LedgerEngine engine = current;
            if (engine != null) {
                handAll(engine, currentNumber);
            }
        } else if (!frozen && binding.frozen() && height >= present.origin().height() - 1) {
            frozen = true;
            frozenFrom = height + 1;
        }
    }

    private void thaw() {
        frozen = false;
        frozenFrom = Long.MAX_VALUE;
    }

    private void change(Binding binding, Origin origin) throws IOException {
        Optional<EpochFile.Next> prepared =
                file.next().filter(next -> next.kind().equals(binding.kind()));
        SortedMap<String, String> settings =
                prepared.map(EpochFile.Next::settings).orElseGet(TreeMap::new);
        Epoch present = file.epochs().getLast();
        Epoch next = new Epoch(binding.epoch(), binding.kind(), settings, origin);
        file.add(next);
        LedgerEngine old = current;
        current = null;
        thaw();
        if (old instanceof RootInConsensus consensus) {
            consensus.ended(origin.height() - 1);
        }
        if (old != null) {
            retiring.put(next.number() - 1, new Retirement(old, engines.afterlife(present)));
        }
        opener = Thread.ofPlatform().name("titlechain-epoch").start(this::openNext);
    }

    /** Tries until it succeeds; how the engine is reached may be said anew meanwhile. */
    private void openNext() {
        while (true) {
            Epoch next = file.epochs().getLast();
            try {
                LedgerEngine engine = engines.open(next);
                synchronized (this) {
                    if (closed) {
                        engine.close();
                        return;
                    }
                    current = engine;
                    currentNumber = next.number();
                    trouble = "";
                    handAll(engine, currentNumber);
                    notifyAll();
                    return;
                }
            } catch (IOException | RuntimeException e) {
                synchronized (this) {
                    trouble =
                            "the chain has gone over to " + next.kind() + ", which cannot be opened: " + e.getMessage();
                    if (closed || !pause()) {
                        return;
                    }
                }
            }
        }
    }

    private boolean pause() {
        long end = System.nanoTime() + PAUSE.toNanos();
        try {
            for (long left = PAUSE.toMillis(); !closed && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Everything that is in flight and not decided goes to the engine, in the order in which it came. */
    private void handAll(LedgerEngine engine, long number) {
        Course following = java.util.Objects.requireNonNull(course);
        List<Flight> again = new ArrayList<>();
        for (Flight flight : flights.all()) {
            if (following.isDecided(flight.entry.id())) {
                // The member that decided it has told whoever waits; where it stands is in the receipt.
                flights.remove(flight);
            } else {
                again.add(flight);
            }
        }
        Thread.ofVirtual().start(() -> again.forEach(flight -> hand(engine, number, flight)));
    }

    // --- reading -----------------------------------------------------------------------------------------------------

    @Override
    public BlockCursor read(long fromHeight) {
        return new EpochCursor(this, fromHeight, false);
    }

    @Override
    public BlockCursor readAhead(long fromHeight) {
        return new EpochCursor(this, fromHeight, true);
    }

    /** Whose block the height is, when that is known; waits for it. */
    synchronized Optional<Source> source(long height, Duration patience, EpochCursor cursor)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            if (closed || cursor.isClosed()) {
                return Optional.empty();
            }
            if (course != null && height <= decided + 1) {
                Epoch epoch = epochOf(height);
                if (epoch.number() != file.epochs().getLast().number()) {
                    return Optional.of(new Source(epoch, null));
                }
                if (current != null) {
                    return Optional.of(new Source(epoch, current));
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }

    /** Where a block is: in an epoch that is over, or in the present engine. */
    record Source(Epoch epoch, @Nullable LedgerEngine engine) {}

    synchronized void wake() {
        notifyAll();
    }

    private Epoch epochOf(long height) {
        List<Epoch> all = file.epochs();
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).origin().height() <= height) {
                return all.get(i);
            }
        }
        return all.getFirst();
    }

    /** The blocks of an epoch that is over; its engine ends first, if it has not. */
    Past past(Epoch epoch) {
        Retirement ending;
        synchronized (this) {
            ending = retiring.get(epoch.number());
        }
        if (ending != null) {
            ending.finish();
        }
        synchronized (this) {
            Past known = pasts.get(epoch.number());
            if (known == null) {
                if (closed) {
                    throw new IllegalStateException("the engine is closed");
                }
                try {
                    known = engines.openPast(epoch);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(
                            "the blocks of epoch " + epoch.number() + " cannot be read: " + e.getMessage(), e);
                }
                pasts.put(epoch.number(), known);
            }
            return known;
        }
    }

    @Override
    public boolean awaitFinal(long height, Duration patience) throws InterruptedException {
        LedgerEngine engine;
        synchronized (this) {
            if (height < file.epochs().getLast().origin().height()) {
                return true;
            }
            engine = current;
        }
        if (engine instanceof ReadAhead ahead) {
            return ahead.awaitFinal(height, patience);
        }
        // Engines that cannot be read ahead give final blocks only.
        return engine != null && height <= engine.status().height();
    }

    @Override
    public Finality finality(long height) {
        Epoch epoch;
        LedgerEngine engine;
        synchronized (this) {
            epoch = epochOf(height);
            engine = epoch.number() == file.epochs().getLast().number() ? current : null;
        }
        return engine == null ? past(epoch).finality(height) : engine.finality(height);
    }

    @Override
    public synchronized Set<Capability> capabilities() {
        EnumSet<Capability> all = EnumSet.of(Capability.READ_AHEAD, Capability.ROOT_IN_CONSENSUS);
        if (current != null) {
            all.addAll(current.capabilities());
        }
        return Set.copyOf(all);
    }

    @Override
    public EngineStatus status() {
        LedgerEngine engine;
        String detail;
        Epoch epoch;
        long height;
        boolean open;
        synchronized (this) {
            engine = current;
            detail = trouble;
            epoch = file.epochs().getLast();
            height = decided;
            open = !closed;
        }
        if (engine == null) {
            return new EngineStatus(epoch.kind(), height, flights.size(), open, detail);
        }
        EngineStatus status = engine.status();
        return new EngineStatus(
                status.engine(), status.height(), flights.size(), open && status.accepting(), status.detail());
    }

    @Override
    public void close() {
        LedgerEngine engine;
        Thread opening;
        List<Retirement> ending;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            engine = current;
            opening = opener;
            ending = List.copyOf(retiring.values());
            notifyAll();
        }
        if (engine != null) {
            engine.close();
        }
        EndOfThread.await(opening);
        ending.forEach(Retirement::finish);
        synchronized (this) {
            pasts.values().forEach(Past::close);
            pasts.clear();
        }
        for (Flight flight : flights.all()) {
            flight.outcome.completeExceptionally(new org.titlechain.ledger.AppendException.Ambiguous(
                    "the engine was closed before the entry counted"));
        }
    }
}
