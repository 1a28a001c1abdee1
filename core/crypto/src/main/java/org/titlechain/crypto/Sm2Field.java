package org.titlechain.crypto;

/**
 * Arithmetic modulo the prime of the SM2 curve, p = 2^256 − 2^224 − 2^96 + 2^64 − 1, in plain 64-bit operations.
 *
 * <p><b>Representation.</b> An element is five signed limbs in an array from some offset on; its value is Σ
 * limb[i]·2^(52·i), and it stands for value·R⁻¹ mod p with R = 2^260 (Montgomery form). One element has many
 * representations; only {@link Sm2Words} makes the one canonical.
 *
 * <p><b>Bounds.</b> A unit is 2^256. Everything here relies on, and keeps, these:
 *
 * <ul>
 *   <li><i>settled</i>, which {@link #multiply}, {@link #square} and the operations named settled return: |limb| ≤ 2^53
 *       and |value| ≤ 2 units;
 *   <li>operands of a product: |limb| ≤ 2^55 each, and the product of the bounds of their values ≤ 16 square units. So
 *       sums and differences of two settled elements (≤ 4 units, limbs ≤ 2^54) may be multiplied with each other, and a
 *       sum of four (8 units, limbs ≤ 2^55) with a settled one.
 * </ul>
 *
 * <p><b>Why a product keeps them.</b> Let H(x,y) = ⌊x·y / 2^52⌋, which is the upper half of (x·2^6)·(y·2^6) as |x|, |y|
 * &lt; 2^57. With |x|, |y| ≤ 2^55 we have |H| ≤ 2^58, and x·y − 2^52·H lies in [0, 2^52). Column k of the product holds
 * at most 5 such remainders, whose sum below 2^55 is computed exactly although it goes through products that wrap
 * around, and at most 5 values H of the column before: |column| &lt; 5·2^58 + 2^55 &lt; 2^61. A reduction step adds at
 * most four terms below 2^52 to a column and each column is touched by at most six steps and one carry: nothing reaches
 * 2^62. The steps add M·p with 0 ≤ M &lt; R, so that the result is (x·y + M·p) / R, and its value lies within |x·y| /
 * 2^260 + p ≤ 16·2^512 / 2^260 + 2^256 = 2 units. Its lower four limbs are masked to [0, 2^52), so the top limb is
 * ⌊value / 2^208⌋ and lies within ±2^49.
 *
 * <p>Not for secrets by itself: no operation branches on a value, but callers look up tables.
 */
final class Sm2Field {
    /** Limbs in an element. */
    static final int LIMBS = 5;

    static final long MASK = (1L << 52) - 1;
    private static final long TOP_MASK = (1L << 48) - 1;

    private Sm2Field() {}

    /** r = x·y, settled. The places may be the same. */
    static void multiply(long[] r, int at, long[] x, int xAt, long[] y, int yAt) {
        long x0 = x[xAt];
        long x1 = x[xAt + 1];
        long x2 = x[xAt + 2];
        long x3 = x[xAt + 3];
        long x4 = x[xAt + 4];
        long y0 = y[yAt];
        long y1 = y[yAt + 1];
        long y2 = y[yAt + 2];
        long y3 = y[yAt + 3];
        long y4 = y[yAt + 4];
        long h0 = high(x0, y0);
        long h1 = high(x0, y1) + high(x1, y0);
        long h2 = high(x0, y2) + high(x1, y1) + high(x2, y0);
        long h3 = high(x0, y3) + high(x1, y2) + high(x2, y1) + high(x3, y0);
        long h4 = high(x0, y4) + high(x1, y3) + high(x2, y2) + high(x3, y1) + high(x4, y0);
        long h5 = high(x1, y4) + high(x2, y3) + high(x3, y2) + high(x4, y1);
        long h6 = high(x2, y4) + high(x3, y3) + high(x4, y2);
        long h7 = high(x3, y4) + high(x4, y3);
        long h8 = high(x4, y4);
        long c0 = x0 * y0 - (h0 << 52);
        long c1 = x0 * y1 + x1 * y0 - (h1 << 52) + h0;
        long c2 = x0 * y2 + x1 * y1 + x2 * y0 - (h2 << 52) + h1;
        long c3 = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 - (h3 << 52) + h2;
        long c4 = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 - (h4 << 52) + h3;
        long c5 = x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1 - (h5 << 52) + h4;
        long c6 = x2 * y4 + x3 * y3 + x4 * y2 - (h6 << 52) + h5;
        long c7 = x3 * y4 + x4 * y3 - (h7 << 52) + h6;
        long c8 = x4 * y4 - (h8 << 52) + h7;
        reduce(r, at, c0, c1, c2, c3, c4, c5, c6, c7, c8, h8);
    }

