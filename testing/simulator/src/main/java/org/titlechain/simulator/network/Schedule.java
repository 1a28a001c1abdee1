package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * All that is decided before a run begins. The same schedule gives the same run.
 *
 * @param entries how many entries clients submit
 * @param liar the number of the member that lies; −1 for none
 * @param lie how it lies
 * @param joinsAt when one more member begins from nothing, ms; −1 for never
 */
record Schedule(long seed, int entries, int liar, Lie lie, long joinsAt, List<Fault> faults) {
    /** Members that order entries together. */
    static final int MEMBERS = 4;

    /** Faults happen in the first so many ms; then everything heals. */
    static final long TROUBLE = 20_000;

    /** What a lying member does. */
    enum Lie {
        /** It decides some commands in another way, and signs what comes of it. */
        DECIDES_OTHERWISE,
        /** It signs roots that it does not have, to some members only. */
        SPLITS_VIEW,
        /** It gives receipts that nobody else signed. */
        GIVES_FALSE_RECEIPTS,
        /** It gives blocks that were never ordered to whoever asks for missing ones. */
        GIVES_FALSE_BLOCKS
    }

    Schedule {
        faults = List.copyOf(faults);
    }

    static Schedule random(long seed) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            faults.add(Fault.random(random, MEMBERS, TROUBLE));
        }
        faults.sort(Comparator.comparingLong(Fault::time));
        boolean lies = random.nextInt(2) == 0;
        return new Schedule(
                seed,
                8 + random.nextInt(17),
                lies ? random.nextInt(MEMBERS) : -1,
                Lie.values()[random.nextInt(Lie.values().length)],
                random.nextInt(3) == 0 ? random.nextLong(TROUBLE) : -1,
                faults);
    }

    Schedule without(int fault) {
        List<Fault> fewer = new ArrayList<>(faults);
        fewer.remove(fault);
        return new Schedule(seed, entries, liar, lie, joinsAt, fewer);
    }

    Schedule withEntries(int fewer) {
        return new Schedule(seed, fewer, liar, lie, joinsAt, faults);
    }

    Schedule withoutLiar() {
        return new Schedule(seed, entries, -1, lie, joinsAt, faults);
    }

    Schedule withoutJoining() {
        return new Schedule(seed, entries, liar, lie, -1, faults);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(entries + " entries" + (liar < 0 ? "" : ", member-" + liar + " lies: " + lie)
                + (joinsAt < 0 ? "" : ", a member joins at " + joinsAt + " ms"));
        faults.forEach(fault -> lines.add(fault.toString()));
        return lines;
    }
}
