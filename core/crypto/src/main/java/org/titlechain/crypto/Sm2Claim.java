package org.titlechain.crypto;

import org.jspecify.annotations.Nullable;

/**
 * What a signature r, s claims of a message with digest e: that the point sG + tP with t = r + s has an x that is r −
 * e, all mod n (GB/T 32918.2, 7.1).
 */
record Sm2Claim(long[] s, long[] t, long[] x) {
    /** Bytes in a signature. */
    static final int SIGNATURE_LENGTH = 64;

    /** The claim, or null if the signature is malformed: not 64 bytes, r or s not in 1 … n − 1, or t = 0. */
    static @Nullable Sm2Claim of(HashFunction hash, byte[] identity, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return null;
        }
        long[] r = Sm2Words.of(signature, 0);
        long[] s = Sm2Words.of(signature, 32);
        if (!Sm2Scalars.isInRange(r) || !Sm2Scalars.isInRange(s)) {
            return null;
        }
        long[] t = Sm2Scalars.sum(r, s);
        if (Sm2Scalars.isZero(t)) {
            return null;
        }
        long[] digest = Sm2Scalars.reduced(Sm2Words.of(hash.hash(identity, message), 0));
        return new Sm2Claim(s, t, Sm2Scalars.difference(r, digest));
    }
}
