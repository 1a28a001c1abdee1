package org.titlechain.driver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the list of a native chain begins in the history of a TitleChain: at its first block, or, for a chain that
 * moves from another engine, after the last block of that one. All members of a native chain must name the same.
 *
 * @param height the height of the first block of ours on the native chain, from 1
 * @param time the time of the block before, in ms; 0 when there is none. No block of this engine is earlier
 * @param root the root after the block before ({@link org.titlechain.ledger.RootInConsensus}); empty when there is none
 */
public record Origin(long height, long time, byte[] root) {
    /** The beginning of a chain. */
    public static final Origin GENESIS = new Origin(1, 0, new byte[0]);

    public Origin {
        if (height < 1 || time < 0) {
            throw new IllegalArgumentException("heights begin at 1 and times at 0");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin(long otherHeight, long otherTime, byte[] otherRoot)
                && height == otherHeight
                && time == otherTime
                && Arrays.equals(root, otherRoot);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(height);
    }
}
