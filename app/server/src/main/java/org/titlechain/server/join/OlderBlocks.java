package org.titlechain.server.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.driver.EndOfThread;
import org.titlechain.kernel.Ledger;
import org.titlechain.proof.Checkpoint;

/**
 * Has the blocks before the state with which this member joined from the other members, the oldest first and one at a
 * time, beside whatever else the node does. A block comes with its evidence of finality, and fits the root and the time
 * that this member's own state says; so it does not matter who gives it. What has come stays, and the next start goes
 * on behind it.
 */
final class OlderBlocks implements AutoCloseable {
    /** Nobody gave the block that is missing: ask again after this. */
    private static final long PAUSE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(OlderBlocks.class);

    private final CometBftEngine engine;
    private final Ledger ledger;
    private final OtherMembers others;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long silentAbout;

    private OlderBlocks(CometBftEngine engine, Ledger ledger, OtherMembers others) {
        this.engine = engine;
        this.ledger = ledger;
        this.others = others;
        this.thread =
                Thread.ofPlatform().name("titlechain-older-blocks").daemon().unstarted(this::run);
    }

    /** Begins where the last start ended. */
    static OlderBlocks fetch(CometBftEngine engine, Ledger ledger, OtherMembers others) {
        OlderBlocks older = new OlderBlocks(engine, ledger, others);
        older.thread.start();
        return older;
    }

    private void run() {
        try {
            OptionalLong missing = engine.missingBlock();
            LOG.info("the blocks before the state that this member joined with are fetched: {} is next", missing);
            while (missing.isPresent()) {
                boolean stopped = !take(missing.getAsLong()) && closing.await(PAUSE_SECONDS, TimeUnit.SECONDS);
                if (stopped || closing.getCount() == 0) {
                    return;
                }
                missing = engine.missingBlock();
            }
            LOG.info("all blocks are here, from the first on");
        } catch (InterruptedException | IllegalStateException e) {
            // The node ends.
        } catch (UncheckedIOException e) {
            LOG.warn("older blocks cannot be stored; the next start goes on: {}", e.getMessage());
        }
    }

    /** Takes the block from the first who gives it; false when nobody does. */
    private boolean take(long height) {
        Checkpoint own = ledger.checkpoint(height)
                .map(Checkpoint::parse)
                .map(Checkpoint.Signed::checkpoint)
                .orElseThrow(() -> new IllegalStateException("the checkpoint of block " + height + " is missing"));
        List<String> addresses = others.addresses();
        for (int i = 0; i < addresses.size() && closing.getCount() > 0; i++) {
            // In turn, so that not one member gives them all.
            String address = addresses.get((int) ((height + i) % addresses.size()));
            try {
                engine.fill(others.evidence(address, height), own.contentRoot(), own.time());
                return true;
            } catch (IOException e) {
                if (silentAbout != height) {
                    silentAbout = height;
                    LOG.warn("{} does not give block {}: {}", address, height, e.getMessage());
                }
            }
        }
        return false;
    }

    /** Begins nothing more. */
    void stop() {
        closing.countDown();
    }

    @Override
    public void close() {
        stop();
        EndOfThread.await(thread);
    }
}
