package org.titlechain.device;

import java.util.Arrays;
import java.util.OptionalLong;
import org.titlechain.crypto.Sm2Digest;
import org.titlechain.crypto.Suite;

/**
 * How a suite signs on a device: what the device is given, and what its answer means.
 *
 * @param suite the suite
 * @param number the mechanism of the module
 */
record Mechanism(Suite suite, long number) {
    /** Ed25519 (PKCS#11 3.0, 2.3.14). */
    private static final long EDDSA = 0x1057;

    /** The standard has no mechanism for SM2, so its number is the vendor's. */
    static Mechanism of(Suite suite, OptionalLong vendors) {
        return switch (suite) {
            case INTERNATIONAL -> new Mechanism(suite, vendors.orElse(EDDSA));
            case GM ->
                new Mechanism(
                        suite,
                        vendors.orElseThrow(() -> new IllegalArgumentException(
                                "SM2 on a device needs the number of the vendor's mechanism")));
        };
    }

    /** What the device signs: the message for Ed25519, the digest e of 32 bytes for SM2. */
    byte[] input(byte[] publicKey, byte[] message) {
        return switch (suite) {
            case INTERNATIONAL -> message;
            case GM -> Sm2Digest.of(publicKey, message);
        };
    }

    /**
     * The raw signature of 64 bytes in the device's answer, which for SM2 may also be the DER form of r and s (GB/T
     * 35276). An answer of another form is given on as it is, and will not verify.
     */
    byte[] signature(byte[] answer) {
        return switch (suite) {
            case INTERNATIONAL -> answer;
            case GM -> answer.length == 64 ? answer : fromDer(answer);
        };
    }

    /**
     * The raw public key in the value of CKA_EC_POINT: as it is, or in a DER octet or bit string; empty when it is
     * neither.
     */
    byte[] publicKey(byte[] point) {
        int length = suite == Suite.INTERNATIONAL ? 32 : 65;
        if (point.length == length) {
            return point;
        }
        boolean octets = point.length == length + 2 && point[0] == 0x04 && point[1] == length;
        boolean bits = point.length == length + 3 && point[0] == 0x03 && point[1] == length + 1 && point[2] == 0;
        return octets || bits ? Arrays.copyOfRange(point, point.length - length, point.length) : new byte[0];
    }

    /** SEQUENCE of two INTEGERs, each at most 33 bytes. */
    private static byte[] fromDer(byte[] der) {
        byte[] raw = new byte[64];
        if (der.length < 8 || der[0] != 0x30 || der[1] != der.length - 2) {
            return der;
        }
        int at = 2;
        for (int half = 0; half < 2; half++) {
            if (at + 2 > der.length || der[at] != 0x02) {
                return der;
            }
            int end = at + 2 + der[at + 1];
            if (der[at + 1] < 1 || end > der.length) {
                return der;
            }
            int from = at + 2;
            while (from < end - 1 && der[from] == 0) {
                from++;
            }
            if (end - from > 32) {
                return der;
            }
            System.arraycopy(der, from, raw, 32 * (half + 1) - (end - from), end - from);
            at = end;
        }
        return at == der.length ? raw : der;
    }
}
