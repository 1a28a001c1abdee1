package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.members.MemberWatch;
import org.titlechain.kernel.members.Peer;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.SignedProof;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** Four members on one list watch each other; one of them is made wrong in every way there is. */
class MemberWatchTest {
    private static final List<String> NAMES = List.of("city", "county", "nation", "province");
    private static final int LONGEST_WAIT_SECONDS = 20;

    @TempDir
    private Path folder;

    private final InMemoryEngine engine = new InMemoryEngine(TestChain.CLOCK);
    private final Map<String, MemberNode> nodes = new TreeMap<>();
    private final Map<String, MemberWatch> watches = new TreeMap<>();
    private final Map<String, Peer> peers = new TreeMap<>();
    private int entries;

    @BeforeEach
    void begin() throws Exception {
        for (String name : NAMES) {
            join(name, TestChain.contract());
        }
        List<Genesis.Member> members = NAMES.stream()
                .map(name -> new Genesis.Member(name, signer(name).publicKey(), name))
                .toList();
        Genesis genesis = new Genesis(
                TestEntries.CHAIN,
                Suite.GM,
                2,
                members,
                List.of(new Genesis.Key(
                        TestChain.FOUNDER.publicKey(),
                        "administrator",
                        "city",
                        List.of("administrator"),
                        List.of(""))));
        place(genesis.entry(TestChain.FOUNDER));
        put(1);
    }

    @AfterEach
    void end() {
        nodes.values().forEach(MemberNode::close);
        engine.close();
    }

    @Test
    void shouldCosignWhatAQuorumHasReached() {
        round();

        String cosigned = watcher("city").cosigned().orElseThrow();
        TrustedMembers trust = member("city").cosigners();
        assertThat(trust.quorum()).isEqualTo(3);
        assertThat(Verifier.check(cosigned, trust)).isInstanceOf(Verifier.Signed.class);
        assertThat(Verifier.check(member("city").checkpoint(), trust)).isInstanceOf(Verifier.Refused.class);
        assertThat(Checkpoint.parse(cosigned).checkpoint().height()).isEqualTo(2);
        assertThat(watcher("city").accusations()).isEmpty();
        assertThat(watcher("city").heads()).containsOnlyKeys(NAMES);
    }

    @Test
    void shouldCosignWithOneMemberAwayAndNotWithTwo() throws Exception {
        peers.remove("nation");
        round();
        assertThat(Checkpoint.parse(watcher("city").cosigned().orElseThrow()).signatures())
                .hasSize(3);
        peers.remove("province");
        put(2);
        round();
        assertThat(Checkpoint.parse(watcher("city").cosigned().orElseThrow())
                        .checkpoint()
                        .height())
                .isEqualTo(2);
    }

    @Test
    void shouldNameTheMemberTheBlockTheCommandAndTheKeyThatIsWrong() throws Exception {
        replace("province", liarAbout(TestContract.key(7)));
        for (int number = 2; number < 12; number++) {
            put(number);
        }
        long wrongHeight = 8;
        round();

        for (String honest : List.of("city", "county", "nation")) {
            MemberWatch watch = watcher(honest);
            Accusation accusation = watch.accusations().values().stream()
                    .filter(each -> each.accuser().equals(honest))
                    .findFirst()
                    .orElseThrow();
            assertThat(accusation.accused()).isEqualTo("province");
            assertThat(accusation.place().orElseThrow().height()).isEqualTo(wrongHeight);
            assertThat(accusation.place().orElseThrow().key()).isEqualTo(TestContract.key(7));
            assertThat(accusation.place().orElseThrow().entry())
                    .isEqualTo(entry(6, TestContract.put("v", 7)).id());
            assertThat(watch.differing()).containsExactly(Map.entry("province", wrongHeight));
            assertThat(member(honest).status().exitCode()).isEmpty();
        }
        awaitStop(member("province"));
        assertThat(member("province").status().exitCode()).hasValue(MemberNode.EXIT_DIVERGED);
        assertThat(member("province").status().detail()).contains("block " + wrongHeight, TestContract.key(7));
        long stopped = member("province").status().height();
        put(20);
        assertThat(member("province").status().height()).isEqualTo(stopped);
    }

