package org.titlechain.driver;

import org.titlechain.ledger.LedgerEngine;

/** Where a driver hands in what its native chain has committed. Made by {@link DrivenEngine}; for one thread. */
public interface NativeBlocks {
    /** The last native block that is in the archive; the chain's blocks after it are wanted. 0 when there is none. */
    long archived();

    /**
     * Takes the next final block of the native chain: stores it, shows it to the readers and completes the appends that
     * it answers. A block that was taken before changes nothing, so a chain may give again what it gave before a crash.
     * Native heights may leave out blocks without transactions. While the disk is full it waits.
     *
     * @return the height of the last block of ours up to this native block: what {@link LedgerEngine} counts by; the
     *     origin's height less one when there is none
     * @throws java.io.UncheckedIOException when the archive cannot be written; the engine is stopped then
     * @throws IllegalStateException when the engine is closed
     */
    long committed(NativeBlock block);

    /**
     * The member has the state after a block of ours and none of the blocks up to there; {@link #archived} goes on
     * behind them. Before the first block only.
     *
     * @param nativeHeight the last native block that the state contains
     * @param height the last block of ours up to there
     * @param time its time, ms
     * @param root the root after it
     */
    void joined(long nativeHeight, long height, long time, byte[] root);

    /** What was sent may be forgotten, as by a process that was started again: all of it is sent again now. */
    void forgotten();
}
