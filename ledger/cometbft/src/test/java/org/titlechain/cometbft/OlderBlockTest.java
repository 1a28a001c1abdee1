package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.driver.ArchivedBlocks;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.BlockArchiveCheck;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.ledger.TestRoots;

/** A member that joined by state has the blocks before it from their evidence, whole and in order, or not at all. */
final class OlderBlockTest {
    private static final int BLOCKS = 4;

    @TempDir
    Path folder;

    private final List<byte[]> evidence = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private Network order() throws Exception {
        TestNetwork test = TestNetwork.of(folder.resolve("network"), 1);
        try (CometBftEngine engine = test.open(0)) {
            TestRoots.tell(engine, engine);
            for (int number = 1; number <= BLOCKS; number++) {
                engine.append(TestEntries.entry(number)).get(20, TimeUnit.SECONDS);
            }
            try (BlockCursor cursor = engine.read(1)) {
                for (int height = 1; height <= BLOCKS; height++) {
                    evidence.add(engine.finality(height).evidence());
                    blocks.add(cursor.next(Duration.ofSeconds(20)).orElseThrow());
                }
            }
        }
        return test.network();
    }

    private Path archived() {
        return folder.resolve("archive");
    }

    private BlockArchive open() throws IOException {
        return BlockArchive.open(archived(), Origin.GENESIS);
    }

    private List<Finding> found() throws IOException {
        List<Finding> findings = new ArrayList<>();
        new BlockArchiveCheck(archived()).check(findings::add);
        return findings;
    }

    private NativeBlock block(Network network, int height) throws IOException {
        return OlderBlock.of(evidence.get(height - 1), network, TestRoots.root(height));
    }

    private void fill(BlockArchive archive, Network network, int height) throws IOException {
        fill(archive, network, height, height);
    }

    /** Gives a block for another one. */
    private void fill(BlockArchive archive, Network network, int height, int wanted) throws IOException {
        archive.fill(
                block(network, height),
                evidence.get(height - 1),
                blocks.get(wanted - 1).time());
    }

    @Test
    void shouldHaveEveryBlockInTheEndAndNoneThatIsFalse() throws Exception {
        Network network = order();
        try (BlockArchive archive = open()) {
            archive.begin(90, BLOCKS - 1, blocks.get(BLOCKS - 2).time(), TestRoots.root(BLOCKS - 1));
            assertThat(archive.missing()).hasValue(1);
            assertThatThrownBy(() -> OlderBlock.of(evidence.get(1), network, TestRoots.root(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another block");
            byte[] altered = evidence.getFirst().clone();
            altered[altered.length / 2] ^= 1;
            assertThatThrownBy(() -> OlderBlock.of(altered, network, TestRoots.root(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("false");
            // Of another time than the chain says, and without anything of ours.
            assertThatThrownBy(() -> fill(archive, network, 2, 1)).isInstanceOf(IllegalArgumentException.class);
            NativeBlock first = block(network, 1);
            assertThatThrownBy(() -> archive.fill(
                            new NativeBlock(first.height(), first.time(), List.of(new byte[] {1})),
                            evidence.getFirst(),
                            first.time()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(archive.missing()).hasValue(1);
            fill(archive, network, 1);
            assertThat(archive.missing()).hasValue(2);
            assertThat(archive.firstHeight()).isEqualTo(BLOCKS);
        }
        assertThat(found()).isEmpty();
        try (ArchivedBlocks reading = ArchivedBlocks.open(archived(), 1)) {
            assertThat(reading.next(Duration.ZERO).orElseThrow().time())
                    .isEqualTo(blocks.getFirst().time());
            assertThatThrownBy(() -> reading.next(Duration.ZERO))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("OLDER_BLOCKS_MISSING");
        }
        // Begun again, it goes on where it was.
        try (BlockArchive archive = open()) {
            assertThat(archive.height()).isEqualTo(BLOCKS - 1);
            assertThatThrownBy(() -> fill(archive, network, 3, 2)).isInstanceOf(IllegalArgumentException.class);
            fill(archive, network, 2);
            fill(archive, network, 3);
            assertThat(archive.missing()).isEmpty();
            assertThatThrownBy(() -> fill(archive, network, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThat(archive.firstHeight()).isEqualTo(1);
            assertThat(archive.joinedHeight()).isEqualTo(BLOCKS - 1);
            assertThat(archive.nativeHeight()).isEqualTo(90);
            for (int height = 1; height < BLOCKS; height++) {
                Block here = archive.block(height);
                assertThat(here.entries())
                        .containsExactlyElementsOf(blocks.get(height - 1).entries());
                assertThat(here.time()).isEqualTo(blocks.get(height - 1).time());
                assertThat(archive.evidence(height)).contains(evidence.get(height - 1));
            }
        }
        assertThat(found()).isEmpty();
    }
}