    @Test
    void shouldGiveEvidenceThatIsVerifiedOfflineAndNotWhenAltered() throws Exception {
        replace("province", liarAbout(TestContract.key(7)));
        put(7);
        round();
        TrustedMembers trust = member("city").cosigners();
        byte[] file = watcher("city").seen().accusations().getFirst();

        assertThat(Accusation.decode(file).holds(trust)).isTrue();
        Accusation read = Accusation.decode(file);
        assertThat(new Accusation(
                                read.kind(),
                                read.accuser(),
                                "county",
                                read.first(),
                                read.second(),
                                read.place(),
                                read.answer(),
                                read.signature())
                        .holds(trust))
                .isFalse();
        assertThat(new Accusation(
                                read.kind(),
                                read.accuser(),
                                read.accused(),
                                read.second(),
                                read.second(),
                                read.place(),
                                read.answer(),
                                read.signature())
                        .holds(trust))
                .isFalse();
        assertThat(new Accusation(
                                read.kind(),
                                read.accuser(),
                                read.accused(),
                                read.first(),
                                read.second(),
                                Optional.empty(),
                                read.answer(),
                                read.signature())
                        .holds(trust))
                .isFalse();
    }

    @Test
    void shouldNameAValueThatWasChangedByHandInADatabase() throws Exception {
        changeByHand("province");
        put(1);
        round();

        assertThat(watcher("city").accusations().values()).anySatisfy(accusation -> {
            assertThat(accusation.accused()).isEqualTo("province");
            assertThat(accusation.kind()).isEqualTo(Accusation.Kind.ROOTS);
            assertThat(accusation.place().orElseThrow().key()).isEqualTo(TestContract.key(1));
            assertThat(accusation.place().orElseThrow().height()).isEqualTo(3);
        });
        awaitStop(member("province"));
    }

    @Test
    void shouldNameAChangedValueThatNoCommandTouches() throws Exception {
        changeByHand("province");
        round();

        for (String honest : List.of("city", "county", "nation")) {
            TrustedMembers trust = member(honest).cosigners();
            assertThat(watcher(honest).accusations().values())
                    .filteredOn(each -> each.accuser().equals(honest))
                    .singleElement()
                    .satisfies(accusation -> {
                        assertThat(accusation.kind()).isEqualTo(Accusation.Kind.VALUE);
                        assertThat(accusation.accused()).isEqualTo("province");
                        assertThat(accusation.place().orElseThrow().key()).isEqualTo(TestContract.key(1));
                        assertThat(accusation.place().orElseThrow().height()).isEqualTo(2);
                        assertThat(accusation.holds(trust)).isTrue();
                        assertThat(Accusation.decode(accusation.encode()).holds(trust))
                                .isTrue();
                    });
        }
        assertThat(watcher("province").accusations().values())
                .anySatisfy(own -> assertThat(own.accuser()).isEqualTo("province"));
        awaitStop(member("province"));
        assertThat(member("province").status().detail()).contains(TestContract.key(1), "block 2");
    }

    @Test
    void shouldNotHoldAnAnswerAgainstAMemberThatDidNotSignIt() throws Exception {
        changeByHand("province");
        SignedProof wrong = watcher("province").prove(TestContract.key(1));
        SignedProof right = watcher("city").prove(TestContract.key(1));
        TrustedMembers trust = member("city").cosigners();

        assertThat(Accusation.ofValue("city", "province", 2, wrong, signer("city"))
                        .holds(trust))
                .isTrue();
        assertThat(Accusation.ofValue("city", "nation", 2, wrong, signer("city"))
                        .holds(trust))
                .isFalse();
        assertThat(Accusation.ofValue("nation", "city", 2, right, signer("nation"))
                        .holds(trust))
                .isFalse();
        SignedProof forged = SignedProof.of(wrong.proof(), signer("city"));
        assertThat(Accusation.ofValue("city", "province", 2, forged, signer("city"))
                        .holds(trust))
                .isFalse();
    }

