package org.titlechain.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskQueueTest {
    private final Desk desk = new Desk();
    private TaskQueue<Pieces> queue = queue(List.of());

    private TaskQueue<Pieces> queue(List<Pieces> known) {
        TaskQueue<Pieces> made = new TaskQueue<>("test", known, desk, Clock.systemUTC());
        made.begin();
        return made;
    }

    @AfterEach
    void close() {
        desk.go("broken", 1_000);
        queue.close();
    }

    @Test
    void shouldWorkTasksOffInTheirOrder() throws Exception {
        queue.add(new Pieces("a", 2));
        queue.add(new Pieces("b", 1));
        desk.go("fine", 3);
        awaitState("b", TaskState.DONE);
        assertThat(desk.worked).containsExactly("a", "a", "b");
        assertThat(queue.readAll(Task::id)).containsExactly("b", "a");
        assertThat(desk.kept).containsEntry("a", TaskState.DONE).containsEntry("b", TaskState.DONE);
    }

    @Test
    void shouldStopBetweenTwoPiecesAndGoOn() throws Exception {
        queue.add(new Pieces("a", 3));
        desk.go("fine", 1);
        assertThat(queue.resume("a")).isFalse();
        assertThat(queue.stop("a")).isTrue();
        assertThat(desk.kept).as("a kill now leaves it stopped").containsEntry("a", TaskState.STOPPED);
        desk.go("fine", 1);
        awaitState("a", TaskState.STOPPED);
        assertThat(queue.stop("a")).isFalse();
        assertThat(queue.resume("a")).isTrue();
        assertThat(desk.kept).containsEntry("a", TaskState.WAITING);
        desk.go("fine", 3);
        awaitState("a", TaskState.DONE);
        assertThat(desk.worked).hasSize(3);
    }

    @Test
    void shouldGoOnAtTheNextStartWhenTheProcessEnds() throws Exception {
        queue.add(new Pieces("a", 3));
        desk.go("fine", 1);
        Thread closing = Thread.ofPlatform().start(queue::close);
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        desk.go("fine", 4);
        closing.join();
        assertThat(desk.kept).as("as it was begun").containsEntry("a", TaskState.WAITING);
        Pieces again = new Pieces("a", 3);
        queue = queue(List.of(again));
        awaitState("a", TaskState.DONE);
    }

    @Test
    void shouldStopATaskThatFailsAndWorkOnAtTheOthers() throws Exception {
        queue.add(new Pieces("a", 1));
        queue.add(new Pieces("b", 1));
        desk.go("broken", 1);
        desk.go("fine", 1);
        awaitState("b", TaskState.DONE);
        assertThat(desk.kept).containsEntry("a", TaskState.STOPPED);
    }

    @Test
    void shouldTakeNoMoreThanSixteenThatWait() throws Exception {
        queue.add(new Pieces("first", 1));
        awaitState("first", TaskState.RUNNING);
        for (int i = 0; i < 16; i++) {
            assertThat(queue.add(new Pieces("waiting" + i, 1))).isTrue();
        }
        assertThat(queue.add(new Pieces("late", 1))).isFalse();
        assertThat(desk.kept).doesNotContainKey("late");
    }

    @Test
    void shouldForgetTheOldestThatEndedAndNoneThatWaits() throws Exception {
        List<Pieces> known = new ArrayList<>();
        known.add(new Pieces("stopped", "stopped", TaskState.STOPPED, 1));
        for (int i = 1; i < 200; i++) {
            known.add(new Pieces("ended" + i, "ended", TaskState.DONE, 1));
        }
        queue.close();
        queue = queue(known);
        queue.add(new Pieces("new", 1));
        assertThat(desk.forgotten).containsExactly("ended1");
        assertThat(queue.read("stopped", Task::state)).contains(TaskState.STOPPED);
    }

    private void awaitState(String id, TaskState state) throws InterruptedException {
        while (!queue.read(id, Task::state).equals(Optional.of(state))) {
            Thread.onSpinWait();
        }
    }

    private static final class Pieces extends Task {
        private long done;

        Pieces(String id, long total) {
            this(id, "somebody", TaskState.WAITING, total);
        }

        Pieces(String id, String by, TaskState state, long total) {
            super(id, by, 1, total, state, 0);
        }

        @Override
        long done() {
            return done;
        }
    }

    /** Works a piece off for each word that it is given. */
    private static final class Desk implements TaskQueue.Keeper<Pieces> {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        private final List<String> worked = new ArrayList<>();
        private final Map<String, TaskState> kept = new HashMap<>();
        private final List<String> forgotten = new ArrayList<>();

        void go(String word, int times) {
            for (int i = 0; i < times; i++) {
                words.add(word);
            }
        }

        @Override
        public void begin(Pieces task) {
            kept.put(task.id(), task.lasting());
        }

        @Override
        public void keep(Pieces task) {
            kept.put(task.id(), task.lasting());
        }

        @Override
        public void forget(Pieces task) {
            forgotten.add(task.id());
        }

        @Override
        public TaskState work(Pieces task, BooleanSupplier stopping) throws IOException, InterruptedException {
            while (task.done < task.total() && !stopping.getAsBoolean()) {
                if ("broken".equals(words.poll(60, TimeUnit.SECONDS))) {
                    throw new IOException("broken");
                }
                task.done++;
                worked.add(task.id());
            }
            return task.done < task.total() ? TaskState.STOPPED : TaskState.DONE;
        }
    }
}
