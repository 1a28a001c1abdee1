package org.titlechain.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The digest Z of user id, curve and public key that stands before every message (GB/T 32918.2, 5.5). */
final class Sm2Identity {
    private static final String USER = "1234567812345678";
    private static final byte[] CURVE = curve();

    private Sm2Identity() {}

    /** Z of the user id of the formats and a public key of 65 bytes. */
    static byte[] of(HashFunction hash, byte[] publicKey) {
        byte[] point = new byte[64];
        System.arraycopy(publicKey, 1, point, 0, 64);
        return hash.hash(CURVE, point);
    }

    private static byte[] curve() {
        byte[] user = USER.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[2 + user.length + 4 * 32];
        bytes[0] = (byte) (8 * user.length >>> 8);
        bytes[1] = (byte) (8 * user.length);
        System.arraycopy(user, 0, bytes, 2, user.length);
        int offset = 2 + user.length;
        BigInteger[] numbers = {Sm2Curve.A, Sm2Curve.B, Sm2Curve.GENERATOR_X, Sm2Curve.GENERATOR_Y};
        for (BigInteger number : numbers) {
            System.arraycopy(DeterministicNonce.bytes(number), 0, bytes, offset, 32);
            offset += 32;
        }
        return bytes;
    }
}