    /** Changes the value under the first key in a member's database, and starts the member again. */
    private void changeByHand(String name) throws Exception {
        member(name).close();
        try (StateStore store = RocksStateStore.open(folder.resolve(name))) {
            byte[] key = Keys.text(TestContract.key(1));
            byte[] stored = java.util.Objects.requireNonNull(store.get(Column.VALUES, key));
            Ledger.Version version = StoredVersion.decode(TestContract.key(1), stored);
            MapValue value = org.titlechain.codec.CanonicalDecoder.decode(version.value())
                    .asMap();
            Map<String, Value> changed = new TreeMap<>(value.entries());
            changed.put("count", Value.of(9));
            byte[] damaged = StoredVersion.encode(
                    version.version(),
                    version.position(),
                    version.height(),
                    version.time(),
                    CanonicalEncoder.encode(Value.map(changed)));
            try (StateStore.Batch batch = store.batch()) {
                batch.put(Column.VALUES, key, damaged);
                batch.commit(store.tip().orElseThrow());
            }
        }
        join(name, TestChain.contract());
    }

    @Test
    void shouldKeepTwoHeadsOfOneHeightAsProofWhoeverShowsThem() throws Exception {
        round();
        Checkpoint real = Checkpoint.parse(member("province").checkpoint()).checkpoint();
        byte[] other = real.stateRoot().clone();
        other[0] ^= 1;
        String second = new Checkpoint(
                        real.chain(), real.suite(), real.height(), real.time(), real.logSize(), real.logRoot(), other)
                .sign("province", signer("province"))
                .text();
        Peer county = Objects.requireNonNull(peers.get("county"));
        peers.put("county", gossiping(county, second));
        watcher("city").round();

        assertThat(watcher("city").accusations().values()).singleElement().satisfies(accusation -> {
            assertThat(accusation.kind()).isEqualTo(Accusation.Kind.SPLIT_VIEW);
            assertThat(accusation.accused()).isEqualTo("province");
            assertThat(accusation.holds(member("city").cosigners())).isTrue();
        });
        peers.put("county", county);
        watcher("nation").round();
        assertThat(watcher("nation").accusations()).hasSize(1);
        MemberWatch again = watch("city");
        assertThat(again.accusations()).hasSize(1);
    }

    @Test
    void shouldBelieveNothingWithoutASignature() throws Exception {
        round();
        Peer real = peers.get("province");
        peers.put("province", nonsense());
        watcher("city").round();
        assertThat(watcher("city").accusations()).isEmpty();
        assertThat(watcher("city").heads()).containsOnlyKeys(NAMES);
        peers.put("province", real);
        watcher("city").round();
        assertThat(Objects.requireNonNull(watcher("city").contacts().get("province"))
                        .reachable())
                .isTrue();
    }

    private void join(String name, Contract contract) throws IOException {
        MemberNode.Options options =
                new MemberNode.Options(TestEntries.CHAIN, Suite.GM, name, signer(name), folder.resolve(name), 2);
        MemberNode node = MemberNode.open(options, engine, contract);
        nodes.put(name, node);
        peers.put(name, new Near(name));
        watches.put(name, watch(name));
    }

