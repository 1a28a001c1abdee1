package org.titlechain.driver;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.titlechain.ledger.Capability;

/**
 * What a driver says and does for its native chain. Everything else is {@link DrivenEngine}'s.
 *
 * <p>Nothing here needs to be idempotent or certain: entries carry their own identity, the archive gives a repeat no
 * effect, and what was sent is sent again until it is seen in a committed block.
 */
public interface NativeChain extends AutoCloseable {
    /** The engine's name, as in {@link org.titlechain.ledger.EngineStatus}. */
    String name();

    /** What the engine can do; see each constant. */
    Set<Capability> capabilities();

    /**
     * Connects and begins to hand in every final block after {@link NativeBlocks#archived()}, in order, from one thread
     * at a time, until {@link #close}. Called once, before any other call.
     *
     * @throws IOException when the chain can never be used like this (another chain's data, a program that is missing);
     *     a network that cannot be reached now is waited for instead
     */
    void start(NativeBlocks blocks) throws IOException;

    /**
     * Hands a batch to the network. Completes when the network has taken it, which promises nothing; completes
     * exceptionally when it did not or when that is unknown: then the same bytes come again after a pause. Never blocks
     * for long. At most {@link Limits#batchesInFlight} are under way.
     */
    CompletableFuture<Void> send(byte[] transaction);

    /**
     * The chain's evidence that the native block is final, in the driver's own format; may wait some seconds for what
     * the network adds after the block.
     *
     * @throws UnsupportedOperationException when {@link Capability#FINALITY_EVIDENCE} is not declared
     * @throws IOException when the evidence cannot be had now
     */
    byte[] evidence(long nativeHeight) throws IOException;

    /** One sentence for operators when something is wrong, else empty; never personal data. */
    String detail();

    /** Ends the connection and everything that was started. */
    @Override
    void close();
}
