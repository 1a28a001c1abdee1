package org.titlechain.crypto;

import static org.titlechain.crypto.Sm2Field.LIMBS;
import static org.titlechain.crypto.Sm2Field.multiply;
import static org.titlechain.crypto.Sm2Field.square;

/**
 * Builds a {@link PointTable}: the doublings of the point one after the other, made affine together; then, in rounds
 * that double the number of entries of every window, entry m + j = entry j + 2m·(the window's point). A window's
 * entries are different small odd multiples of a point of prime order and 2m an even one, so no addition is
 * exceptional.
 */
final class PointTableBuilder {
    private static final int RUNNING = 4 * LIMBS;

    private PointTableBuilder() {}

    /**
     * The table of a point.
     *
     * @param point x and y of a point of the curve, settled field elements
     */
    static PointTable build(int width, long[] point) {
        int windows = PointTable.windows(width);
        int half = 1 << (width - 1);
        long[] doublings = doublings(point, width * windows);
        long[] table = new long[windows * half * PointTable.POINT];
        for (int window = 0; window < windows; window++) {
            int from = width * window * PointTable.POINT;
            System.arraycopy(doublings, from, table, window * half * PointTable.POINT, PointTable.POINT);
        }
        for (int round = 0; round < width - 1; round++) {
            grow(table, width, doublings, round);
        }
        return new PointTable(width, table);
    }

    private static void grow(long[] table, int width, long[] doublings, int round) {
        int windows = PointTable.windows(width);
        int half = 1 << (width - 1);
        int entries = 1 << round;
        PointAdditions additions = new PointAdditions(windows * entries);
        for (int window = 0; window < windows; window++) {
            int doubling = (width * window + round + 1) * PointTable.POINT;
            for (int entry = 0; entry < entries; entry++) {
                int from = (window * half + entry) * PointTable.POINT;
                additions.prepare(table, from, doublings, doubling);
            }
        }
        if (!additions.invert()) {
            throw new IllegalStateException("multiples of a point of prime order cannot meet");
        }
        for (int window = windows - 1; window >= 0; window--) {
            int doubling = (width * window + round + 1) * PointTable.POINT;
            for (int entry = entries - 1; entry >= 0; entry--) {
                int from = (window * half + entry) * PointTable.POINT;
                int to = from + entries * PointTable.POINT;
                additions.finish(table, from, doublings, doubling, table, to);
            }
        }
    }

    /** 2^i times the point, affine, for i from 0 to count − 1. */
    private static long[] doublings(long[] point, int count) {
        long[] running = new long[count * RUNNING];
        RunningPoint current = new RunningPoint();
        current.set(point, 0);
        for (int i = 0; i < count; i++) {
            current.copyTo(running, i * RUNNING);
            current.doublePoint();
        }
        // one inversion for all: prefix[i] = ZZZ[0] · … · ZZZ[i]
        long[] prefix = new long[count * LIMBS];
        System.arraycopy(running, 3 * LIMBS, prefix, 0, LIMBS);
        for (int i = 1; i < count; i++) {
            multiply(prefix, i * LIMBS, prefix, (i - 1) * LIMBS, running, i * RUNNING + 3 * LIMBS);
        }
        long[] inverse = new long[LIMBS];
        Sm2Field.invert(inverse, 0, prefix, (count - 1) * LIMBS);
        long[] affine = new long[count * PointTable.POINT];
        long[] own = new long[LIMBS];
        for (int i = count - 1; i >= 0; i--) {
            int from = i * RUNNING;
            int to = i * PointTable.POINT;
            if (i == 0) {
                System.arraycopy(inverse, 0, own, 0, LIMBS);
            } else {
                multiply(own, 0, inverse, 0, prefix, (i - 1) * LIMBS);
                multiply(inverse, 0, inverse, 0, running, from + 3 * LIMBS);
            }
            multiply(affine, to + LIMBS, running, from + LIMBS, own, 0);
            // 1/Z = ZZ/ZZZ, so 1/ZZ = (ZZ/ZZZ)²
            multiply(own, 0, own, 0, running, from + 2 * LIMBS);
            square(own, 0, own, 0);
            multiply(affine, to, running, from, own, 0);
        }
        return affine;
    }
}
