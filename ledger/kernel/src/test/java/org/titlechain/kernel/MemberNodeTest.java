package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

final class MemberNodeTest {
    @TempDir
    Path folder;

    private final InMemoryEngine engine = new InMemoryEngine(TestChain.CLOCK);
    private MemberNode node;

    @BeforeEach
    void open() throws IOException {
        node = TestChain.node(folder, engine);
        TestChain.submit(node, TestChain.genesis());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private MapValue sheet(long number) {
        return CanonicalDecoder.decode(
                        node.find(TestContract.key(number)).orElseThrow().value())
                .asMap();
    }

    private TrustedMembers trust() {
        return TrustedMembers.parse(node.trust().getBytes(StandardCharsets.UTF_8));
    }

    private void awaitHeight(long height) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (node.status().height() < height && node.status().exitCode().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldDecideStoreAndProveACommand() {
        Outcome outcome = TestChain.submit(node, TestChain.entry(1, TestContract.put("first", 1)));
        assertThat(outcome.leaves()).hasSize(1);
        MapValue leaf = outcome.leaves().getFirst().map();
        assertThat(leaf.get("decision").asMap().get("accepted").asBoolean()).isTrue();
        MapValue write =
                leaf.get("decision").asMap().get("writes").asList().getFirst().asMap();
        Version version = node.find(TestContract.key(1)).orElseThrow();
        assertThat(write.get("key").asText()).isEqualTo(TestContract.key(1));
        assertThat(write.get("version").asLong()).isEqualTo(1);
        assertThat(write.get("digest").asBytes()).isEqualTo(Suite.GM.hash().hash(version.value()));
        assertThat(version.position()).isEqualTo(1);
        assertThat(sheet(1).get("content").asText()).isEqualTo("first");
    }

    @Test
    void shouldGiveReceiptsThatAreValidAtOnce() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(
                    node.submit(TestChain.entry(i, TestContract.put("a", i), TestContract.command("test.refuse"))));
        }
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome.join().receipts()).hasSize(2);
            for (byte[] receipt : outcome.join().receipts()) {
                assertThat(Verifier.verifyFile(receipt, trust())).isInstanceOf(Verdict.Valid.class);
            }
        }
    }

    @Test
    void shouldProveTitlesPresentAndAbsent() {
        for (int i = 0; i < 30; i++) {
            TestChain.submit(node, TestChain.entry(i, TestContract.put("a", i)));
            assertThat(Verifier.verifyFile(node.prove(TestContract.key(i)), trust()))
                    .isInstanceOf(Verdict.Valid.class);
            assertThat(Verifier.verifyFile(node.prove(TestContract.key(i + 1)), trust()))
                    .isInstanceOf(Verdict.Valid.class);
        }
        assertThat(Verifier.verifyFile(node.prove("chain"), trust())).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void shouldProveThatOneCheckpointExtendsAnother() {
        for (int i = 0; i < 10; i++) {
            TestChain.submit(node, TestChain.entry(i, TestContract.put("a", i)));
        }
        long newest = node.status().height();
        for (long height = 1; height <= newest; height++) {
            byte[] proof = node.consistency(height, newest).orElseThrow();
            assertThat(Verifier.verifyFile(proof, trust())).isInstanceOf(Verdict.Valid.class);
        }
        assertThat(node.consistency(1, newest + 1)).isEmpty();
    }

    @Test
    void shouldGiveTheSameOutcomeAgain() {
        Entry entry = TestChain.entry(1, TestContract.put("once", 1));
        Outcome first = TestChain.submit(node, entry);
        Outcome again = TestChain.submit(node, entry);
        assertThat(again.leaves().getFirst().bytes())
                .isEqualTo(first.leaves().getFirst().bytes());
        assertThat(node.outcome(entry.id()).orElseThrow().leaves().getFirst().position())
                .isEqualTo(first.leaves().getFirst().position());
        assertThat(sheet(1).get("count").asLong()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNotForThisChainBeforeItIsAppended() {
        Entry.Body body = TestEntries.body(1, TestChain.FOUNDER, List.of(TestContract.command("test.refuse")));
        Entry.Body elsewhere = new Entry.Body("other", body.publicKey(), body.nonce(), 0, 1, body.commands());
        assertRefused(Entry.signed(elsewhere, TestChain.FOUNDER), SubmissionException.Reason.WRONG_CHAIN);
        assertRefused(
                Entry.withSignature(Suite.INTERNATIONAL, body, new byte[64]), SubmissionException.Reason.WRONG_SUITE);
        assertRefused(Entry.withSignature(Suite.GM, body, new byte[64]), SubmissionException.Reason.INVALID_SIGNATURE);
        assertThat(engine.status().height()).isEqualTo(1);
    }

    private void assertRefused(Entry entry, SubmissionException.Reason reason) {
        assertThatThrownBy(() -> node.submit(entry).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SubmissionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void shouldGiveGarbageNoEffectAndNoLeaf() throws Exception {
        Entry good = TestChain.entry(1, TestContract.put("good", 1));
        Entry spoiled = Entry.withSignature(Suite.GM, good.body(), new byte[64]);
        Entry.Body body = good.body();
        Entry elsewhere = Entry.signed(
                new Entry.Body("other", body.publicKey(), body.nonce(), 0, 1, body.commands()), TestChain.FOUNDER);
        engine.place(List.of(new byte[0], new byte[] {1, 2, 3}, spoiled.bytes(), elsewhere.bytes()));
        engine.place(List.of());
        engine.place(List.of(good.bytes(), good.bytes(), spoiled.bytes()));
        engine.place(List.of(good.bytes()));
        awaitHeight(5);
        assertThat(node.status().logSize()).isEqualTo(2);
        assertThat(sheet(1).get("count").asLong()).isEqualTo(1);
        assertThat(node.outcome(spoiled.id())).isPresent();
        assertThat(node.blocks(0, 10)).extracting(BlockSummary::commands).containsExactly(0, 1, 0, 0, 1);
    }

    @Test
    void shouldNotStopOnACommandWithoutAType() throws Exception {
        Entry good = TestChain.entry(1, TestContract.command("test.refuse"));
        byte[] bytes = good.bytes();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("type");
        bytes[at] = 'T';
        engine.place(List.of(bytes));
        engine.place(List.of(good.bytes()));
        awaitHeight(3);
        assertThat(node.status().logSize()).isEqualTo(2);
        assertThat(node.status().exitCode()).isEmpty();
    }

    @Test
    void shouldRefuseAnExpiredEntryAsAWhole() throws Exception {
        Entry.Body body = TestEntries.body(1, TestChain.FOUNDER, List.of(TestContract.put("a", 1)));
        long now = TestChain.CLOCK.millis();
        Entry inTime = Entry.signed(
                new Entry.Body(body.chain(), body.publicKey(), body.nonce(), now, 1, body.commands()),
                TestChain.FOUNDER);
        Entry late = Entry.signed(
                new Entry.Body(body.chain(), body.publicKey(), body.nonce(), now - 1, 1, body.commands()),
                TestChain.FOUNDER);
        assertThat(accepted(TestChain.submit(node, inTime))).isTrue();
        Outcome outcome = TestChain.submit(node, late);
        MapValue leaf = outcome.leaves().getFirst().map();
        assertThat(leaf.get("index").asLong()).isEqualTo(-1);
        assertThat(leaf.get("command").isNull()).isTrue();
        assertThat(leaf.get("decision").asMap().get("code").asText()).isEqualTo("ENTRY_EXPIRED");
    }

    @Test
    void shouldRefuseAnEntryForAnotherContractVersion() {
        Entry.Body body = TestEntries.body(1, TestChain.FOUNDER, List.of(TestContract.put("a", 1)));
        Entry entry = Entry.signed(
                new Entry.Body(body.chain(), body.publicKey(), body.nonce(), 0, 2, body.commands()), TestChain.FOUNDER);
        MapValue decision = TestChain.submit(node, entry)
                .leaves()
                .getFirst()
                .map()
                .get("decision")
                .asMap();
        assertThat(decision.get("code").asText()).isEqualTo("ENTRY_CONTRACT_VERSION");
    }

    private static boolean accepted(Outcome outcome) {
        return outcome.leaves()
                .getFirst()
                .map()
                .get("decision")
                .asMap()
                .get("accepted")
                .asBoolean();
    }

    @Test
    void shouldLetCommandsSeeEarlierOnesOfTheSameEntry() {
        TestChain.submit(
                node,
                TestChain.entry(1, TestContract.put("a", 1), TestContract.put("b", 1, 2), TestContract.put("c", 1)));
        assertThat(sheet(1).get("count").asLong()).isEqualTo(3);
        assertThat(sheet(1).get("content").asText()).isEqualTo("c");
        assertThat(node.find(TestContract.key(1)).orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void shouldKeepEveryVersionOfAKey() {
        for (int i = 1; i <= 12; i++) {
            TestChain.submit(node, TestChain.entry(i, TestContract.put("v" + i, 7), TestContract.put("x", 70)));
        }
        String key = TestContract.key(7);
        assertThat(versions(node.history(key, 0, 100)))
                .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(versions(node.history(key, 0, 2))).containsExactly(12L, 11L);
        assertThat(versions(node.history(key, 11, 3))).containsExactly(10L, 9L, 8L);
        assertThat(versions(node.history(key, 1, 3))).isEmpty();
        assertThat(node.history("unit/unknown", 0, 10)).isEmpty();
        for (long i = 1; i <= 12; i++) {
            Version version = node.version(key, i).orElseThrow();
            assertThat(CanonicalDecoder.decode(version.value())
                            .asMap()
                            .get("content")
                            .asText())
                    .isEqualTo("v" + i);
            assertThat(version.height()).isEqualTo(i + 1);
        }
        assertThat(node.version(key, 13)).isEmpty();
        assertThat(node.version(key, 0)).isEmpty();
    }

    private static List<Long> versions(List<Version> versions) {
        return versions.stream().map(Version::version).toList();
    }

    @Test
    void shouldListKeysByPrefixInOrder() {
        TestChain.submit(node, TestChain.entry(1, TestContract.put("a", 3, 1, 2)));
        assertThat(node.keys("unit/", "", 10))
                .containsExactly(TestContract.key(1), TestContract.key(2), TestContract.key(3));
        assertThat(node.keys("unit/", TestContract.key(1), 1)).containsExactly(TestContract.key(2));
        assertThat(node.keys("member/", "", 10)).containsExactly("member/registry");
        assertThat(node.keys("nothing/", "", 10)).isEmpty();
    }

    @Test
    void shouldStopOnABrokenContractAndSayWhere() throws Exception {
        CompletableFuture<Outcome> outcome = node.submit(TestChain.entry(1, TestContract.command("test.throw")));
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(org.titlechain.ledger.AppendException.Ambiguous.class);
        assertThat(node.status().exitCode()).hasValue(MemberNode.EXIT_BROKEN);
        assertThat(node.status().detail()).contains("block 2");
        assertThat(node.status().height()).isEqualTo(1);
        assertRefused(TestChain.entry(2, TestContract.put("a", 1)), SubmissionException.Reason.NODE_STOPPED);
        node.close();
        node = MemberNode.open(
                TestChain.options(folder),
                engine,
                (state, command, context) -> new org.titlechain.contract.Decision.Refused(
                        "REPAIRED", org.titlechain.codec.Value.map().build()));
        awaitHeight(2);
        assertThat(node.status().height()).isEqualTo(2);
    }

    @Test
    void shouldReplayFromGenesisToEqualRootsAfterEveryBlock(@TempDir Path other) throws Exception {
        fill(60);
        List<BlockSummary> blocks = node.blocks(0, 1_000);
        try (MemberNode replayed = TestChain.node(other, engine)) {
            assertThat(replayed.awaitLogSize(node.status().logSize() - 1, Duration.ofSeconds(20)))
                    .isEqualTo(node.status().logSize());
            assertThat(roots(replayed.blocks(0, 1_000))).isEqualTo(roots(blocks));
        }
    }

    @Test
    void shouldReachTheSameRootsFromASnapshotAndTheTail() throws Exception {
        fill(20);
        for (int round = 1; round <= 5; round++) {
            node.close();
            fillEngine(round * 100, 7);
            node = TestChain.node(folder, engine);
            awaitHeight(engine.status().height());
        }
        Path other = folder.resolve("other");
        try (MemberNode replayed = TestChain.node(other, engine)) {
            replayed.awaitLogSize(node.status().logSize() - 1, Duration.ofSeconds(20));
            assertThat(roots(replayed.blocks(0, 1_000))).isEqualTo(roots(node.blocks(0, 1_000)));
        }
    }

    private void fill(int entries) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            outcomes.add(node.submit(TestChain.entry(i, TestContract.put("c" + i, i % 13, i % 7 + 20))));
        }
        outcomes.forEach(CompletableFuture::join);
    }

    private void fillEngine(int from, int entries) {
        for (int i = from; i < from + entries; i++) {
            engine.append(TestChain.entry(i, TestContract.put("c" + i, i % 13, i % 7 + 20)))
                    .join();
        }
    }

    static List<String> roots(List<BlockSummary> blocks) {
        return blocks.stream()
                .map(block -> block.height() + " " + block.logSize() + " "
                        + HexFormat.of().formatHex(block.logRoot()) + " "
                        + HexFormat.of().formatHex(block.stateRoot()))
                .toList();
    }

    @Test
    void shouldGiveLeavesAndWakeThoseWhoWaitForThem() throws Exception {
        long size = node.status().logSize();
        assertThat(node.awaitLogSize(size, Duration.ofMillis(20))).isEqualTo(size);
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return node.awaitLogSize(size, Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        TestChain.submit(node, TestChain.entry(1, TestContract.put("a", 1)));
        assertThat(waiting.join()).isGreaterThan(size);
        assertThat(node.leaves(0, 10)).extracting(Leaf::position).containsExactly(0L, 1L);
        assertThat(node.leaves(1, 10)).hasSize(1);
        assertThat(node.leaves(2, 10)).isEmpty();
    }

    @Test
    void shouldHashLeavesAsTheFormatSays() {
        TestChain.submit(node, TestChain.entry(1, TestContract.put("a", 1)));
        HashFunction hash = Suite.GM.hash();
        List<Leaf> leaves = node.leaves(0, 10);
        byte[] left = hash.hash(new byte[] {0}, leaves.get(0).bytes());
        byte[] right = hash.hash(new byte[] {0}, leaves.get(1).bytes());
        byte[] root = hash.hash(new byte[] {1}, left, right);
        assertThat(node.blocks(0, 1).getFirst().logRoot()).isEqualTo(root);
    }

    @Test
    void shouldBeReadableWhenItDoesNotRun() throws Exception {
        fill(10);
        byte[] proof = node.prove(TestContract.key(1));
        String trust = node.trust();
        node.close();
        try (ReadOnlyMember reader = ReadOnlyMember.open(folder.resolve("state"))) {
            assertThat(reader.prove(TestContract.key(1))).isEqualTo(proof);
            assertThat(reader.trust()).isEqualTo(trust);
        }
    }

    @Test
    void shouldRefuseTheStateOfAnotherChain() {
        node.close();
        MemberNode.Options other =
                new MemberNode.Options("other", Suite.GM, "registry", TestChain.MEMBER, folder.resolve("state"), 1);
        assertThatThrownBy(() -> MemberNode.open(other, engine, TestChain.contract()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gm/test");
    }
}
