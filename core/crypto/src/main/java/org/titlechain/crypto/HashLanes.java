package org.titlechain.crypto;

/** Hashes several inputs of one length side by side. */
interface HashLanes {
    /** How many inputs fill the lanes well; for fewer, one after the other is as good. */
    int smallestBatch();

    /** As {@link HashFunction#hashMany}. */
    void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output);
}
