package org.titlechain.simulator.network;

import java.util.Random;

/**
 * One misfortune of a run.
 *
 * @param time ms since the beginning
 * @param kind what happens
 * @param target the number of the member, or the smallest of the group that is cut off
 * @param duration ms until it is over
 * @param amount what else the kind needs
 */
record Fault(long time, Kind kind, int target, long duration, long amount) {
    enum Kind {
        /** The process dies and begins again later; what was not forced to its disk is lost or not. */
        CRASH,
        /** The member, and by chance its neighbour, hears nobody else. */
        PARTITION,
        /** The member hears others and is not heard. */
        DEAF_EARS,
        /** Its messages take very long. */
        SLOW,
        /** Its clock is wrong. */
        CLOCK,
        /** Its disk has no room. */
        FULL,
        /** A byte of its state is damaged. */
        ROT,
        /** Its disk is lost altogether. */
        WIPE,
        /** Every message is lost with a high chance. */
        STORM
    }

    private static final long LONGEST = 6_000;

    static Fault random(Random random, int members, long until) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Fault(
                random.nextLong(until),
                kind,
                random.nextInt(members),
                200 + random.nextLong(LONGEST),
                switch (kind) {
                    case CLOCK -> (random.nextBoolean() ? 1 : -1) * random.nextLong(3_600_000L * 24 * 400);
                    case PARTITION -> random.nextInt(2);
                    default -> random.nextInt(8);
                });
    }

    @Override
    public String toString() {
        return time + " ms: " + kind + " member-" + target + " for " + duration + " ms (" + amount + ")";
    }
}
