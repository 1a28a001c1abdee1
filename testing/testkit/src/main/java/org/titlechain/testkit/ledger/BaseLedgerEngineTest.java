package org.titlechain.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Capability;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.ledger.ReadAhead;
import org.titlechain.ledger.RootInConsensus;

/** Defines what is right for a {@link LedgerEngine}. The test of each engine is a subclass that only opens it. */
public abstract class BaseLedgerEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(30);

    /** The clock that {@link #open} is given. */
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

    @TempDir
    Path folder;

    private LedgerEngine engine;

    /** Opens an engine on the folder, empty the first time. */
    protected abstract LedgerEngine open(Path dataFolder, InstantSource clock) throws Exception;

    /** Whether entries are there again when the engine is closed and opened on the same folder. */
    protected abstract boolean keepsEntries();

    /** Whether the clock that {@link #open} is given makes the time of blocks, and no network elsewhere. */
    protected boolean clockMakesTheTime() {
        return true;
    }

    /**
     * Why the engine's evidence does not prove the block, or empty when it does; for engines that declare
     * {@link Capability#FINALITY_EVIDENCE}. Must work without the engine and its network.
     */
    protected Optional<String> refusalOfEvidence(byte[] evidence, Block block) {
        throw new UnsupportedOperationException("this engine declares no evidence");
    }

    @BeforeEach
    final void openEngine() throws Exception {
        engine = opened();
    }

    /** An engine that waits for roots has somebody who tells them. */
    private LedgerEngine opened() throws Exception {
        LedgerEngine opened = open(folder, () -> Instant.ofEpochMilli(now.get()));
        if (opened instanceof RootInConsensus consensus) {
            TestRoots.tell(opened, consensus);
        }
        return opened;
    }

    @AfterEach
    final void closeEngine() {
        engine.close();
    }

    @Test
    void shouldPlaceEntriesInTheOrderOfTheirAppends() throws Exception {
        List<Entry> entries = entries(0, 20);
        List<Position> positions = new ArrayList<>();
        for (Entry entry : entries) {
            positions.add(engine.append(entry).get());
        }
        assertThat(placed(1, 20)).isEqualTo(hex(entries));
        assertThat(positions)
                .isSortedAccordingTo((a, b) -> a.height() == b.height()
                        ? Integer.compare(a.index(), b.index())
                        : Long.compare(a.height(), b.height()));
        assertThat(engine.status().height()).isEqualTo(positions.getLast().height());
    }

    @Test
    void shouldSayWhereAnEntryIsInItsBlock() throws Exception {
        List<CompletableFuture<Position>> futures = new ArrayList<>();
        List<Entry> entries = entries(0, 50);
        entries.forEach(entry -> futures.add(engine.append(entry)));
        for (int i = 0; i < entries.size(); i++) {
            Position position = futures.get(i).get();
            Block block = block(position.height());
            assertThat(block.entries().get(position.index()))
                    .isEqualTo(entries.get(i).bytes());
        }
    }

    @Test
    void shouldGiveAnEntryThatComesAgainItsFirstPosition() throws Exception {
        Entry entry = TestEntries.entry(1);
        Position first = engine.append(entry).get();
        engine.append(TestEntries.entry(2)).get();
        assertThat(engine.append(entry).get()).isEqualTo(first);
        assertThat(engine.append(Entry.decode(entry.bytes())).get()).isEqualTo(first);
        engine.append(TestEntries.entry(3)).get();
        assertThat(placed(1, 3)).isEqualTo(hex(entries(1, 3)));
    }

    @Test
    void shouldPlaceAnEntryOnceThatManyAppendTogether() throws Exception {
        Entry entry = TestEntries.entry(7);
        Set<Position> positions = new java.util.HashSet<>();
        for (Future<Position> placed :
                together(16, number -> engine.append(entry).get())) {
            positions.add(placed.get());
        }
        assertThat(positions).hasSize(1);
        engine.append(TestEntries.entry(8)).get();
        assertThat(placed(1, 2)).isEqualTo(hex(entries(7, 2)));
    }

    @Test
    void shouldLoseNothingAndDoubleNothingUnderConcurrentAppends() throws Exception {
        int writers = 8;
        int each = 40;
        together(writers, writer -> {
                    List<CompletableFuture<Position>> futures = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        futures.add(engine.append(TestEntries.unsigned(writer * 1_000L + i, 100)));
                    }
                    for (CompletableFuture<Position> future : futures) {
                        future.get();
                    }
                    return writer;
                })
                .forEach(BaseLedgerEngineTest::await);
        List<String> placed = placed(1, writers * each);
        assertThat(new TreeSet<>(placed)).hasSize(writers * each);
    }

    @Test
    void shouldGiveEachCursorEveryBlockOnceWhileBlocksAreWritten() throws Exception {
        int count = 120;
        engine.append(TestEntries.unsigned(0, 10)).get();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<List<String>>> read = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                read.add(readers.submit(() -> placed(1, count)));
            }
            for (int i = 1; i < count; i++) {
                engine.append(TestEntries.unsigned(i, 10)).get();
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                expected.add(
                        HexFormat.of().formatHex(TestEntries.unsigned(i, 10).bytes()));
            }
            for (Future<List<String>> future : read) {
                assertThat(future.get()).isEqualTo(expected);
            }
        }
        long last = engine.status().height();
        for (long from = 1; from <= last; from += 1 + last / 10) {
            assertThat(block(from).height()).isEqualTo(from);
        }
    }

    @Test
    void shouldNumberBlocksFromOneWithoutGaps() throws Exception {
        for (Entry entry : entries(0, 5)) {
            engine.append(entry).get();
        }
        try (BlockCursor cursor = engine.read(1)) {
            for (long height = 1; height <= engine.status().height(); height++) {
                assertThat(cursor.next(PATIENCE).orElseThrow().height()).isEqualTo(height);
            }
        }
    }

    @Test
    void shouldNeverLetBlockTimeGoBackwards() throws Exception {
        long start = now.get();
        engine.append(TestEntries.entry(1)).get();
        now.set(start - 3_600_000);
        Position second = engine.append(TestEntries.entry(2)).get();
        now.set(start + 5);
        Position third = engine.append(TestEntries.entry(3)).get();
        if (!clockMakesTheTime()) {
            assertThat(block(second.height()).time()).isGreaterThanOrEqualTo(block(1).time());
            assertThat(block(third.height()).time())
                    .isGreaterThanOrEqualTo(block(second.height()).time());
            return;
        }
        assertThat(block(1).time()).isEqualTo(start);
        assertThat(block(second.height()).time()).isEqualTo(start);
        assertThat(block(third.height()).time()).isEqualTo(start + 5);
    }

    @Test
    void shouldWaitNoLongerThanThePatienceOfTheReader() throws Exception {
        try (BlockCursor cursor = engine.read(1)) {
            assertThat(cursor.next(MOMENT)).isEmpty();
            engine.append(TestEntries.entry(1)).get();
            assertThat(cursor.next(PATIENCE)).isPresent();
            assertThat(cursor.next(MOMENT)).isEmpty();
        }
    }

    @Test
    void shouldEndACursorThatIsClosedWhileItWaits() throws Exception {
        BlockCursor cursor = engine.read(1);
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Optional<Block>> waiting = reader.submit(() -> cursor.next(PATIENCE));
            cursor.close();
            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void shouldCarryAnEntryWhoseSignatureIsNotValid() throws Exception {
        Entry entry = TestEntries.unsigned(5, 2_000);
        engine.append(entry).get();
        assertThat(placed(1, 1)).isEqualTo(hex(List.of(entry)));
    }

    @Test
    void shouldRefuseAnEntryThatIsTooLarge() {
        Entry entry = TestEntries.unsigned(1, Entry.MAXIMUM_LENGTH);
        assertRejected(engine.append(entry), Rejection.ENTRY_TOO_LARGE);
        assertThat(engine.status().height()).isZero();
    }

    @Test
    void shouldRefuseAppendsAfterClose() {
        engine.close();
        engine.close();
        assertRejected(engine.append(TestEntries.entry(1)), Rejection.STOPPED);
        assertThat(engine.status().accepting()).isFalse();
    }

    @Test
    void shouldFinishWhatWasTakenWhenItCloses() throws Exception {
        List<CompletableFuture<Position>> futures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            futures.add(engine.append(TestEntries.unsigned(i, 100)));
        }
        engine.close();
        for (CompletableFuture<Position> future : futures) {
            assertThat(future.get().height()).isPositive();
        }
    }

    @Test
    void shouldKeepEntriesWhenItSaysSo() throws Exception {
        Entry entry = TestEntries.entry(1);
        Position position = engine.append(entry).get();
        engine.append(TestEntries.entry(2)).get();
        now.addAndGet(-1_000);
        engine.close();
        engine = opened();
        if (!keepsEntries()) {
            assertThat(engine.status().height()).isZero();
            return;
        }
        assertThat(placed(1, 2)).isEqualTo(hex(entries(1, 2)));
        assertThat(engine.append(entry).get()).isEqualTo(position);
        Position third = engine.append(TestEntries.entry(3)).get();
        assertThat(placed(1, 3)).isEqualTo(hex(entries(1, 3)));
        assertThat(block(third.height()).time()).isGreaterThanOrEqualTo(block(1).time());
    }

    @Test
    void shouldHaveExactlyTheAbilitiesItDeclares() throws Exception {
        engine.append(TestEntries.entry(1)).get();
        Set<Capability> capabilities = engine.capabilities();
        if (capabilities.contains(Capability.FINALITY_EVIDENCE)) {
            assertThat(engine.finality(1).height()).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> engine.finality(1)).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(engine instanceof RootInConsensus).isEqualTo(capabilities.contains(Capability.ROOT_IN_CONSENSUS));
        assertThat(engine instanceof ReadAhead).isEqualTo(capabilities.contains(Capability.READ_AHEAD));
        if (engine instanceof ReadAhead ahead) {
            try (BlockCursor cursor = ahead.readAhead(1)) {
                assertThat(cursor.next(PATIENCE).orElseThrow().height()).isEqualTo(1);
            }
            assertThat(ahead.awaitFinal(1, PATIENCE)).isTrue();
            assertThat(ahead.awaitFinal(2, MOMENT)).isFalse();
        }
    }

    @Test
    void shouldGiveEvidenceThatNoAlterationSurvives() throws Exception {
        Position position = engine.append(TestEntries.entry(1)).get();
        if (!engine.capabilities().contains(Capability.FINALITY_EVIDENCE)) {
            return;
        }
        Block block = block(position.height());
        byte[] evidence = engine.finality(position.height()).evidence();
        assertThat(refusalOfEvidence(evidence, block)).isEmpty();
        List<Integer> survived = new ArrayList<>();
        for (int place = 0; place < evidence.length; place += 1 + evidence.length / 400) {
            byte[] altered = evidence.clone();
            altered[place] ^= (byte) (1 << place % 8);
            if (refusalOfEvidence(altered, block).isEmpty()) {
                survived.add(place);
            }
        }
        assertThat(survived).as("bytes whose alteration was not noticed").isEmpty();
        assertThat(refusalOfEvidence(Arrays.copyOf(evidence, evidence.length - 1), block))
                .isPresent();
        assertThat(refusalOfEvidence(evidence, new Block(block.height(), block.time(), List.of())))
                .isPresent();
        assertThat(refusalOfEvidence(
                        evidence,
                        new Block(
                                block.height(),
                                block.time(),
                                List.of(TestEntries.entry(2).bytes()))))
                .isPresent();
    }

    private static List<Entry> entries(int from, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(TestEntries.entry(from + i));
        }
        return entries;
    }

    private static List<String> hex(List<Entry> entries) {
        return entries.stream()
                .map(entry -> HexFormat.of().formatHex(entry.bytes()))
                .toList();
    }

    private Block block(long height) throws InterruptedException {
        try (BlockCursor cursor = engine.read(height)) {
            return cursor.next(PATIENCE).orElseThrow();
        }
    }

    /** The first so many entries from the height on, in hexadecimal digits. */
    private List<String> placed(long fromHeight, int count) throws InterruptedException {
        List<String> placed = new ArrayList<>();
        try (BlockCursor cursor = engine.read(fromHeight)) {
            while (placed.size() < count) {
                Block block = cursor.next(PATIENCE).orElseThrow();
                block.entries().forEach(entry -> placed.add(HexFormat.of().formatHex(entry)));
            }
        }
        return placed;
    }

    private interface Work<T> {
        T apply(int number) throws Exception;
    }

    private static <T> List<Future<T>> together(int threads, Work<T> work) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(executor.submit(() -> work.apply(number)));
            }
            return futures;
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRejected(CompletableFuture<Position> future, Rejection rejection) {
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection()).isEqualTo(rejection));
    }
}