    /** r = x², settled. The places may be the same. */
    static void square(long[] r, int at, long[] x, int xAt) {
        long x0 = x[xAt];
        long x1 = x[xAt + 1];
        long x2 = x[xAt + 2];
        long x3 = x[xAt + 3];
        long x4 = x[xAt + 4];
        // operands of a square have |limb| ≤ 2^54, so their doubles are operands of a product
        long d0 = 2 * x0;
        long d1 = 2 * x1;
        long d2 = 2 * x2;
        long d3 = 2 * x3;
        long h0 = high(x0, x0);
        long h1 = high(d0, x1);
        long h2 = high(d0, x2) + high(x1, x1);
        long h3 = high(d0, x3) + high(d1, x2);
        long h4 = high(d0, x4) + high(d1, x3) + high(x2, x2);
        long h5 = high(d1, x4) + high(d2, x3);
        long h6 = high(d2, x4) + high(x3, x3);
        long h7 = high(d3, x4);
        long h8 = high(x4, x4);
        long c0 = x0 * x0 - (h0 << 52);
        long c1 = d0 * x1 - (h1 << 52) + h0;
        long c2 = d0 * x2 + x1 * x1 - (h2 << 52) + h1;
        long c3 = d0 * x3 + d1 * x2 - (h3 << 52) + h2;
        long c4 = d0 * x4 + d1 * x3 + x2 * x2 - (h4 << 52) + h3;
        long c5 = d1 * x4 + d2 * x3 - (h5 << 52) + h4;
        long c6 = d2 * x4 + x3 * x3 - (h6 << 52) + h5;
        long c7 = d3 * x4 - (h7 << 52) + h6;
        long c8 = x4 * x4 - (h8 << 52) + h7;
        reduce(r, at, c0, c1, c2, c3, c4, c5, c6, c7, c8, h8);
    }

    private static long high(long x, long y) {
        return Math.multiplyHigh(x << 6, y << 6);
    }

    /**
     * r = Σ c[k]·2^(52·k) / R. As −p⁻¹ = 1 mod 2^52, step i clears column i by adding m·p·2^(52·i) with m the column's
     * lower 52 bits. And m·p = m·2^256 − m·2^224 − m·2^96 + m·2^64 − m: the last term clears the column, the others are
     * shifts, from column i + 4 on by 48 and 16 bits and from column i + 1 on by 44 and 12 bits.
     */
    private static void reduce(
            long[] r,
            int at,
            long c0,
            long c1,
            long c2,
            long c3,
            long c4,
            long c5,
            long c6,
            long c7,
            long c8,
            long c9) {
        long m = c0 & MASK;
        c1 += (c0 >> 52) + (m << 12 & MASK) - (m << 44 & MASK);
        c2 += (m >>> 40) - (m >>> 8);
        c4 += (m << 48 & MASK) - (m << 16 & MASK);
        c5 += (m >>> 4) - (m >>> 36);
        m = c1 & MASK;
        c2 += (c1 >> 52) + (m << 12 & MASK) - (m << 44 & MASK);
        c3 += (m >>> 40) - (m >>> 8);
        c5 += (m << 48 & MASK) - (m << 16 & MASK);
        c6 += (m >>> 4) - (m >>> 36);
        m = c2 & MASK;
        c3 += (c2 >> 52) + (m << 12 & MASK) - (m << 44 & MASK);
        c4 += (m >>> 40) - (m >>> 8);
        c6 += (m << 48 & MASK) - (m << 16 & MASK);
        c7 += (m >>> 4) - (m >>> 36);
        m = c3 & MASK;
        c4 += (c3 >> 52) + (m << 12 & MASK) - (m << 44 & MASK);
        c5 += (m >>> 40) - (m >>> 8);
        c7 += (m << 48 & MASK) - (m << 16 & MASK);
        c8 += (m >>> 4) - (m >>> 36);
        m = c4 & MASK;
        c5 += (c4 >> 52) + (m << 12 & MASK) - (m << 44 & MASK);
        c6 += (m >>> 40) - (m >>> 8);
        c8 += (m << 48 & MASK) - (m << 16 & MASK);
        c9 += (m >>> 4) - (m >>> 36);
        c6 += c5 >> 52;
        c7 += c6 >> 52;
        c8 += c7 >> 52;
        c9 += c8 >> 52;
        r[at] = c5 & MASK;
        r[at + 1] = c6 & MASK;
        r[at + 2] = c7 & MASK;
        r[at + 3] = c8 & MASK;
        r[at + 4] = c9;
    }

