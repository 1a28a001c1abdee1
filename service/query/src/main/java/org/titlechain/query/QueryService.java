package org.titlechain.query;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.LedgerFeed;
import org.titlechain.query.QueryException.Reason;

/**
 * Keeps the search tables up with the ledger and answers from them.
 *
 * <p>One thread reads the ledger: many leaves in a transaction while it catches up, what there is while it is live. A
 * leaf that comes after a pause is read at once. While they come without end, leaves gather between two transactions,
 * for at most {@link #LONGEST_REST}: each transaction rewrites the same pages, and the processors are the ledger's
 * first. A rebuild fills a new generation from the first leaf on while the old one answers and goes on; then the new
 * one takes its place between two questions.
 */
public final class QueryService implements AutoCloseable {
    private static final int BATCH = 4_000;
    /**
     * From so many leaves on, a new generation gets its indexes last: making them at once is faster than growing them.
     */
    private static final long INDEXES_LAST = 50_000;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Leaves that are worth a transaction at once. */
    private static final int WORTH_IT = 1_000;
    /** How many times as long as a transaction took the next one gathers. */
    private static final int REST = 10;

    private static final Duration LONGEST_REST = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Database database;
    private final LedgerFeed ledger;
    private final QueryReader reader = new QueryReader(this::read);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable Projection> successor = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<QueryStatus>> rebuilding = new AtomicReference<>();
    private final Thread thread;
    private final Object progress = new Object();
    private volatile Answering answering;
    private volatile @Nullable Thread rebuilder;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile OptionalLong rebuilt = OptionalLong.empty();
    /** Whether the generation that answers has the indexes that questions need. */
    private volatile boolean indexed;

    /** A generation and what fills it. */
    private static final class Projection {
        private final Generation generation;
        private RegisterProjection register;

        Projection(Generation generation, LedgerFeed ledger) throws SQLException {
            this.generation = generation;
            this.register = new RegisterProjection(generation, ledger);
        }
    }

    /** The generation that answers, and who still reads it. */
    private static final class Answering {
        private final Generation generation;
        private int readers;
        private boolean retired;

        Answering(Generation generation) {
            this.generation = generation;
        }

        synchronized boolean enter() {
            if (retired) {
                return false;
            }
            readers++;
            return true;
        }

        synchronized void leave() {
            readers--;
            notifyAll();
        }

        /** Waits for the last reader; nobody enters any more. */
        synchronized void retire() throws InterruptedException {
            retired = true;
            while (readers > 0) {
                wait();
            }
        }
    }

    /** Opens the search tables, makes them when there are none, and begins to read the ledger. */
    public QueryService(Database database, LedgerFeed ledger) {
        this.database = database;
        this.ledger = ledger;
        Projection first = openCurrent();
        answering = new Answering(first.generation);
        thread = Thread.ofPlatform().name("query-projection").unstarted(() -> run(first));
        thread.start();
    }

    private Projection openCurrent() {
        try {
            Optional<Integer> current = database.current();
            for (int number : database.numbers()) {
                if (current.isEmpty() || current.get() != number) {
                    database.drop(number);
                }
            }
            int number = current.orElse(1);
            Generation generation = database.open(number);
            try {
                Schema.createTables(generation);
                Projection projection = new Projection(generation, ledger);
                if (ledger.status().logSize() - projection.register.position() < INDEXES_LAST) {
                    Schema.complete(generation);
                    indexed = true;
                }
                database.makeCurrent(number);
                return projection;
            } catch (SQLException | RuntimeException e) {
                generation.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new QueryException(Reason.DATABASE, "the search tables cannot be opened", e);
        }
    }

    /** Answers questions; good for as long as the service is open. */
    public QueryReader reader() {
        return reader;
    }

    private <T> T read(Generation.Reading<T> reading) {
        Answering entered = answering;
        while (!entered.enter()) {
            Thread.onSpinWait();
            entered = answering;
        }
        try {
            return entered.generation.read(reading);
        } finally {
            entered.leave();
        }
    }

    /** How far the tables are. */
    public QueryStatus status() {
        long position = read(connection -> Statements.number(connection, "SELECT position FROM progress WHERE id = 1"));
        return new QueryStatus(
                answering.generation.number(), position, ledger.status().logSize(), rebuilt, trouble);
    }

    /**
     * Waits until the leaf at the position is in the answers, or the patience ends.
     *
     * @return whether it is
     */
    public boolean awaitPosition(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (progress) {
            while (status().position() <= position) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(progress, left);
            }
            return true;
        }
    }

