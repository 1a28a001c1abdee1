package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.Optional;

/** Affine points as raw public keys ({@code 04 ‖ x ‖ y}) and as pairs of field elements. */
final class Sm2Point {
    /** Bytes in a raw public key. */
    static final int LENGTH = 65;

    private static final long[] P = Sm2Words.of(Sm2Curve.P);
    private static final long[] THREE = element(BigInteger.valueOf(3));
    private static final long[] B = element(Sm2Curve.B);

    private Sm2Point() {}

    /** x and y as settled elements, or nothing if the bytes are not the one encoding of a point of the curve. */
    static Optional<long[]> decode(byte[] publicKey) {
        if (publicKey.length != LENGTH || publicKey[0] != 4) {
            return Optional.empty();
        }
        long[] x = Sm2Words.of(publicKey, 1);
        long[] y = Sm2Words.of(publicKey, 33);
        if (!Sm2Words.below(x, P) || !Sm2Words.below(y, P)) {
            return Optional.empty();
        }
        long[] point = new long[PointTable.POINT];
        Sm2Words.toElement(point, 0, x);
        Sm2Words.toElement(point, Sm2Field.LIMBS, y);
        return isOnCurve(point) ? Optional.of(point) : Optional.empty();
    }

    /** The raw public key of canonical coordinates. */
    static byte[] encode(BigInteger x, BigInteger y) {
        byte[] encoded = new byte[LENGTH];
        encoded[0] = 4;
        System.arraycopy(DeterministicNonce.bytes(x), 0, encoded, 1, 32);
        System.arraycopy(DeterministicNonce.bytes(y), 0, encoded, 33, 32);
        return encoded;
    }

    /** Whether y² = (x² − 3)·x + b. */
    private static boolean isOnCurve(long[] point) {
        long[] right = new long[Sm2Field.LIMBS];
        long[] left = new long[Sm2Field.LIMBS];
        Sm2Field.square(right, 0, point, 0);
        Sm2Field.subtract(right, 0, right, 0, THREE, 0);
        Sm2Field.multiply(right, 0, right, 0, point, 0);
        Sm2Field.add(right, 0, right, 0, B, 0);
        Sm2Field.square(left, 0, point, Sm2Field.LIMBS);
        Sm2Field.subtract(left, 0, left, 0, right, 0);
        return Sm2Words.isZero(left, 0);
    }

    private static long[] element(BigInteger number) {
        long[] element = new long[Sm2Field.LIMBS];
        Sm2Words.toElement(element, 0, Sm2Words.of(number));
        return element;
    }
}
