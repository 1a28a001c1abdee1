package org.titlechain.driver;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the bytes of an entry: what the archive knows an entry by. Not the entry's own identifier, which does not
 * cover the signature: a member that lies could place an entry with a false signature first, and the true one would
 * look like a repeat. The kernel gives an identifier that comes again no effect.
 */
record Digest(byte[] bytes) {
    static Digest of(byte[] entry) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(entry));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest(byte[] otherBytes) && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }
}
