package org.titlechain.crypto;

/** A hash with digests of 32 bytes. Stateless; any thread may call it. */
public interface HashFunction {
    /** Bytes in a digest. */
    int DIGEST_LENGTH = 32;

    /** The digest of the parts, one after the other. */
    byte[] hash(byte[]... parts);

    /**
     * Digests many inputs of equal length at once: item {@code i} is {@code prefix} followed by the {@code itemLength}
     * bytes of {@code input} from {@code i * itemLength}; its digest goes to {@code output} from {@code i * 32}. The
     * result equals {@link #hash} item by item; implementations may work on several items in parallel lanes.
     */
    default void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output) {
        byte[] item = new byte[itemLength + 1];
        item[0] = prefix;
        for (int i = 0; i < count; i++) {
            System.arraycopy(input, i * itemLength, item, 1, itemLength);
            System.arraycopy(hash(item), 0, output, i * DIGEST_LENGTH, DIGEST_LENGTH);
        }
    }
}