    /** r = x + y; bounds add. */
    static void add(long[] r, int at, long[] x, int xAt, long[] y, int yAt) {
        for (int i = 0; i < LIMBS; i++) {
            r[at + i] = x[xAt + i] + y[yAt + i];
        }
    }

    /** r = x − y; bounds add. */
    static void subtract(long[] r, int at, long[] x, int xAt, long[] y, int yAt) {
        for (int i = 0; i < LIMBS; i++) {
            r[at + i] = x[xAt + i] - y[yAt + i];
        }
    }

    /** r = x − y, settled, for settled x and y. */
    static void subtractSettled(long[] r, int at, long[] x, int xAt, long[] y, int yAt) {
        settle(
                r,
                at,
                x[xAt] - y[yAt],
                x[xAt + 1] - y[yAt + 1],
                x[xAt + 2] - y[yAt + 2],
                x[xAt + 3] - y[yAt + 3],
                x[xAt + 4] - y[yAt + 4]);
    }

    /** r = x − y − z, settled, for x within 2 units and y and z within 4, with limbs ≤ 2^54. */
    static void subtractBothSettled(long[] r, int at, long[] x, int xAt, long[] y, int yAt, long[] z, int zAt) {
        settle(
                r,
                at,
                x[xAt] - y[yAt] - z[zAt],
                x[xAt + 1] - y[yAt + 1] - z[zAt + 1],
                x[xAt + 2] - y[yAt + 2] - z[zAt + 2],
                x[xAt + 3] - y[yAt + 3] - z[zAt + 3],
                x[xAt + 4] - y[yAt + 4] - z[zAt + 4]);
    }

    /**
     * Carries, then subtracts q·p with q = ⌊value / 2^256⌋. For |value| ≤ 16 units and |limb| ≤ 2^60: |q| ≤ 16, so what
     * is left of 2^256·q − q·p moves limb 1 by less than 2^49, limbs 0 and 4 by less, and the value by less than 2^229.
     */
    private static void settle(long[] r, int at, long l0, long l1, long l2, long l3, long l4) {
        l1 += l0 >> 52;
        l2 += l1 >> 52;
        l3 += l2 >> 52;
        l4 += l3 >> 52;
        long q = l4 >> 48;
        r[at] = (l0 & MASK) + q;
        r[at + 1] = (l1 & MASK) + (q << 44) - (q << 12);
        r[at + 2] = l2 & MASK;
        r[at + 3] = l3 & MASK;
        r[at + 4] = (l4 & TOP_MASK) + (q << 16);
    }

    /** r = −x; bounds stay. */
    static void negate(long[] r, int at, long[] x, int xAt) {
        for (int i = 0; i < LIMBS; i++) {
            r[at + i] = -x[xAt + i];
        }
    }

    /** r = x⁻¹ = x^(p − 2), settled, and 0 for 0. The places may be the same. */
    static void invert(long[] r, int at, long[] x, int xAt) {
        // p − 2 in binary: 31 ones, a zero, 128 ones, 32 zeros, 62 ones, a zero and a one. ones(k) = x^(2^k − 1).
        long[] one = new long[LIMBS];
        System.arraycopy(x, xAt, one, 0, LIMBS);
        long[] three = step(step(one, 1, one), 1, one);
        long[] six = step(three, 3, three);
        long[] fifteen = step(step(six, 6, six), 3, three);
        long[] thirtyOne = step(step(fifteen, 15, fifteen), 1, one);
        long[] thirtyTwo = step(thirtyOne, 1, one);
        long[] power = step(thirtyOne, 33, thirtyTwo);
        for (int i = 0; i < 3; i++) {
            power = step(power, 32, thirtyTwo);
        }
        power = step(power, 32 + 31, thirtyOne);
        power = step(power, 31, thirtyOne);
        power = step(power, 2, one);
        System.arraycopy(power, 0, r, at, LIMBS);
    }

    /** x^(2^squarings) · y, in a new array. */
    private static long[] step(long[] x, int squarings, long[] y) {
        long[] power = x.clone();
        for (int i = 0; i < squarings; i++) {
            square(power, 0, power, 0);
        }
        multiply(power, 0, power, 0, y, 0);
        return power;
    }
}
