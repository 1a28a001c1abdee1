package org.titlechain.server.node;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that outlive the process, worked off one after the other in the background. Each is durable before it is begun;
 * a person may stop it and let it go on; one that the end of the process interrupts goes on at the next start. The
 * newest that have ended stay, older ones are forgotten. Any thread may call it.
 *
 * @param <T> what is worked off
 */
final class TaskQueue<T extends Task> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);

    private static final int KEPT = 200;
    private static final int WAITING = 16;

    /** Who knows the tasks. Only {@link #work} is called without the queue's lock. */
    interface Keeper<T> {
        /** Makes a new task durable. */
        void begin(T task) throws IOException;

        /** Makes durable where the task stands: its {@link Task#lasting} state. */
        void keep(T task) throws IOException;

        /** Nothing is kept of the task. */
        void forget(T task) throws IOException;

        /**
         * Works the task off from where it is.
         *
         * @param stopping is asked between two pieces
         * @return {@code STOPPED} when it was, else how it ended; what is thrown stops it
         */
        TaskState work(T task, BooleanSupplier stopping) throws IOException, InterruptedException;
    }

    private final Keeper<T> keeper;
    private final Clock clock;
    private final Map<String, T> tasks = new LinkedHashMap<>();
    private final Thread thread;
    private boolean closed;

    /**
     * A queue that nobody works off yet.
     *
     * @param name of the thread
     * @param known tasks of earlier processes, the oldest first
     */
    TaskQueue(String name, List<T> known, Keeper<T> keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
        known.forEach(task -> tasks.put(task.id(), task));
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins to work off what is there and what will be added. */
    void begin() {
        thread.start();
    }

    /** Adds a task; false, and nothing is kept of it, when too many wait. */
    synchronized boolean add(T task) throws IOException {
        long waiting = tasks.values().stream()
                .filter(other -> other.state() == TaskState.WAITING)
                .count();
        if (waiting >= WAITING) {
            return false;
        }
        forgetOldest();
        keeper.begin(task);
        tasks.put(task.id(), task);
        notifyAll();
        return true;
    }

    private void forgetOldest() throws IOException {
        Iterator<T> oldest = tasks.values().iterator();
        while (tasks.size() >= KEPT && oldest.hasNext()) {
            T task = oldest.next();
            if (task.state().ended()) {
                keeper.forget(task);
                oldest.remove();
            }
        }
    }

    /** Something of the task with the id. */
    synchronized <R> Optional<R> read(String id, Function<T, R> reading) {
        return Optional.ofNullable(tasks.get(id)).map(reading);
    }

    /** Something of each task, the newest first. */
    synchronized <R> List<R> readAll(Function<T, R> reading) {
        List<R> all = new ArrayList<>();
        tasks.values().forEach(task -> all.addFirst(reading.apply(task)));
        return all;
    }

    /** Adds to the report of a task that is worked off. */
    synchronized void change(Runnable change) {
        change.run();
    }

    /** Stops the task after the pieces under way; false when it is neither running nor waiting. */
    synchronized boolean stop(String id) throws IOException {
        T task = tasks.get(id);
        if (task == null || task.state() != TaskState.RUNNING && task.state() != TaskState.WAITING) {
            return false;
        }
        task.stop();
        keeper.keep(task);
        return true;
    }

    /** Lets the task go on where it stopped; false when it is not stopped. */
    synchronized boolean resume(String id) throws IOException {
        T task = tasks.get(id);
        if (task == null || task.state() != TaskState.STOPPED) {
            return false;
        }
        task.goOn();
        keeper.keep(task);
        notifyAll();
        return true;
    }

    private void run() {
        try {
            for (Optional<T> next = next(); next.isPresent(); next = next()) {
                run(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The task that waits longest, now running; waits for one, and is empty when the queue is closed. */
    private synchronized Optional<T> next() throws InterruptedException {
        while (!closed) {
            Optional<T> waiting = tasks.values().stream()
                    .filter(task -> task.state() == TaskState.WAITING)
                    .findFirst();
            if (waiting.isPresent()) {
                waiting.get().run(clock);
                return waiting;
            }
            wait();
        }
        return Optional.empty();
    }

    private void run(T task) throws InterruptedException {
        TaskState end;
        try {
            end = keeper.work(task, () -> isStopping(task));
        } catch (IOException | RuntimeException e) {
            // Names of the program only: a message may quote what a file says of people.
            LOG.warn(
                    "{} {} stopped: {}",
                    thread.getName(),
                    task.id(),
                    e.getClass().getName());
            end = TaskState.STOPPED;
        }
        synchronized (this) {
            boolean goesOn = end == TaskState.STOPPED && closed && !task.isStopping();
            task.end(end, clock);
            if (!goesOn) {
                keep(task);
            }
        }
    }

    /** A state that cannot be kept is the one before it for the next process: it does again what it finds undone. */
    private void keep(T task) {
        try {
            keeper.keep(task);
        } catch (IOException e) {
            LOG.warn("the state of {} {} cannot be kept: {}", thread.getName(), task.id(), e.getMessage());
        }
    }

    private synchronized boolean isStopping(T task) {
        return task.isStopping() || closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