    /**
     * Waits until the tables are up with what is on the ledger now and have their indexes, or the patience ends. New
     * tables that are filled from many leaves get them last; until then they answer slowly.
     *
     * @return whether they have
     */
    public boolean awaitIndexes(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!awaitPosition(ledger.status().logSize() - 1, patience)) {
            return false;
        }
        synchronized (progress) {
            while (!indexed) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(progress, left);
            }
            return true;
        }
    }

    private void run(Projection first) {
        Projection projection = first;
        while (closing.getCount() > 0) {
            try {
                Projection next = successor.getAndSet(null);
                if (next != null) {
                    Projection old = projection;
                    projection = next;
                    replace(old, next);
                }
                long begun = System.nanoTime();
                if (step(projection)) {
                    rest(projection, Duration.ofNanos(System.nanoTime() - begun));
                } else {
                    complete(projection);
                    ledger.awaitLogSize(projection.register.position(), PATIENCE);
                }
                trouble = Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                recover(projection);
            }
        }
    }

    private void complete(Projection projection) throws SQLException {
        if (!indexed) {
            Schema.complete(projection.generation);
            synchronized (progress) {
                indexed = true;
                progress.notifyAll();
            }
        }
    }

    /** Reads some leaves; whether there were any. */
    private boolean step(Projection projection) throws SQLException {
        List<Leaf> leaves = ledger.leaves(projection.register.position(), BATCH);
        if (leaves.isEmpty()) {
            return false;
        }
        projection.register.apply(leaves);
        synchronized (progress) {
            progress.notifyAll();
        }
        return true;
    }

    private void rest(Projection projection, Duration took) throws InterruptedException {
        Duration rest = took.multipliedBy(REST);
        ledger.awaitLogSize(
                projection.register.position() + WORTH_IT - 1, rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }

    /** Forgets what was not committed and begins again after a pause. */
    private void recover(Projection projection) {
        try {
            if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            projection.generation.writer().rollback();
            projection.register = new RegisterProjection(projection.generation, ledger);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            trouble = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void replace(Projection old, Projection next) throws InterruptedException {
        database.makeCurrent(next.generation.number());
        Answering before = answering;
        answering = new Answering(next.generation);
        indexed = true;
        before.retire();
        old.generation.close();
        database.drop(old.generation.number());
        rebuilt = OptionalLong.empty();
        CompletableFuture<QueryStatus> waiting = rebuilding.getAndSet(null);
        if (waiting != null) {
            waiting.complete(status());
        }
    }

    /**
     * Builds the tables anew from the first leaf and puts them in the place of the old, which answer until then. Called
     * again meanwhile, it gives the same rebuild.
     */
    public CompletableFuture<QueryStatus> rebuild() {
        CompletableFuture<QueryStatus> mine = new CompletableFuture<>();
        CompletableFuture<QueryStatus> running = rebuilding.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        rebuilder = Thread.ofPlatform().name("query-rebuild").start(() -> fillSuccessor(mine));
        return mine;
    }

    private void fillSuccessor(CompletableFuture<QueryStatus> waiting) {
        int number =
                database.numbers().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        Generation generation = null;
        try {
            generation = database.open(number);
            Schema.createTables(generation);
            Projection projection = new Projection(generation, ledger);
            boolean complete = false;
            while (closing.getCount() > 0) {
                boolean more = step(projection);
                rebuilt = OptionalLong.of(projection.register.position());
                if (!more && complete) {
                    successor.set(projection);
                    return;
                }
                if (!more) {
                    Schema.complete(generation);
                    complete = true;
                }
            }
            abandon(number, generation, waiting, new QueryException(Reason.DATABASE, "closed during the rebuild"));
        } catch (SQLException | RuntimeException e) {
            abandon(number, generation, waiting, e);
        }
    }

    private void abandon(
            int number, @Nullable Generation generation, CompletableFuture<QueryStatus> waiting, Exception reason) {
        if (generation != null) {
            generation.close();
        }
        database.drop(number);
        rebuilt = OptionalLong.empty();
        rebuilding.set(null);
        waiting.completeExceptionally(reason);
    }

    /** Stops reading the ledger and closes the tables; a rebuild that is under way is given up. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
            Thread building = rebuilder;
            if (building != null) {
                building.join();
            }
            Projection left = successor.getAndSet(null);
            CompletableFuture<QueryStatus> waiting = rebuilding.get();
            if (left != null && waiting != null) {
                QueryException closed = new QueryException(Reason.DATABASE, "closed during the rebuild");
                abandon(left.generation.number(), left.generation, waiting, closed);
            }
            answering.retire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answering.generation.close();
        database.close();
    }
}
