package org.titlechain.crypto;

import org.bouncycastle.crypto.digests.SM3Digest;

/** SM3 (GB/T 32905) by BouncyCastle: the reference in tests and figures, and the hash of the SM2 reference. */
final class BouncyCastleSm3 implements HashFunction {
    @Override
    public byte[] hash(byte[]... parts) {
        SM3Digest digest = new SM3Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] result = new byte[DIGEST_LENGTH];
        digest.doFinal(result, 0);
        return result;
    }
}
