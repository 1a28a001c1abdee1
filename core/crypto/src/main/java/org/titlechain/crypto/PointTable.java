package org.titlechain.crypto;

/**
 * Odd multiples of one point, from which any multiple of it is a sum of {@link #windows()} entries: entry j of window i
 * is (2j + 1)·2^(width·i) times the point, affine, x before y, both settled field elements.
 *
 * <p>An odd number k is Σ d[i]·2^(width·i) with odd digits d[i] = 2·b[i] + 1 − 2^width, where b[i] are the width bits
 * of k from bit width·i + 1 on; the last digit is 2·b + 1. No digit is zero, so the number of entries never depends on
 * k. An even k is taken as −(n − k). Never changed once built.
 */
final class PointTable {
    /** Longs in an affine point. */
    static final int POINT = 2 * Sm2Field.LIMBS;

    private final int width;
    private final long[] coordinates;

    /** @param coordinates as {@link PointTableBuilder} fills them */
    PointTable(int width, long[] coordinates) {
        this.width = width;
        this.coordinates = coordinates;
    }

    /** How many windows of the width cover 256 bits. */
    static int windows(int width) {
        return (256 + width - 1) / width;
    }

    int windows() {
        return windows(width);
    }

    /**
     * Writes the entries whose sum is k times the point, one point after the other.
     *
     * @param k from 1 to n − 1, in words
     */
    void select(long[] k, long[] points, int at) {
        boolean even = (k[0] & 1) == 0;
        long[] odd = even ? Sm2Scalars.negated(k) : k;
        int half = 1 << (width - 1);
        int last = windows() - 1;
        for (int i = 0; i <= last; i++) {
            int bits = bits(odd, width * i + 1);
            boolean negative = i < last && bits < half;
            int entry = i == last ? bits : negative ? half - 1 - bits : bits - half;
            int from = (i * half + entry) * POINT;
            int to = at + i * POINT;
            System.arraycopy(coordinates, from, points, to, POINT);
            if (negative != even) {
                Sm2Field.negate(points, to + Sm2Field.LIMBS, points, to + Sm2Field.LIMBS);
            }
        }
    }

    private int bits(long[] k, int position) {
        int word = position >>> 6;
        int shift = position & 63;
        if (word >= Sm2Words.WORDS) {
            return 0;
        }
        long bits = k[word] >>> shift;
        if (shift + width > 64 && word + 1 < Sm2Words.WORDS) {
            bits |= k[word + 1] << (64 - shift);
        }
        return (int) bits & ((1 << width) - 1);
    }
}
