package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogRange;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.testkit.ledger.TestContract;

/** A member that joins by a snapshot has what a member has that replayed, and takes nothing that was altered. */
final class SnapshotJoinTest {
    private static final int FLIPS = Integer.getInteger("titlechain.flips", 120);
    private static final int ENTRIES = 40;
    private static final long SMALL = 4_000;

    @TempDir
    Path folder;

    private EmbeddedEngine engine;
    private MemberNode first;
    private MemberNode second;
    private SnapshotSource source;

    @BeforeEach
    void live() throws Exception {
        engine = TestChain.engine(folder);
        first = JoinedChain.member(folder, "first", engine);
        JoinedChain.live(first, 0, ENTRIES);
        second = JoinedChain.member(folder, "second", engine);
        JoinedChain.await(second, engine);
        source = new SnapshotSource(first, SMALL);
    }

    @AfterEach
    void end() {
        first.close();
        second.close();
        engine.close();
    }

    private Snapshot snapshot() {
        return source.at(first.status().height()).orElseThrow();
    }

    private Path joined() {
        return folder.resolve("joined");
    }

    private SnapshotJoin begin(Snapshot snapshot) throws IOException {
        return SnapshotJoin.begin(joined().resolve("third"), snapshot);
    }

    private static SortedMap<String, String> rows(StateStore store, Column column) {
        return store.scan(column, new byte[0], rows -> {
            SortedMap<String, String> all = new TreeMap<>();
            for (Row row = rows.row(); row != null; row = rows.row()) {
                all.put(HexFormat.of().formatHex(row.key()), HexFormat.of().formatHex(row.value()));
                rows.next();
            }
            return all;
        });
    }