    private MemberNode member(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    private MemberWatch watcher(String name) {
        return Objects.requireNonNull(watches.get(name));
    }

    private MemberWatch watch(String name) throws IOException {
        return new MemberWatch(new MemberWatch.Options(
                member(name),
                name,
                signer(name),
                () -> peers.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .toList(),
                folder.resolve(name + "-accusations"),
                difference -> member(name).halt(difference),
                TestChain.CLOCK));
    }

    private void replace(String name, Contract contract) throws IOException {
        member(name).close();
        join(name, contract);
    }

    /** Writes something else under one key. */
    private static Contract liarAbout(String key) {
        Contract honest = TestChain.contract();
        return (state, command, context) -> {
            Decision decision = honest.decide(state, command, context);
            if (!(decision instanceof Accepted accepted)) {
                return decision;
            }
            List<Change> changes = new ArrayList<>();
            for (Change change : accepted.changes()) {
                Map<String, Value> fields = new TreeMap<>(change.value().entries());
                fields.put("content", Value.of("a lie"));
                changes.add(change.key().equals(key) ? new Change(key, Value.map(fields)) : change);
            }
            return new Accepted(changes, accepted.result());
        };
    }

    private static Signer signer(String name) {
        return TestEntries.signer(20 + NAMES.indexOf(name));
    }

    private void put(int number) throws Exception {
        place(entry(entries++, TestContract.put("v", number)));
    }

    private static Entry entry(int number, MapValue command) {
        byte[] nonce = new byte[16];
        nonce[15] = (byte) number;
        return Entry.signed(
                new Entry.Body(TestEntries.CHAIN, TestChain.FOUNDER.publicKey(), nonce, 0, 2, List.of(command)),
                TestChain.FOUNDER);
    }

    /** Appends and waits until every member that goes on has decided it. */
    private void place(Entry entry) throws Exception {
        engine.append(entry).get();
        long end = System.nanoTime() + Duration.ofSeconds(LONGEST_WAIT_SECONDS).toNanos();
        for (MemberNode node : nodes.values()) {
            while (node.status().height() < engine.status().height()
                    && node.status().exitCode().isEmpty()
                    && System.nanoTime() < end) {
                node.awaitLogSize(node.status().logSize(), Duration.ofMillis(20));
            }
        }
    }

    private static void awaitStop(MemberNode node) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(LONGEST_WAIT_SECONDS).toNanos();
        while (node.status().exitCode().isEmpty() && System.nanoTime() < end) {
            node.awaitLogSize(node.status().logSize(), Duration.ofMillis(20));
        }
    }

    private void round() {
        watches.values().forEach(MemberWatch::round);
    }

    /** A member in this process. */
    private final class Near implements Peer {
        private final String name;

        Near(String name) {
            this.name = name;
        }

        @Override
        public String address() {
            return name;
        }

        @Override
        public String newest() {
            return member(name).checkpoint();
        }

        @Override
        public Optional<String> checkpoint(long height) {
            return member(name).checkpoint(height);
        }

        @Override
        public List<byte[]> leaves(long from, int limit) {
            return member(name).leaves(from, limit).stream()
                    .map(Ledger.Leaf::bytes)
                    .toList();
        }

        @Override
        public List<Held> held(String afterKey, int limit) {
            return watcher(name).held(afterKey, limit);
        }

        @Override
        public SignedProof prove(String key) {
            return watcher(name).prove(key);
        }

        @Override
        public Seen seen() {
            return watcher(name).seen();
        }
    }

    private static Peer gossiping(Peer real, String head) {
        return new Peer() {
            @Override
            public String address() {
                return real.address();
            }

            @Override
            public String newest() throws IOException {
                return real.newest();
            }

            @Override
            public Optional<String> checkpoint(long height) throws IOException {
                return real.checkpoint(height);
            }

            @Override
            public List<byte[]> leaves(long from, int limit) throws IOException {
                return real.leaves(from, limit);
            }

            @Override
            public List<Held> held(String afterKey, int limit) throws IOException {
                return real.held(afterKey, limit);
            }

            @Override
            public SignedProof prove(String key) throws IOException {
                return real.prove(key);
            }

            @Override
            public Seen seen() {
                return new Seen(List.of(head), List.of());
            }
        };
    }

    private Peer nonsense() {
        return new Peer() {
            @Override
            public String address() {
                return "nowhere";
            }

            @Override
            public String newest() {
                String real = member("city").checkpoint();
                return real.replace("city", "province");
            }

            @Override
            public Optional<String> checkpoint(long height) {
                return Optional.of("not a checkpoint");
            }

            @Override
            public List<byte[]> leaves(long from, int limit) {
                return List.of(new byte[] {1, 2, 3});
            }

            @Override
            public List<Held> held(String afterKey, int limit) {
                return List.of(new Held("no such key", 1, new byte[] {1}));
            }

            @Override
            public SignedProof prove(String key) {
                return new SignedProof(member("city").prove(key), new byte[64]);
            }

            @Override
            public Seen seen() {
                return new Seen(List.of("", "x\n"), List.of(new byte[] {(byte) 0xff}));
            }
        };
    }
}
