package org.titlechain.ledger;

import java.time.Duration;
import java.util.Optional;

/** Reads committed blocks in order. For one thread; any other may close it, which ends the waiting. */
public interface BlockCursor extends AutoCloseable {
    /**
     * The next block, waiting for it at most so long; empty when none came, or the cursor or the engine was closed.
     *
     * @throws java.io.UncheckedIOException when a stored block is damaged or cannot be read; the message names it
     */
    Optional<Block> next(Duration patience) throws InterruptedException;

    @Override
    void close();
}
