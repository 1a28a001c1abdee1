package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.ledger.TestRoots;

/** Four members with the real program: processes that die, and too few that agree. */
final class FourValidatorsTest {
    private static final int MEMBERS = 4;

    @TempDir
    Path folder;

    private final List<CometBftEngine> engines = new ArrayList<>();
    private long number;

    @BeforeEach
    void openAll() throws IOException {
        for (int i = 0; i < MEMBERS; i++) {
            engines.add(open(i));
        }
    }

    @AfterEach
    void closeAll() {
        engines.parallelStream().forEach(CometBftEngine::close);
    }

    private CometBftEngine open(int member) throws IOException {
        CometBftEngine engine = TestNetwork.of(folder, MEMBERS).open(member);
        TestRoots.tell(engine, engine);
        return engine;
    }

    private CompletableFuture<Position> append(int member) {
        return engines.get(member).append(TestEntries.unsigned(number++, 300));
    }

    private static Position placed(CompletableFuture<Position> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The first so many entries of a member's list, in hexadecimal digits. */
    private List<String> list(int member, int count) throws InterruptedException {
        List<String> entries = new ArrayList<>();
        try (BlockCursor cursor = engines.get(member).read(1)) {
            while (entries.size() < count) {
                Block block = cursor.next(Duration.ofSeconds(30)).orElseThrow();
                block.entries().forEach(entry -> entries.add(HexFormat.of().formatHex(entry)));
            }
        }
        return entries;
    }

    private void assertOneListWithoutRepeats() throws InterruptedException {
        List<String> first = list(0, (int) number);
        assertThat(new TreeSet<>(first)).hasSize((int) number);
        for (int i = 1; i < MEMBERS; i++) {
            assertThat(list(i, (int) number)).isEqualTo(first);
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheProcessThatTakesTheEntriesIsKilled() throws Exception {
        placed(append(0));
        List<CompletableFuture<Position>> futures = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 60; i++) {
                futures.add(append(i % 2));
            }
            ProcessHandle process = engines.getFirst().process().orElseThrow();
            process.destroyForcibly();
            await(() -> !process.isAlive());
            await(() -> engines.getFirst().process().isPresent());
        }
        for (CompletableFuture<Position> future : futures) {
            placed(future);
        }
        assertOneListWithoutRepeats();
        long last = engines.getFirst().status().height();
        FinalityProof proof = FinalityProof.verify(
                engines.getLast().finality(last).evidence(),
                TestNetwork.of(folder, MEMBERS).network());
        assertThat(proof.root()).isEqualTo(TestRoots.root(last));
    }

    @Test
    void shouldAcknowledgeNothingWithoutTwoThirdsAndGoOnWhenTheyAreBack() throws Exception {
        placed(append(0));
        engines.get(2).close();
        engines.get(3).close();
        CompletableFuture<Position> waiting = append(0);
        assertThatThrownBy(() -> waiting.get(6, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(engines.getFirst().status().detail()).contains("too few members");
        engines.set(2, open(2));
        engines.set(3, open(3));
        placed(waiting);
        placed(append(3));
        assertOneListWithoutRepeats();
        assertThat(engines.getFirst().status().detail()).isEmpty();
    }
}
