package org.titlechain.simulator.network;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Simulated time: what is to happen, in order. Everything random in a run comes from its one source. */
final class Clockwork {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private final Random random;
    private long now;
    private long numbers;

    private record Event(long time, long number, Runnable work) {}

    Clockwork(Random random) {
        this.random = random;
    }

    /** ms since the run began. */
    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    /** Lets the work happen after so many ms. */
    void after(long delay, Runnable work) {
        events.add(new Event(now + delay, numbers++, work));
    }

    /** Lets the next thing happen; false when nothing is to happen any more. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.time();
        next.work().run();
        return true;
    }
}
