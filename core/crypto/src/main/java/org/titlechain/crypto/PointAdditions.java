package org.titlechain.crypto;

import static org.titlechain.crypto.Sm2Field.LIMBS;
import static org.titlechain.crypto.Sm2Field.multiply;
import static org.titlechain.crypto.Sm2Field.square;
import static org.titlechain.crypto.Sm2Field.subtract;
import static org.titlechain.crypto.Sm2Field.subtractBothSettled;
import static org.titlechain.crypto.Sm2Field.subtractSettled;

/**
 * Affine additions that share one inversion (Montgomery's trick): {@link #prepare} each pair, {@link #invert}, then
 * {@link #finish} each pair in the opposite order. An addition so costs five multiplications and a square.
 *
 * <p>The coordinates of all points are settled; those of sums are, too.
 */
final class PointAdditions {
    private final long[] prefixes;
    private final long[] inverse = new long[LIMBS];
    private final long[] scratch = new long[4 * LIMBS];
    private int count;

    /** @param capacity the largest number of pairs in one round */
    PointAdditions(int capacity) {
        this.prefixes = new long[Math.max(1, capacity) * LIMBS];
    }

    /** Notes a pair: the difference of the x of both goes into the product. */
    void prepare(long[] left, int leftAt, long[] right, int rightAt) {
        int at = count * LIMBS;
        if (count == 0) {
            subtractSettled(prefixes, 0, right, rightAt, left, leftAt);
        } else {
            subtract(scratch, 0, right, rightAt, left, leftAt);
            multiply(prefixes, at, prefixes, at - LIMBS, scratch, 0);
        }
        count++;
    }

    /**
     * Inverts the product of all differences.
     *
     * @return false if it is zero: some pair has the same x, and nothing may be finished
     */
    boolean invert() {
        if (count == 0) {
            return true;
        }
        if (Sm2Words.isZero(prefixes, (count - 1) * LIMBS)) {
            return false;
        }
        Sm2Field.invert(inverse, 0, prefixes, (count - 1) * LIMBS);
        return true;
    }

    /** Forgets all pairs. */
    void clear() {
        count = 0;
    }

    /** Writes the sum of the last pair that is not finished yet; it may take the place of either. */
    void finish(long[] left, int leftAt, long[] right, int rightAt, long[] sum, int sumAt) {
        count--;
        long[] s = scratch;
        if (count == 0) {
            System.arraycopy(inverse, 0, s, LIMBS, LIMBS);
        } else {
            subtract(s, 0, right, rightAt, left, leftAt);
            multiply(s, LIMBS, inverse, 0, prefixes, (count - 1) * LIMBS);
            multiply(inverse, 0, inverse, 0, s, 0);
        }
        subtract(s, 0, right, rightAt + LIMBS, left, leftAt + LIMBS);
        multiply(s, LIMBS, s, LIMBS, s, 0); // the slope
        square(s, 0, s, LIMBS);
        subtractBothSettled(s, 2 * LIMBS, s, 0, left, leftAt, right, rightAt);
        subtract(s, 3 * LIMBS, left, leftAt, s, 2 * LIMBS);
        multiply(s, 3 * LIMBS, s, 3 * LIMBS, s, LIMBS);
        subtractSettled(sum, sumAt + LIMBS, s, 3 * LIMBS, left, leftAt + LIMBS);
        System.arraycopy(s, 2 * LIMBS, sum, sumAt, LIMBS);
    }
}
