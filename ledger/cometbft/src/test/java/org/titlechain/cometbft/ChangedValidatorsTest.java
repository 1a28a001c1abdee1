package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Electorate.Voter;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.ledger.TestRoots;

/** Validators that the chain changes in use: one joins, one leaves, and nobody is left. The real program. */
final class ChangedValidatorsTest {
    private static final int FOUNDERS = 3;
    private static final int NEWCOMER = 3;

    @TempDir
    Path folder;

    private final SortedMap<Integer, CometBftEngine> engines = new TreeMap<>();
    private final NavigableMap<Long, List<Voter>> spoken = new TreeMap<>();
    private long number;

    @AfterEach
    void closeAll() {
        engines.values().parallelStream().forEach(CometBftEngine::close);
    }

    private synchronized Optional<List<Voter>> after(long height) {
        return Optional.ofNullable(spoken.floorEntry(height)).map(Map.Entry::getValue);
    }

    /** From the next block on these order, with these weights. */
    private synchronized long say(Voter... voters) {
        long height = number + 1;
        spoken.put(height, List.of(voters));
        return height;
    }

    private TestNetwork network() throws IOException {
        return TestNetwork.of(folder, FOUNDERS);
    }

    private void open(int member) throws IOException {
        CometBftEngine engine = network().open(member, this::after);
        TestRoots.tell(engine, engine);
        engines.put(member, engine);
    }

    private CometBftEngine engine(int member) {
        return Objects.requireNonNull(engines.get(member));
    }

    private void close(int member) {
        engine(member).close();
        engines.remove(member);
    }

    private long place(int member) throws Exception {
        Position placed =
                engine(member).append(TestEntries.unsigned(++number, 100)).get(30, TimeUnit.SECONDS);
        assertThat(placed.height()).isEqualTo(number);
        return placed.height();
    }

