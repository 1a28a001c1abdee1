package org.titlechain.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) by the JDK, which uses the processor's instructions for it. */
final class JdkSha256 implements HashFunction {
    @Override
    public byte[] hash(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    @Override
    public void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output) {
        MessageDigest digest = digest();
        for (int i = 0; i < count; i++) {
            digest.update(prefix);
            digest.update(input, i * itemLength, itemLength);
            System.arraycopy(digest.digest(), 0, output, i * DIGEST_LENGTH, DIGEST_LENGTH);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
