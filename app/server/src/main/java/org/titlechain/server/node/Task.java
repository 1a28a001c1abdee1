package org.titlechain.server.node;

import java.time.Clock;
import java.util.Optional;

/**
 * A piece of work with a report that grows. What changes is read and changed under the lock of its {@link TaskQueue}.
 */
abstract class Task {
    private final String id;
    private final String by;
    private final long started;
    private final long total;
    private TaskState state;
    private long finished;
    private boolean stopping;
    private long beganRun;
    private long doneBeforeRun;

    /**
     * A task as it is taken up.
     *
     * @param by who began it
     * @param started when, in milliseconds
     * @param total how many pieces it has
     * @param state where it was; what ran when a process ended waits
     * @param finished when it ended; 0 while it has not
     */
    Task(String id, String by, long started, long total, TaskState state, long finished) {
        this.id = id;
        this.by = by;
        this.started = started;
        this.total = total;
        this.state = state == TaskState.RUNNING ? TaskState.WAITING : state;
        this.finished = finished;
    }

    /** How many pieces are done. */
    abstract long done();

    final String id() {
        return id;
    }

    final String by() {
        return by;
    }

    final long started() {
        return started;
    }

    final long total() {
        return total;
    }

    final TaskState state() {
        return state;
    }

    /** 0 while it has not ended. */
    final long finished() {
        return finished;
    }

    /** What another process would find: a task that only the end of this process interrupts waits. */
    final TaskState lasting() {
        return stopping && !state.ended() ? TaskState.STOPPED : state == TaskState.RUNNING ? TaskState.WAITING : state;
    }

    /** Pieces a second in this run. */
    final long rate(Clock clock) {
        long ran = Math.max(1, clock.millis() - beganRun);
        return state == TaskState.RUNNING ? (done() - doneBeforeRun) * 1000 / ran : 0;
    }

    /** What is left, at the present rate; empty when that is not known. */
    final Optional<Long> remainingSeconds(Clock clock) {
        long rate = rate(clock);
        return rate == 0 ? Optional.empty() : Optional.of((total - done()) / rate);
    }

    final boolean isStopping() {
        return stopping;
    }

    final void stop() {
        stopping = true;
        if (state == TaskState.WAITING) {
            state = TaskState.STOPPED;
        }
    }

    final void goOn() {
        stopping = false;
        state = TaskState.WAITING;
    }

    final void run(Clock clock) {
        state = TaskState.RUNNING;
        beganRun = clock.millis();
        doneBeforeRun = done();
    }

    final void end(TaskState reached, Clock clock) {
        state = reached;
        if (reached.ended()) {
            finished = clock.millis();
        }
    }
}
