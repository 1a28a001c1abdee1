package org.titlechain.ledger;

import java.time.Duration;

/**
 * An optional ability of engines that know a block before it is final, so that a reader can work while the engine makes
 * it final. Declared by {@link Capability#READ_AHEAD}; an engine that declares it implements this interface.
 */
public interface ReadAhead {
    /**
     * As {@link LedgerEngine#read}, but a block may come before it is final. A block that is given either becomes final
     * as it is, or the engine stops for good; nothing that follows from it may be shown before {@link #awaitFinal}.
     */
    BlockCursor readAhead(long fromHeight);

    /** Waits until the block at the height is final; false when the patience ended or the engine stopped before. */
    boolean awaitFinal(long height, Duration patience) throws InterruptedException;
}
