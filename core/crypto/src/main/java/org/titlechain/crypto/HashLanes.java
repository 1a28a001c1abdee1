package org.titlechain.crypto;

/** Hashes several inputs of one length side by side. */
interface HashLanes {
    /** As {@link HashFunction#hashMany}. */
    void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output);
}
