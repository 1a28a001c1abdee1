package org.titlechain.crypto;

import java.util.Arrays;

/**
 * The points sG + tP of many claims at once. Each is a sum of table entries, added in pairs, then the sums in pairs,
 * and so on; all additions of one level, of all claims, share one inversion. For one thread.
 *
 * <p>If a pair of some claim has the same x (an honest signer meets that with a chance of 2^-240, a hostile one at
 * will), the product of its level is zero. Then the level is looked through, the claims concerned are marked
 * exceptional and left out: at most one look for each level, whatever is in the batch, and one slow verification for
 * each such claim.
 */
final class SumTrees {
    private final PointTable generator;
    private final int points;
    private final int stride;
    private final long[] workspace;
    private final PointAdditions additions;
    private final boolean[] exceptional;
    private int count;

    /** @param capacity how many claims fit */
    SumTrees(PointTable generator, int capacity) {
        this.generator = generator;
        this.points = generator.windows() + PointTable.windows(KnownKeys.WIDTH);
        this.stride = points * PointTable.POINT;
        this.workspace = new long[capacity * stride];
        this.additions = new PointAdditions(capacity * (points / 2));
        this.exceptional = new boolean[capacity];
    }

    /** Forgets all claims. */
    void clear() {
        Arrays.fill(exceptional, false);
        count = 0;
    }

    /** Takes the claim; it gets the next index. */
    void add(Sm2Claim claim, PointTable key) {
        int at = count * stride;
        generator.select(claim.s(), workspace, at);
        key.select(claim.t(), workspace, at + generator.windows() * PointTable.POINT);
        count++;
    }

    /** Computes the sums of all claims. */
    void sum() {
        for (int width = points; width > 1; width = (width + 1) / 2) {
            sumLevel(width);
        }
    }

    /** Whether the claim was left out, so that somebody else must judge it. */
    boolean isExceptional(int index) {
        return exceptional[index];
    }

    /** The x of the claim's sum, in canonical form. */
    long[] x(int index) {
        return Sm2Words.ofElement(workspace, index * stride);
    }

    /** Adds point i and point i + ⌈width / 2⌉ of each claim; with an odd width the middle one waits. */
    private void sumLevel(int width) {
        int half = (width + 1) / 2 * PointTable.POINT;
        int pairs = width / 2 * PointTable.POINT;
        prepare(pairs, half);
        if (!additions.invert()) {
            markExceptional(pairs, half);
            additions.clear();
            prepare(pairs, half);
            if (!additions.invert()) {
                throw new IllegalStateException("a product of numbers that are not zero is zero");
            }
        }
        for (int claim = count - 1; claim >= 0; claim--) {
            if (!exceptional[claim]) {
                int at = claim * stride;
                for (int i = at + pairs - PointTable.POINT; i >= at; i -= PointTable.POINT) {
                    additions.finish(workspace, i, workspace, i + half, workspace, i);
                }
            }
        }
    }

    private void prepare(int pairs, int half) {
        for (int claim = 0; claim < count; claim++) {
            if (!exceptional[claim]) {
                int at = claim * stride;
                for (int i = at; i < at + pairs; i += PointTable.POINT) {
                    additions.prepare(workspace, i, workspace, i + half);
                }
            }
        }
    }

    private void markExceptional(int pairs, int half) {
        long[] difference = new long[Sm2Field.LIMBS];
        for (int claim = 0; claim < count; claim++) {
            int at = claim * stride;
            for (int i = at; i < at + pairs && !exceptional[claim]; i += PointTable.POINT) {
                Sm2Field.subtract(difference, 0, workspace, i, workspace, i + half);
                exceptional[claim] = Sm2Words.isZero(difference, 0);
            }
        }
    }
}
