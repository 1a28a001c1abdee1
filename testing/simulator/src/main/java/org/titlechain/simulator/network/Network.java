package org.titlechain.simulator.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Carries mail between addresses. Mail may be lost, doubled, late and in another order; addresses may be cut off from
 * each other, in one direction or both. What is told is carried unchanged: on the real network TLS sees to that.
 */
final class Network {
    private static final int LOSS_PER_THOUSAND = 20;
    private static final int STORM_PER_THOUSAND = 600;
    private static final int LONGEST_DELAY = 30;
    private static final int SLOW_FACTOR = 40;

    private final Clockwork clock;
    private final Map<Integer, BiConsumer<Integer, Mail>> receivers = new HashMap<>();
    private final Set<Integer> cutOff = new HashSet<>();
    private final Set<Integer> unheard = new HashSet<>();
    private final Set<Integer> slow = new HashSet<>();
    private int storms;

    Network(Clockwork clock) {
        this.clock = clock;
    }

    void connect(int address, BiConsumer<Integer, Mail> receiver) {
        receivers.put(address, receiver);
    }

    void send(int from, int to, Mail mail) {
        Random random = clock.random();
        if (from == to) {
            clock.after(0, () -> deliver(from, to, mail));
            return;
        }
        if (random.nextInt(1_000) < (storms > 0 ? STORM_PER_THOUSAND : LOSS_PER_THOUSAND)) {
            return;
        }
        int copies = random.nextInt(50) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = 1L + random.nextInt(LONGEST_DELAY);
            clock.after(isSlow(from) || isSlow(to) ? delay * SLOW_FACTOR : delay, () -> {
                // What is on its way when a line is cut is lost too.
                if (reaches(from, to)) {
                    deliver(from, to, mail);
                }
            });
        }
    }

    private boolean isSlow(int address) {
        return slow.contains(address);
    }

    private void deliver(int from, int to, Mail mail) {
        BiConsumer<Integer, Mail> receiver = receivers.get(to);
        if (receiver != null) {
            receiver.accept(from, mail);
        }
    }

    /** Whether mail from one would reach the other. */
    boolean reaches(int from, int to) {
        return cutOff.contains(from) == cutOff.contains(to) && !unheard.contains(from);
    }

    /** How many of the first so many addresses are on the same side of every cut as the one, itself among them. */
    long together(int address, int addresses) {
        return IntStream.range(0, addresses)
                .filter(other -> cutOff.contains(other) == cutOff.contains(address))
                .count();
    }

    void cutOff(Set<Integer> group) {
        cutOff.addAll(group);
    }

    void silence(int address, boolean begins) {
        change(unheard, address, begins);
    }

    void slowDown(int address, boolean begins) {
        change(slow, address, begins);
    }

    private static void change(Set<Integer> addresses, int address, boolean begins) {
        if (begins) {
            addresses.add(address);
        } else {
            addresses.remove(address);
        }
    }

    void storm(boolean begins) {
        storms += begins ? 1 : -1;
    }

    /** The group is back. */
    void rejoin(Set<Integer> group) {
        cutOff.removeAll(group);
    }
}
