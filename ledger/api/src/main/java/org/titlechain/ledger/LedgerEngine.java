package org.titlechain.ledger;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A totally ordered, durable list of entries: all that TitleChain asks of a blockchain. What an entry means is not the
 * engine's business.
 */
public interface LedgerEngine extends AutoCloseable {
    /**
     * Places the entry in the order. May be called concurrently.
     *
     * <p>The future completes when the place is final and durable by the engine's own promise; from then on the entry
     * is never lost. Appending an entry again has no second effect and gives the first position. It completes
     * exceptionally with {@link AppendException.Rejected} when the entry was certainly not placed, and with
     * {@link AppendException.Ambiguous} when the outcome is unknown: then appending the same entry again is safe and
     * tells.
     */
    CompletableFuture<Position> append(Entry entry);

    /**
     * The committed blocks from the height on, in order, each exactly once for each cursor. Blocks that come later
     * follow without a gap. Several cursors may be open at once.
     */
    BlockCursor read(long fromHeight);

    /**
     * The engine's own evidence that the block at the height is final.
     *
     * @throws UnsupportedOperationException when {@link Capability#FINALITY_EVIDENCE} is not declared
     */
    Finality finality(long height);

    /** What this engine can do beyond the common promise. A declared absence is tested too. */
    Set<Capability> capabilities();

    /** How the engine is; cheap enough to ask every second. */
    EngineStatus status();

    /** Stops taking entries, finishes those that were taken, and frees everything. May be called again. */
    @Override
    void close();
}
