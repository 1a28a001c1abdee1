package org.titlechain.fabric;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

/**
 * All that engines promise, over a real network of two peers and one orderer; run where FABRIC_BIN names the programs.
 */
final class RaftEngineTest extends BaseLedgerEngineTest {
    @TempDir
    static Path networkFolder;

    private static @Nullable TestChannel channel;

    @BeforeAll
    static void startNetwork() throws IOException {
        channel = TestChannel.start(networkFolder, NetworkPlan.raft());
    }

    @AfterAll
    static void stopNetwork() {
        if (channel != null) {
            channel.close();
        }
    }

    private static TestChannel channel() {
        return java.util.Objects.requireNonNull(channel);
    }

    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        return channel().open(dataFolder);
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }

    @Override
    protected boolean clockMakesTheTime() {
        return false;
    }

    @Override
    protected Optional<String> refusalOfEvidence(byte[] evidence, Block block) {
        return channel().refusal(evidence, block);
    }
}
