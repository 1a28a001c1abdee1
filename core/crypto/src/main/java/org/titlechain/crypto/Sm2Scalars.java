package org.titlechain.crypto;

/** Numbers modulo the order n of the curve, as four unsigned 64-bit words, lowest first. */
final class Sm2Scalars {
    private static final long[] N = Sm2Words.of(Sm2Curve.ORDER);
    private static final long[] P_MINUS_N = Sm2Words.of(Sm2Curve.P.subtract(Sm2Curve.ORDER));

    private Sm2Scalars() {}

    /** Whether 1 ≤ x &lt; n. */
    static boolean isInRange(long[] x) {
        return !isZero(x) && Sm2Words.below(x, N);
    }

    static boolean isZero(long[] x) {
        return (x[0] | x[1] | x[2] | x[3]) == 0;
    }

    /** x mod n for any x below 2^256, which is below 2n. */
    static long[] reduced(long[] x) {
        return Sm2Words.below(x, N) ? x : minus(x, N);
    }

    /** x + y mod n, for x and y below n. */
    static long[] sum(long[] x, long[] y) {
        // x + y = x − (n − y), and n is added if that is negative
        return difference(x, minus(N, y));
    }

    /** x − y mod n, for x below n and y at most n. */
    static long[] difference(long[] x, long[] y) {
        return Sm2Words.below(x, y) ? minus(N, minus(y, x)) : minus(x, y);
    }

    /** n − x, for x below n. */
    static long[] negated(long[] x) {
        return minus(N, x);
    }

    /** Whether the number mod p, in canonical form, is x or x + n: whether it is x mod n. For x below n. */
    static boolean isCongruent(long[] fieldNumber, long[] x) {
        if (Sm2Words.equal(fieldNumber, x)) {
            return true;
        }
        // x + n is below p exactly if x is below p − n
        return Sm2Words.below(x, P_MINUS_N)
                && !Sm2Words.below(fieldNumber, N)
                && Sm2Words.equal(minus(fieldNumber, N), x);
    }

    /** Whether x + n is still below p, so that two numbers mod p are x mod n. For x below n. */
    static boolean hasSecond(long[] x) {
        return Sm2Words.below(x, P_MINUS_N);
    }

    /** x + n, for x of which {@link #hasSecond} holds. */
    static long[] second(long[] x) {
        return minus(x, minus(new long[Sm2Words.WORDS], N));
    }

    /** x − y mod 2^256. */
    private static long[] minus(long[] x, long[] y) {
        long[] result = new long[Sm2Words.WORDS];
        long borrow = 0;
        for (int i = 0; i < Sm2Words.WORDS; i++) {
            long difference = x[i] - y[i];
            long next = Long.compareUnsigned(x[i], y[i]) < 0 || (difference == 0 && borrow == 1) ? 1 : 0;
            result[i] = difference - borrow;
            borrow = next;
        }
        return result;
    }
}
