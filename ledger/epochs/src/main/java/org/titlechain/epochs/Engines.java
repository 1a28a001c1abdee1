package org.titlechain.epochs;

import java.io.IOException;
import java.time.Duration;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;

/** Opens the engines of epochs; knows them all. */
public interface Engines {
    /**
     * Opens the engine of the present epoch. Its heights begin at the origin's, no block of it is earlier than the
     * origin's time, and opening it again continues it.
     *
     * @throws IOException when it cannot be opened now; it is tried again
     */
    LedgerEngine open(Epoch epoch) throws IOException;

    /**
     * Opens the blocks of an epoch that is over, from what the member has itself: the engine may be gone.
     *
     * @throws IOException when they cannot be opened
     */
    Past openPast(Epoch epoch) throws IOException;

    /**
     * How long the engine of an epoch that is over goes on beside the next one: members who are behind may get its last
     * blocks only from those who have them.
     */
    default Duration afterlife(Epoch epoch) {
        return Duration.ZERO;
    }

    /** The blocks of an epoch that is over. Any thread may read. */
    interface Past extends AutoCloseable {
        /** The block at the height. */
        Block block(long height) throws InterruptedException;

        /** The engine's evidence for the block, as far as it was kept. */
        Finality finality(long height);

        @Override
        void close();
    }
}
