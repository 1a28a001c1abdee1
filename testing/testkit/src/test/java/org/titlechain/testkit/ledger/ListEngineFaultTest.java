package org.titlechain.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.titlechain.driver.ArchivedBlocks;
import org.titlechain.driver.BatchFormat;
import org.titlechain.driver.BlockArchiveCheck;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.AppendException.Ambiguous;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.storage.Finding;

/** What a network does to its members, and what drivers make of it. */
final class ListEngineFaultTest {
    private final SharedList shared = new SharedList(() -> Instant.ofEpochMilli(1_700_000_000_000L));
    private final Limits quick = new Limits(
            64,
            1 << 20,
            Entry.MAXIMUM_LENGTH,
            10,
            4_096,
            4,
            Duration.ofMillis(1),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            0);

    @TempDir
    Path first;

    @TempDir
    Path second;

    private ListEngine open(Path folder) throws IOException {
        return ListEngine.open(folder, shared, Origin.GENESIS, quick);
    }

    private static Position placed(CompletableFuture<Position> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static List<Block> blocks(LedgerEngine engine, long from, long to) throws InterruptedException {
        List<Block> blocks = new ArrayList<>();
        try (BlockCursor cursor = engine.read(from)) {
            while (blocks.size() < to - from + 1) {
                blocks.add(cursor.next(Duration.ofSeconds(20)).orElseThrow());
            }
        }
        return blocks;
    }

    @Test
    void shouldSendAgainWhatTheChainRefusedOrLost() throws Exception {
        try (ListEngine engine = open(first)) {
            shared.refuse(2);
            assertThat(placed(engine.append(TestEntries.entry(1)))).isEqualTo(new Position(1, 0));
            shared.lose(5);
            assertThat(placed(engine.append(TestEntries.entry(2)))).isEqualTo(new Position(2, 0));
            assertThat(shared.faultsLeft()).isZero();
            assertThat(engine.status().detail()).isEmpty();
        }
    }

    @Test
    void shouldGiveARepeatOnTheChainNoPlaceOfItsOwn() throws Exception {
        Entry entry = TestEntries.entry(1);
        try (ListEngine engine = open(first)) {
            placed(engine.append(entry));
            shared.place(List.of(BatchFormat.encode(
                    7, 7, List.of(entry.bytes(), TestEntries.entry(2).bytes(), entry.bytes()))));
            placed(engine.append(TestEntries.entry(3)));
            assertThat(blocks(engine, 1, 3))
                    .extracting(block -> block.entries().size())
                    .containsExactly(1, 1, 1);
            assertThat(placed(engine.append(entry))).isEqualTo(new Position(1, 0));
            assertThat(placed(engine.append(TestEntries.entry(2)))).isEqualTo(new Position(2, 0));
        }
    }

    @Test
    void shouldNotTakeAForgedSignatureForTheEntryItself() throws Exception {
        Entry entry = TestEntries.entry(1);
        Entry forged = Entry.withSignature(entry.suite(), entry.body(), new byte[64]);
        try (ListEngine engine = open(first)) {
            shared.place(List.of(BatchFormat.encode(7, 7, List.of(forged.bytes()))));
            Position position = placed(engine.append(entry));
            Block block = blocks(engine, position.height(), position.height()).getFirst();
            assertThat(block.entries().get(position.index())).isEqualTo(entry.bytes());
        }
    }

    @Test
    void shouldCountOnlyBlocksThatHoldABatch() throws Exception {
        byte[] batch = BatchFormat.encode(1, 1, List.of(TestEntries.entry(1).bytes()));
        byte[] cut = java.util.Arrays.copyOf(batch, batch.length - 1);
        byte[] longer = java.util.Arrays.copyOf(batch, batch.length + 1);
        byte[] none = BatchFormat.encode(1, 1, List.of());
        try (ListEngine engine = open(first)) {
            shared.place(List.of());
            shared.place(List.of(
                    new byte[0],
                    new byte[24],
                    cut,
                    longer,
                    none,
                    "garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            shared.place(List.of(cut, BatchFormat.encode(1, 2, List.of(new byte[] {1, 2, 3}))));
            shared.place(List.of());
            Position position = placed(engine.append(TestEntries.entry(2)));
            assertThat(position).isEqualTo(new Position(2, 0));
            assertThat(blocks(engine, 1, 1).getFirst().entries()).containsExactly(new byte[] {1, 2, 3});
        }
    }

    @Test
    void shouldGiveTwoMembersTheSameList() throws Exception {
        List<CompletableFuture<Position>> futures = new ArrayList<>();
        try (ListEngine one = open(first);
                ListEngine two = open(second)) {
            for (int i = 0; i < 30; i++) {
                futures.add((i % 2 == 0 ? one : two).append(TestEntries.unsigned(i / 3, 10)));
            }
            long last = 0;
            for (CompletableFuture<Position> future : futures) {
                last = Math.max(last, placed(future).height());
            }
            List<Block> left = blocks(one, 1, last);
            List<Block> right = blocks(two, 1, last);
            assertThat(left).usingRecursiveComparison().isEqualTo(right);
            assertThat(left.stream().mapToInt(block -> block.entries().size()).sum())
                    .isEqualTo(10);
        }
    }

    @Test
    void shouldCatchUpWithWhatHappenedWhileItWasAway() throws Exception {
        try (ListEngine engine = open(first)) {
            placed(engine.append(TestEntries.entry(1)));
        }
        shared.place(
                List.of(BatchFormat.encode(1, 1, List.of(TestEntries.entry(2).bytes()))));
        try (ListEngine engine = open(first)) {
            assertThat(blocks(engine, 2, 2).getFirst().entries())
                    .containsExactly(TestEntries.entry(2).bytes());
            assertThat(placed(engine.append(TestEntries.entry(1)))).isEqualTo(new Position(1, 0));
        }
    }

    @Test
    void shouldRefuseMoreThanItMayKeepWaitingAndFinishTheRest() throws Exception {
        shared.stand(true);
        try (ListEngine engine = open(first)) {
            List<CompletableFuture<Position>> taken = new ArrayList<>();
            for (int i = 0; i < quick.waitingEntries(); i++) {
                taken.add(engine.append(TestEntries.unsigned(i, 10)));
            }
            assertThatThrownBy(engine.append(TestEntries.unsigned(999, 10))::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.OVERLOADED));
            assertThat(engine.status().waiting()).isEqualTo(quick.waitingEntries());
            shared.stand(false);
            for (CompletableFuture<Position> future : taken) {
                placed(future);
            }
            assertThat(engine.status().waiting()).isZero();
        }
    }

    @Test
    void shouldSayThatItDoesNotKnowWhenItClosesBeforeAnAnswer() throws Exception {
        shared.stand(true);
        ListEngine engine = open(first);
        CompletableFuture<Position> future = engine.append(TestEntries.entry(1));
        engine.close();
        assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Ambiguous.class);
    }

    @Test
    void shouldBeginWhereAnotherEngineEnded() throws Exception {
        Origin origin = new Origin(41, 1_800_000_000_000L, new byte[32]);
        try (ListEngine engine = ListEngine.open(first, shared, origin, quick)) {
            assertThat(engine.status().height()).isEqualTo(40);
            assertThat(placed(engine.append(TestEntries.entry(1)))).isEqualTo(new Position(41, 0));
            assertThat(blocks(engine, 41, 41).getFirst().time()).isEqualTo(1_800_000_000_000L);
            assertThatThrownBy(() -> engine.read(40)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> open(first)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldFindDamageInAnArchive() throws Exception {
        try (ListEngine engine = open(first)) {
            for (int i = 0; i < 5; i++) {
                placed(engine.append(TestEntries.entry(i)));
            }
        }
        List<Finding> findings = new ArrayList<>();
        new BlockArchiveCheck(first).check(findings::add);
        assertThat(findings).isEmpty();
        try (ArchivedBlocks blocks = ArchivedBlocks.open(first, 4)) {
            assertThat(blocks.next(Duration.ZERO).orElseThrow().entries())
                    .containsExactly(TestEntries.entry(3).bytes());
            assertThat(blocks.next(Duration.ZERO)).isPresent();
            assertThat(blocks.next(Duration.ZERO)).isEmpty();
        }
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, first.toString())) {
            byte[] second = ByteBuffer.allocate(9).put((byte) 'b').putLong(2).array();
            byte[] block = database.get(second);
            block[block.length - 1] ^= 1;
            database.put(second, block);
            database.delete(ByteBuffer.allocate(9).put((byte) 'b').putLong(4).array());
        }
        new BlockArchiveCheck(first).check(findings::add);
        assertThat(findings).extracting(Finding::block).containsExactly(2L, 4L);
    }
}
