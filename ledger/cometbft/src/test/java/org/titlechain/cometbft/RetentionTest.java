package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Electorate.Voter;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.ledger.TestRoots;

/** CometBFT forgets what the member keeps. The real program. */
final class RetentionTest {
    private static final int BLOCKS = 30;
    private static final long KEPT = 10;

    @TempDir
    Path folder;

    /** The only validator's vote gets another weight, so that a change of validators is among what is forgotten. */
    private static Optional<List<Voter>> heavier(long height) {
        return height < 3 ? Optional.empty() : Optional.of(List.of(new Voter("member0", Optional.empty(), 2)));
    }

    @Test
    void shouldForgetInCometBftWhatTheMemberKeepsWithItsEvidence() throws Exception {
        TestNetwork test = TestNetwork.of(folder, 1);
        try (CometBftEngine engine = test.open(0, RetentionTest::heavier, KEPT)) {
            TestRoots.tell(engine, engine);
            for (int i = 1; i <= BLOCKS; i++) {
                engine.append(TestEntries.unsigned(i, 100)).get(30, TimeUnit.SECONDS);
            }
            try (Rpc rpc = rpc()) {
                long more = BLOCKS;
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (earliest(rpc) <= KEPT && System.nanoTime() < deadline) {
                    // It forgets at a commit only.
                    engine.append(TestEntries.unsigned(++more, 100)).get(30, TimeUnit.SECONDS);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
                assertThat(earliest(rpc)).isGreaterThan(KEPT);
                assertThat(latest(rpc) - earliest(rpc)).isGreaterThanOrEqualTo(KEPT - 1);
                assertThatThrownBy(() -> rpc.call("block", Map.of("height", 1L)))
                        .isInstanceOf(IOException.class);

                for (long height : List.of(1L, 3L, 5L, more)) {
                    FinalityProof proof =
                            FinalityProof.verify(engine.finality(height).evidence(), test.network());
                    assertThat(proof.root()).isEqualTo(TestRoots.root(height));
                }
                assertThat(LightBlock.decode(engine.finality(more).evidence()).links())
                        .hasSize(1);
                try (BlockCursor cursor = engine.read(1)) {
                    assertThat(cursor.next(Duration.ofSeconds(5)).orElseThrow().entries())
                            .hasSize(1);
                }
            }
        }
    }

    private Rpc rpc() throws IOException {
        String configuration = Files.readString(folder.resolve("member0/cometbft/config/config.toml"));
        Matcher port =
                Pattern.compile("laddr = \"tcp://127\\.0\\.0\\.1:([0-9]+)\"").matcher(configuration);
        assertThat(port.find()).isTrue();
        return new Rpc(Integer.parseInt(port.group(1)));
    }

    private static long earliest(Rpc rpc) throws IOException {
        return rpc.call("status", Map.of())
                .get("sync_info")
                .get("earliest_block_height")
                .number();
    }

    private static long latest(Rpc rpc) throws IOException {
        return rpc.call("status", Map.of())
                .get("sync_info")
                .get("latest_block_height")
                .number();
    }
}
