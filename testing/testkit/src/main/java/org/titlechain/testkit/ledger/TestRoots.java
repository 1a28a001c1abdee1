package org.titlechain.testkit.ledger;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.RootInConsensus;

/** A member that decides nothing: tells an engine a root after each block, made from the height. */
public final class TestRoots {
    private TestRoots() {}

    /** The root after the block at the height. */
    public static byte[] root(long height) {
        return ByteBuffer.allocate(32).putLong(24, height).array();
    }

    /** Tells roots until the engine is closed. */
    public static void tell(LedgerEngine engine, RootInConsensus consensus) {
        Thread.ofPlatform().name("titlechain-test-roots").daemon().start(() -> {
            try (BlockCursor cursor = engine.read(consensus.decidedHeight() + 1)) {
                while (engine.status().accepting() || engine.status().waiting() > 0) {
                    Optional<Block> block = cursor.next(Duration.ofMillis(500));
                    block.ifPresent(next -> consensus.decided(next.height(), root(next.height())));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IllegalStateException e) {
                // The engine was closed.
            }
        });
    }
}