    private void awaitDetail(int member, String words) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!engine(member).status().detail().contains(words) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(engine(member).status().detail()).contains(words);
    }

    private static Voter founder(int member, long weight) {
        return new Voter("member" + member, Optional.empty(), weight);
    }

    private Voter newcomer() throws IOException {
        byte[] key = CometBftEngine.Options.home(folder.resolve("member" + NEWCOMER))
                .validator("newcomer", "127.0.0.1:1")
                .publicKey();
        return new Voter("newcomer", Optional.of(key), 1);
    }

    private FinalityProof verified(byte[] evidence) throws Exception {
        return FinalityProof.verify(evidence, network().network());
    }

    @Test
    void shouldLetANewcomerVoteAndALeaverNotAndProveBlocksAcrossTheChanges() throws Exception {
        for (int member = 0; member <= NEWCOMER; member++) {
            open(member);
        }
        place(0);
        long joined = say(founder(0, 1), founder(1, 1), founder(2, 1), newcomer());
        place(NEWCOMER);
        place(1);
        // Two of three founders are no two thirds; with the newcomer they are three of four.
        close(0);
        place(1);
        place(2);
        long left = say(founder(1, 2), founder(2, 1), newcomer());
        place(1);
        // The leaver would have been needed: three of five votes are with member 1 and the newcomer.
        place(NEWCOMER);
        long last = place(2);
        assertThat(engine(1).status().detail()).isEmpty();

        byte[] before = engine(1).finality(joined).evidence();
        byte[] evidence = engine(1).finality(last).evidence();
        assertThat(LightBlock.decode(before).links()).isEmpty();
        assertThat(LightBlock.decode(evidence).links()).hasSize(2);
        assertThat(LightBlock.decode(evidence).signed().validators()).hasSize(3);
        assertThat(verified(before).root()).isEqualTo(TestRoots.root(joined));
        assertThat(verified(engine(2).finality(left).evidence()).root()).isEqualTo(TestRoots.root(left));
        assertThat(verified(evidence).root()).isEqualTo(TestRoots.root(last));
        assertAlteredLinksAreRefused(evidence);

        // A member with a new disk is told the same by the others' blocks, and decides the same changes again.
        close(2);
        wipe(2);
        open(2);
        long again = place(2);
        assertThat(verified(engine(2).finality(again).evidence()).root()).isEqualTo(TestRoots.root(again));
    }

    @Test
    void shouldJoinByStateBehindTheChangesAndHaveTheBlocksBeforeItAfterwards() throws Exception {
        for (int member = 0; member <= NEWCOMER; member++) {
            openGiving(member, Optional.empty());
        }
        place(0);
        say(founder(0, 1), founder(1, 1), founder(2, 1), newcomer());
        place(NEWCOMER);
        place(1);
        say(founder(1, 2), founder(2, 1), newcomer());
        for (int i = 0; i < 4; i++) {
            place(1);
        }
        close(2);
        wipe(2);
        byte[] known = engine(1).finality(number - 2).evidence();
        openGiving(2, Optional.of(known));
        CometBftEngine joined = engine(2);
        long before = joined.decidedHeight();
        assertThat(joined.missingBlock()).hasValue(1);
        long first = place(2);
        assertThat(before).isBetween(4L, first - 1);
        assertProved(joined, place(2));

        CometBftEngine other = engine(1);
        for (long height = 1; height <= before; height++) {
            byte[] evidence = other.finality(height).evidence();
            long time = timeOf(other, height);
            long wrong = height + 1;
            assertThatThrownBy(() -> joined.fill(evidence, TestRoots.root(wrong), time))
                    .isInstanceOf(IOException.class);
            joined.fill(evidence, TestRoots.root(height), time);
        }
        assertThat(joined.missingBlock()).isEmpty();
        assertProved(joined, place(2));
        assertThat(joined.finality(2).evidence()).isEqualTo(other.finality(2).evidence());

        close(2);
        openGiving(2, Optional.empty());
        assertProved(engine(2), place(2));
    }

    private void openGiving(int member, Optional<byte[]> begin) throws Exception {
        GivenState state =
                new GivenState(begin, List.of(folder.resolve("member1"), folder.resolve("member" + NEWCOMER)));
        CometBftEngine engine = network().open(member, this::after, 0, state);
        engines.put(member, engine);
        state.awaitDecided(engine);
        TestRoots.tell(engine, engine);
    }

    /** By both changes, and nothing else. */
    private void assertProved(CometBftEngine engine, long height) throws Exception {
        byte[] evidence = engine.finality(height).evidence();
        assertThat(verified(evidence).root()).isEqualTo(TestRoots.root(height));
        assertThat(LightBlock.decode(evidence).links()).hasSize(2);
    }

    private static long timeOf(CometBftEngine engine, long height) throws InterruptedException {
        try (BlockCursor cursor = engine.read(height)) {
            return cursor.next(Duration.ofSeconds(20)).orElseThrow().time();
        }
    }

    private void wipe(int member) throws IOException {
        Path home = folder.resolve("member" + member);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean kept = file.startsWith(home.resolve("cometbft/config"))
                        || file.endsWith("data/priv_validator_state.json");
                if (!kept && Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void assertAlteredLinksAreRefused(byte[] evidence) {
        LightBlock block = LightBlock.decode(evidence);
        List<SignedHeader> links = block.links();
        List<SignedHeader> swapped = new ArrayList<>(links);
        Collections.reverse(swapped);
        for (List<SignedHeader> wrong : List.of(
                List.<SignedHeader>of(),
                links.subList(0, 1),
                links.subList(1, 2),
                swapped,
                List.of(links.getFirst(), links.getFirst(), links.getLast()),
                List.of(links.getFirst(), links.getLast(), block.signed()))) {
            assertRefused(new LightBlock(block.signed(), block.previous(), block.transactions(), wrong).encode());
        }
        SignedHeader link = links.getFirst();
        SignedHeader unsigned = new SignedHeader(
                link.header(),
                link.round(),
                link.blockHash(),
                link.partsTotal(),
                link.partsHash(),
                link.votes().subList(0, 2),
                link.validators());
        assertRefused(new LightBlock(
                        block.signed(), block.previous(), block.transactions(), List.of(unsigned, links.getLast()))
                .encode());
        int begin = evidence.length - links.getFirst().encode().toBytes().length;
        for (int i = begin; i < evidence.length; i++) {
            byte[] altered = evidence.clone();
            altered[i] ^= (byte) (1 << i % Byte.SIZE);
            assertRefused(altered);
        }
    }

    private void assertRefused(byte[] evidence) {
        assertThatThrownBy(() -> verified(evidence)).isInstanceOf(FinalityProof.InvalidException.class);
    }

    @Test
    void shouldGoOnWithThoseOfBeforeWhenNobodyIsNamedAndSaySo() throws Exception {
        for (int member = 0; member < FOUNDERS; member++) {
            open(member);
        }
        place(0);
        say();
        place(0);
        place(1);
        place(2);
        awaitDetail(2, "0 validators, 1 to 100 can order: those of before go on");
        say(founder(0, 1), founder(1, 1), new Voter("keyless", Optional.empty(), 1));
        place(0);
        place(1);
        place(0);
        awaitDetail(1, "keyless");
        // What would be waited for without an end is said before anybody misses a block.
        say(founder(0, 1), new Voter("stranger", Optional.of(new byte[32]), 5));
        place(1);
        awaitDetail(1, "5 of 6 votes");
    }
}
