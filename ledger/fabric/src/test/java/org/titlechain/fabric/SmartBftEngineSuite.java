package org.titlechain.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * All that engines promise, over a real network of two peers and four orderers of which a quorum signs every block: by
 * command only, and where FABRIC_BIN names the programs ({@code docs/engines.md}).
 */
final class SmartBftEngineSuite extends BaseLedgerEngineTest {
    @TempDir
    static Path networkFolder;

    private static @Nullable TestChannel channel;

    @BeforeAll
    static void startNetwork() throws IOException {
        channel = TestChannel.start(networkFolder, NetworkPlan.smartBft());
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

    @Test
    void shouldGoOnWithoutTheLeaderOfTheOrderers(@TempDir Path member) throws Exception {
        try (FabricEngine engine = channel().open(member)) {
            List<CompletableFuture<Position>> placed = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                placed.add(engine.append(TestEntries.unsigned(i, 300)));
                if (i == 200) {
                    channel().network().killOrderer(0);
                }
            }
            Set<Position> positions = new HashSet<>();
            for (CompletableFuture<Position> future : placed) {
                positions.add(future.get(90, TimeUnit.SECONDS));
            }
            assertThat(positions).hasSize(400);
        } finally {
            channel().network().restartOrderer(0);
        }
    }
}
