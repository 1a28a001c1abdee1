package org.titlechain.crypto;

import java.math.BigInteger;

/**
 * Field elements to and from their one canonical form: four unsigned 64-bit words, lowest first, of a number below p.
 */
final class Sm2Words {
    /** Words in a number of 256 bits. */
    static final int WORDS = 4;

    private static final long[] P = of(Sm2Curve.P);
    private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0};
    /** R² mod p in limbs: a product with it brings a number into Montgomery form. */
    private static final long[] R_SQUARED = limbs(of(BigInteger.TWO.pow(520).mod(Sm2Curve.P)));

    private Sm2Words() {}

    /** The words of a number from 0 to 2^256 − 1. */
    static long[] of(BigInteger number) {
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = number.shiftRight(64 * i).longValue();
        }
        return words;
    }

    /** The words of the 32 bytes from the offset on, big-endian. */
    static long[] of(byte[] bytes, int offset) {
        long[] words = new long[WORDS];
        for (int i = 0; i < 32; i++) {
            int word = WORDS - 1 - i / 8;
            words[word] = words[word] << 8 | bytes[offset + i] & 0xff;
        }
        return words;
    }

    /** The number of the words. */
    static BigInteger number(long[] words) {
        BigInteger number = BigInteger.ZERO;
        for (int i = WORDS - 1; i >= 0; i--) {
            number = number.shiftLeft(32).add(BigInteger.valueOf(words[i] >>> 32));
            number = number.shiftLeft(32).add(BigInteger.valueOf(words[i] & 0xffffffffL));
        }
        return number;
    }

    /** Puts the element of a number below 2^256 at the place, settled. */
    static void toElement(long[] r, int at, long[] words) {
        Sm2Field.multiply(r, at, limbs(words), 0, R_SQUARED, 0);
    }

    /**
     * The canonical form of an element within 15 units and with limbs ≤ 2^55. A product with the plain number 1 is (x +
     * M·p) / R with 0 ≤ M &lt; R and |x| &lt; R: more than −1 and less than p + 1, so from 0 to p, and p means 0.
     */
    static long[] ofElement(long[] x, int at) {
        long[] l = new long[Sm2Field.LIMBS];
        Sm2Field.multiply(l, 0, x, at, PLAIN_ONE, 0);
        long[] words = {l[0] | l[1] << 52, l[1] >>> 12 | l[2] << 40, l[2] >>> 24 | l[3] << 28, l[3] >>> 36 | l[4] << 16
        };
        return equal(words, P) ? new long[WORDS] : words;
    }

    /** Whether the element, bound as for {@link #ofElement}, is 0. */
    static boolean isZero(long[] x, int at) {
        long[] words = ofElement(x, at);
        return (words[0] | words[1] | words[2] | words[3]) == 0;
    }

    /** Whether both are the same number. */
    static boolean equal(long[] x, long[] y) {
        return ((x[0] ^ y[0]) | (x[1] ^ y[1]) | (x[2] ^ y[2]) | (x[3] ^ y[3])) == 0;
    }

    /** Whether x is below y. */
    static boolean below(long[] x, long[] y) {
        for (int i = WORDS - 1; i >= 0; i--) {
            if (x[i] != y[i]) {
                return Long.compareUnsigned(x[i], y[i]) < 0;
            }
        }
        return false;
    }

    private static long[] limbs(long[] words) {
        return new long[] {
            words[0] & Sm2Field.MASK,
            (words[0] >>> 52 | words[1] << 12) & Sm2Field.MASK,
            (words[1] >>> 40 | words[2] << 24) & Sm2Field.MASK,
            (words[2] >>> 28 | words[3] << 36) & Sm2Field.MASK,
            words[3] >>> 16
        };
    }
}
