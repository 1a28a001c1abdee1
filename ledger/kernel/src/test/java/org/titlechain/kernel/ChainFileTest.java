package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.embedded.StoredBlocks;
import org.titlechain.kernel.ChainReplay.Replayed;
import org.titlechain.ledger.Block;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** A chain goes into a file and is decided from it again, elsewhere, without its engine. */
class ChainFileTest {
    private static final int ENTRIES = 20;

    @TempDir
    private Path folder;

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> checkpoints = new ArrayList<>();
    private int replays;

    @BeforeEach
    void record() throws IOException {
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            for (int i = 1; i <= ENTRIES; i++) {
                TestChain.submit(node, TestChain.entry(i, TestContract.put("v", i % 7), TestContract.put("v", i)));
            }
        }
        try (StoredBlocks stored = StoredBlocks.open(folder.resolve("ledger"), Suite.GM, 1);
                ReadOnlyMember member = ReadOnlyMember.open(folder.resolve("state"))) {
            for (Optional<Block> next = stored.next(Duration.ZERO);
                    next.isPresent();
                    next = stored.next(Duration.ZERO)) {
                blocks.add(next.get());
                checkpoints.add(member.checkpoint(next.get().height()).orElseThrow());
            }
        }
    }

    @Test
    void shouldLeadToTheSameRootsWithAndWithoutVerifyingSignatures() throws IOException {
        byte[] file = file(blocks);
        for (boolean checked : new boolean[] {true, false}) {
            Replayed replayed = replay(file, checked);
            assertThat(replayed.height()).isEqualTo(blocks.size());
            assertThat(replayed.commands()).isEqualTo(1 + 2 * ENTRIES);
            assertThat(replayed.checkpoint()).isEqualTo(checkpoints.getLast());
        }
    }

    @Test
    void shouldKeepTheEnginesEvidence() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ChainFileWriter writer = new ChainFileWriter(bytes, TestEntries.CHAIN, Suite.GM)) {
            writer.add(blocks.getFirst(), checkpoints.getFirst(), Optional.of(new byte[] {7}));
            writer.end();
        }
        try (ChainFileReader reader = new ChainFileReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(reader.chain()).isEqualTo(TestEntries.CHAIN);
            assertThat(reader.next().orElseThrow().evidence()).hasValue(new byte[] {7});
            assertThat(reader.next()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void shouldRefuseAFileThatWasCutOrAlteredAnywhere() throws IOException {
        byte[] file = file(blocks);
        for (int at = 0; at < file.length; at += 997) {
            byte[] altered = file.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> replay(altered, true)).as("byte %d", at).isInstanceOf(IOException.class);
            byte[] cut = Arrays.copyOf(file, at);
            assertThatThrownBy(() -> replay(cut, true)).as("cut at %d", at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldNameTheBlockWhoseRootsAreNotThoseThatWereSigned() throws IOException {
        int wrong = blocks.size() / 2;
        Block block = blocks.get(wrong);
        List<Block> changed = new ArrayList<>(blocks);
        changed.set(wrong, new Block(block.height(), block.time(), List.of()));
        byte[] file = file(changed);

        assertThatThrownBy(() -> replay(file, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("block " + block.height() + " leads to other roots");
    }

    @Test
    void shouldNotCountAForgedEntry() throws IOException {
        Block last = blocks.getLast();
        byte[] forged = last.entries().getFirst().clone();
        forged[forged.length - 1] ^= 1;
        List<Block> changed = new ArrayList<>(blocks);
        changed.set(blocks.size() - 1, new Block(last.height(), last.time(), List.of(forged)));
        byte[] file = file(changed);

        assertThatThrownBy(() -> replay(file, true)).isInstanceOf(IOException.class);
    }

    private byte[] file(List<Block> written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ChainFileWriter writer = new ChainFileWriter(bytes, TestEntries.CHAIN, Suite.GM)) {
            for (int i = 0; i < written.size(); i++) {
                writer.add(written.get(i), checkpoints.get(i), Optional.empty());
            }
            writer.end();
        }
        return bytes.toByteArray();
    }

    private Replayed replay(byte[] file, boolean checked) throws IOException {
        Path state = folder.resolve("replay" + replays++);
        try (ChainFileReader reader = new ChainFileReader(new ByteArrayInputStream(file))) {
            return new ChainReplay(state, TestChain.contract(), TestChain.VERSION, checked).run(reader, height -> {});
        }
    }
}