    @Test
    void shouldHaveEveryRowThatAReplayLeavesBehind() throws Exception {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.cuts()).hasSizeGreaterThan(5);
        JoinedChain.join(joined().resolve("third"), source, snapshot, JoinedChain.signed(second), "third");
        try (MemberNode third = JoinedChain.member(folder, "third", engine)) {
            JoinedChain.await(third, engine);
        }
        try (RocksStateStore replayed = RocksStateStore.openReadOnly(folder.resolve("third"));
                RocksStateStore taken = RocksStateStore.openReadOnly(joined().resolve("third"))) {
            for (Column column : Column.values()) {
                if (column != Column.BLOCKS) {
                    assertThat(rows(taken, column))
                            .isEqualTo(rows(replayed, column))
                            .isNotEmpty();
                }
            }
            long last = snapshot.checkpoint().height();
            for (long height = 1; height <= last; height++) {
                BlockSummary decided = summary(replayed, height);
                BlockSummary given = summary(taken, height);
                assertThat(Checkpoint.parse(given.checkpoint()).checkpoint().body())
                        .isEqualTo(Checkpoint.parse(decided.checkpoint())
                                .checkpoint()
                                .body());
                // The joining member has decided no block: the signatures are those of who gave them, but for the last.
                assertThat(Checkpoint.parse(given.checkpoint()).signers())
                        .containsExactly(height == last ? "third" : "first");
                assertThat(List.of(given.entries(), given.commands(), given.refused(), given.logSize()))
                        .isEqualTo(
                                List.of(decided.entries(), decided.commands(), decided.refused(), decided.logSize()));
            }
            assertThat(rows(taken, Column.BLOCKS)).hasSameSizeAs(rows(replayed, Column.BLOCKS));
        }
        assertThat(new Fsck(List.of(new StateCheck(joined().resolve("third")))).run(name -> {}))
                .isEmpty();
    }

    private static BlockSummary summary(StateStore store, long height) {
        return BlockSummaries.decode(Objects.requireNonNull(store.get(Column.BLOCKS, Keys.number(height))));
    }

    @Test
    void shouldGoOnAsAMemberThatReplayed() throws Exception {
        long height = first.status().height();
        Snapshot snapshot = snapshot();
        List<String> signed = JoinedChain.signed(second);
        // The chain goes on; chunks of the earlier height are given all the same.
        JoinedChain.live(first, ENTRIES, 10);
        assertThat(first.status().height()).isGreaterThan(height);
        JoinedChain.join(joined().resolve("third"), source, snapshot, signed, "third");
        try (MemberNode third = JoinedChain.member(joined(), "third", engine)) {
            JoinedChain.live(third, ENTRIES + 10, 3);
            JoinedChain.await(first, engine);
            JoinedChain.await(third, engine);
            assertThat(body(third.checkpoint())).isEqualTo(body(first.checkpoint()));
            // An entry from before the snapshot keeps its one place.
            assertThat(TestChain.submit(third, JoinedChain.entries(3, 1).getFirst())
                            .leaves()
                            .getFirst()
                            .position())
                    .isEqualTo(TestChain.submit(first, JoinedChain.entries(3, 1).getFirst())
                            .leaves()
                            .getFirst()
                            .position());
            JoinedChain.await(first, engine);
            JoinedChain.await(third, engine);
            String key = TestContract.key(3);
            assertThat(third.history(key, 0, 100)).hasSizeGreaterThan(3);
            assertThat(third.history(key, 0, 100))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(first.history(key, 0, 100));
            assertThat(Arrays.equals(
                            third.receipt(5, 4).orElseThrow(),
                            first.receipt(5, 4).orElseThrow()))
                    .isTrue();
            assertThat(third.consistency(2, 9)).isPresent();
        }
        assertThat(new Fsck(List.of(new StateCheck(joined().resolve("third")))).run(name -> {}))
                .isEmpty();
    }

    private static String body(String checkpoint) {
        return Checkpoint.parse(checkpoint).checkpoint().body();
    }

    @Test
    void shouldGiveTheSameSnapshotAtEveryMember() throws Exception {
        Snapshot other =
                new SnapshotSource(second, SMALL).at(first.status().height()).orElseThrow();
        assertThat(other.encode()).isEqualTo(snapshot().encode());
        // A source that begins anew goes on where chunks ended before.
        assertThat(new SnapshotSource(first, SMALL)
                        .at(first.status().height())
                        .orElseThrow()
                        .encode())
                .isEqualTo(snapshot().encode());
        assertThat(Snapshot.decode(other.encode()).encode()).isEqualTo(other.encode());
        assertThat(new SnapshotSource(second, SMALL).chunk(other, 2)).isEqualTo(source.chunk(other, 2));
    }

    private Fault refused(SnapshotJoin join, int index, byte[] chunk) {
        Throwable problem = catchThrowable(() -> join.take(index, chunk));
        assertThat(problem).isInstanceOf(SnapshotException.class);
        return ((SnapshotException) problem).fault();
    }

    @Test
    void shouldRefuseMissingDoubledAndReorderedChunksByName() throws Exception {
        Snapshot snapshot = snapshot();
        try (SnapshotJoin join = begin(snapshot)) {
            byte[] zero = source.chunk(snapshot, 0);
            byte[] one = source.chunk(snapshot, 1);
            assertThat(refused(join, 1, one)).isEqualTo(Fault.CHUNK_OUT_OF_ORDER);
            assertThat(refused(join, 0, one)).isEqualTo(Fault.CHUNK_OUT_OF_ORDER);
            join.take(0, zero);
            assertThat(refused(join, 0, zero)).isEqualTo(Fault.CHUNK_OUT_OF_ORDER);
            assertThat(refused(join, 1, zero)).isEqualTo(Fault.CHUNK_OUT_OF_ORDER);
            assertThat(refused(join, 1, source.chunk(snapshot, snapshot.chunks() - 1)))
                    .isEqualTo(Fault.CHUNK_MALFORMED);
            assertThat(catchThrowable(() -> join.finish(List.of(), "third", JoinedChain.signer("third"))))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("CHUNK_OUT_OF_ORDER");
            // What was refused did no harm.
            for (int i = 1; i < snapshot.chunks(); i++) {
                join.take(i, source.chunk(snapshot, i));
            }
            join.finish(JoinedChain.signed(second), "third", JoinedChain.signer("third"));
        }
        assertThat(joined().resolve("third")).isDirectory();
    }

    @Test
    void shouldRefuseAlteredLeavesAndValuesByName() throws Exception {
        Snapshot snapshot = snapshot();
        try (SnapshotJoin join = begin(snapshot)) {
            LogChunk chunk = LogChunk.decode(source.chunk(snapshot, 0));
            List<LogChunk.Item> items = chunk.items();
            LogChunk.Item second = items.get(1);
            List<LogChunk.Item> swapped = new ArrayList<>(items);
            swapped.set(1, items.get(2));
            swapped.set(2, second);
            assertThat(refused(join, 0, new LogChunk(chunk.range(), swapped).encode()))
                    .isEqualTo(Fault.LOG_ROOT);
            List<byte[]> fewer =
                    chunk.range().behind().subList(1, chunk.range().behind().size());
            LogRange cut = new LogRange(chunk.range().from(), chunk.range().before(), fewer);
            assertThat(refused(join, 0, new LogChunk(cut, items).encode())).isEqualTo(Fault.LOG_ROOT);
            assertThat(refused(join, 0, new LogChunk(chunk.range(), with(items, List.of())).encode()))
                    .isEqualTo(Fault.VALUE);
            List<byte[]> doubled = new ArrayList<>(second.values());
            doubled.add(second.values().getFirst());
            assertThat(refused(join, 0, new LogChunk(chunk.range(), with(items, doubled)).encode()))
                    .isEqualTo(Fault.VALUE);
            List<byte[]> altered = new ArrayList<>(second.values());
            byte[] value = altered.getFirst().clone();
            value[value.length - 1] ^= 1;
            altered.set(0, value);
            assertThat(refused(join, 0, new LogChunk(chunk.range(), with(items, altered)).encode()))
                    .isEqualTo(Fault.VALUE);
        }
        assertThat(joined().resolve("third")).doesNotExist();
    }

    private static List<LogChunk.Item> with(List<LogChunk.Item> items, List<byte[]> values) {
        List<LogChunk.Item> changed = new ArrayList<>(items);
        changed.set(1, new LogChunk.Item(items.get(1).leaf(), values));
        return changed;
    }

    @Test
    void shouldRefuseAlteredCheckpointsByName() throws Exception {
        Snapshot snapshot = snapshot();
        int last = snapshot.chunks() - 1;
        try (SnapshotJoin join = begin(snapshot)) {
            for (int i = 0; i < last; i++) {
                join.take(i, source.chunk(snapshot, i));
            }
            BlockChunk chunk = BlockChunk.decode(source.chunk(snapshot, last));
            Checkpoint fifth = Checkpoint.parse(chunk.checkpoints().get(4)).checkpoint();
            List<Checkpoint> wrong = List.of(
                    new Checkpoint(
                            fifth.chain(),
                            fifth.suite(),
                            4,
                            fifth.time(),
                            fifth.logSize(),
                            fifth.logRoot(),
                            fifth.stateRoot()),
                    new Checkpoint(
                            fifth.chain(),
                            fifth.suite(),
                            5,
                            fifth.time() + 1,
                            fifth.logSize(),
                            fifth.logRoot(),
                            fifth.stateRoot()),
                    new Checkpoint(
                            fifth.chain(),
                            fifth.suite(),
                            5,
                            fifth.time(),
                            fifth.logSize() - 1,
                            fifth.logRoot(),
                            fifth.stateRoot()),
                    new Checkpoint(
                            fifth.chain(),
                            fifth.suite(),
                            5,
                            fifth.time(),
                            fifth.logSize(),
                            fifth.stateRoot(),
                            fifth.stateRoot()));
            for (Checkpoint lie : wrong) {
                assertThat(refused(
                                join,
                                last,
                                altered(
                                        chunk,
                                        lie.sign("first", JoinedChain.signer("first"))
                                                .text())))
                        .isEqualTo(Fault.CHECKPOINT);
            }
            String stranger = fifth.sign("first", JoinedChain.signer("second")).text();
            assertThat(refused(join, last, altered(chunk, stranger))).isEqualTo(Fault.CHECKPOINT);
            String other = fifth.sign("second", JoinedChain.signer("second")).text();
            join.take(last, altered(chunk, other));
        }
    }

    private static byte[] altered(BlockChunk chunk, String fifth) {
        List<String> texts = new ArrayList<>(chunk.checkpoints());
        texts.set(4, fifth);
        return new BlockChunk(chunk.from(), texts).encode();
    }

    @Test
    void shouldRefuseASnapshotWhoseStateRootIsNotThatOfItsLog() throws Exception {
        Snapshot snapshot = snapshot();
        Checkpoint right = snapshot.checkpoint();
        Checkpoint wrong = new Checkpoint(
                right.chain(),
                right.suite(),
                right.height(),
                right.time(),
                right.logSize(),
                right.logRoot(),
                right.logRoot());
        Snapshot claimed = new Snapshot(wrong, snapshot.cuts());
        int last = snapshot.chunks() - 1;
        BlockChunk chunk = BlockChunk.decode(source.chunk(snapshot, last));
        List<String> texts = new ArrayList<>(chunk.checkpoints());
        texts.set(
                texts.size() - 1,
                wrong.sign("first", JoinedChain.signer("first")).text());
        try (SnapshotJoin join = begin(claimed)) {
            for (int i = 0; i < last; i++) {
                join.take(i, source.chunk(snapshot, i));
            }
            join.take(last, new BlockChunk(chunk.from(), texts).encode());
            assertThatThrownBy(() -> join.finish(
                            List.of(wrong.sign("second", JoinedChain.signer("second"))
                                    .text()),
                            "third",
                            JoinedChain.signer("third")))
                    .hasMessageStartingWith("STATE_ROOT");
        }
        assertThat(joined().resolve("third")).doesNotExist();
        assertThat(SnapshotJoin.staging(joined().resolve("third"))).doesNotExist();
    }

    @Test
    void shouldWantSignaturesOfOtherMembers() throws Exception {
        Snapshot snapshot = snapshot();
        List<List<String>> tooFew = List.of(
                List.of(),
                List.of("nothing"),
                List.of(snapshot.checkpoint()
                        .sign("third", JoinedChain.signer("third"))
                        .text()),
                List.of(snapshot.checkpoint()
                        .sign("second", JoinedChain.signer("third"))
                        .text()),
                List.of(second.checkpoint(2).orElseThrow()));
        for (List<String> signed : tooFew) {
            assertThatThrownBy(() -> JoinedChain.join(joined().resolve("third"), source, snapshot, signed, "third"))
                    .hasMessageStartingWith("QUORUM");
            assertThat(joined().resolve("third")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseEveryFlippedByte() throws Exception {
        Snapshot snapshot = snapshot();
        Random random = new Random(20_261_126);
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < snapshot.chunks(); i++) {
            chunks.add(source.chunk(snapshot, i));
        }
        try (SnapshotJoin join = begin(snapshot)) {
            for (int i = 0; i < chunks.size(); i++) {
                for (int flip = 0; flip < FLIPS / chunks.size() + 2; flip++) {
                    byte[] flipped = chunks.get(i).clone();
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                    refused(join, i, flipped);
                }
                refused(join, i, Arrays.copyOf(chunks.get(i), chunks.get(i).length / 2));
                refused(join, i, Arrays.copyOf(chunks.get(i), chunks.get(i).length + 1));
                join.take(i, chunks.get(i));
            }
            join.finish(JoinedChain.signed(second), "third", JoinedChain.signer("third"));
        }
    }

    @Test
    void shouldRefuseADescriptionThatIsNone() {
        byte[] right = snapshot().encode();
        Random random = new Random(7);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = right.clone();
            flipped[random.nextInt(right.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // A claim that can be read is another claim, and leads nowhere.
                assertThat(Snapshot.decode(flipped).encode()).isEqualTo(flipped).isNotEqualTo(right);
            } catch (SnapshotException e) {
                assertThat(e.fault()).isEqualTo(Fault.SNAPSHOT_MALFORMED);
            }
        }
        assertThat(catchThrowable(() -> Snapshot.decode("nothing".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(SnapshotException.class);
    }

    @Test
    void shouldThrowAwayWhatAKilledAttemptLeftAndKeepAStateThatIsThere() throws Exception {
        Snapshot snapshot = snapshot();
        Path state = joined().resolve("third");
        Files.createDirectories(SnapshotJoin.staging(state));
        Files.writeString(SnapshotJoin.staging(state).resolve("CURRENT"), "half of something");
        JoinedChain.join(state, source, snapshot, JoinedChain.signed(second), "third");
        assertThatThrownBy(() -> SnapshotJoin.begin(state, snapshot)).hasMessageContaining("already");
    }

    @Test
    void shouldCallADatabaseThatCannotBeReadDamaged() throws Exception {
        Path state = joined().resolve("third");
        JoinedChain.join(state, source, snapshot(), JoinedChain.signed(second), "third");
        Files.writeString(state.resolve("CURRENT"), "");
        assertThatThrownBy(() -> Opened.open(state, first.status().chain(), Suite.GM))
                .isInstanceOf(LedgerDamageException.class);
        SnapshotJoin.discard(state);
        assertThat(state).doesNotExist();
        assertThat(SnapshotJoin.staging(state)).doesNotExist();
    }
}
