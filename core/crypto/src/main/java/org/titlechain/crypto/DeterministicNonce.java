package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The secret numbers k of the signatures of one digest by one key, derived from both (RFC 6979, section 3.2) instead of
 * drawn: the same message always gets the same signature, and no bad source of randomness can give the key away. For
 * groups with an order of 256 bits and codes of as many.
 */
final class DeterministicNonce {
    private static final int LENGTH = 32;

    private final Mac mac;
    private final BigInteger order;
    private byte[] key = new byte[LENGTH];
    private byte[] value = new byte[LENGTH];
    private boolean given;

    DeterministicNonce(Mac mac, BigInteger order, BigInteger secret, BigInteger digest) {
        this.mac = mac;
        this.order = order;
        Arrays.fill(value, (byte) 1);
        byte[] seed = Arrays.copyOf(bytes(secret), 2 * LENGTH);
        System.arraycopy(bytes(digest.mod(order)), 0, seed, LENGTH, LENGTH);
        reseed((byte) 0, seed);
        reseed((byte) 1, seed);
    }

    /** The next k, from 1 to order − 1. A second one is asked for only if the first gives no signature. */
    BigInteger next() {
        while (true) {
            if (given) {
                reseed((byte) 0, new byte[0]);
            }
            given = true;
            value = mac.mac(key, value);
            BigInteger candidate = new BigInteger(1, value);
            if (candidate.signum() > 0 && candidate.compareTo(order) < 0) {
                return candidate;
            }
        }
    }

    private void reseed(byte separator, byte[] seed) {
        key = mac.mac(key, value, new byte[] {separator}, seed);
        value = mac.mac(key, value);
    }

    /** The number in 32 bytes, big-endian. */
    static byte[] bytes(BigInteger number) {
        byte[] shortest = number.toByteArray();
        byte[] bytes = new byte[LENGTH];
        int skipped = Math.max(0, shortest.length - LENGTH);
        int length = shortest.length - skipped;
        System.arraycopy(shortest, skipped, bytes, LENGTH - length, length);
        return bytes;
    }
}
