package org.titlechain.epochs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** The one member of a chain, over its engines. Signer 0 founds the chain and acts; signer 1 signs checkpoints. */
final class TestMember implements AutoCloseable {
    private static final String NAME = "registry";
    private static final long VERSION = TitleChainContract.VERSION;

    final EpochFile file;
    final EpochEngine engine;
    final MemberNode node;

    private TestMember(EpochFile file, EpochEngine engine, MemberNode node) {
        this.file = file;
        this.engine = engine;
        this.node = node;
    }

    static TestMember open(Path folder) throws IOException {
        return open(folder, new TestEngines(folder), course -> course);
    }

    static TestMember open(Path folder, Engines engines, UnaryOperator<Course> around) throws IOException {
        EpochFile file = EpochFile.open(folder.resolve("epochs"), Epoch.first("embedded", new TreeMap<>()));
        EpochEngine engine = EpochEngine.open(file, engines);
        MemberNode node = MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN, Suite.GM, NAME, TestEntries.signer(1), folder.resolve("state"), VERSION),
                engine,
                new TestContract(new TitleChainContract(Suite.GM.hash())));
        engine.follow(around.apply(new LedgerCourse(node)));
        TestMember member = new TestMember(file, engine, node);
        if (node.status().height() == 0) {
            member.submit(theGenesis().entry(TestEntries.signer(0)));
        }
        return member;
    }

    /** What begins the chain: one member, and a key that may do everything. */
    static MapValue genesisCommand() {
        return theGenesis().command();
    }

    private static Genesis theGenesis() {
        Signer founder = TestEntries.signer(0);
        return new Genesis(
                TestEntries.CHAIN,
                Suite.GM,
                VERSION,
                List.of(new Genesis.Member(NAME, TestEntries.signer(1).publicKey(), NAME)),
                List.of(new Genesis.Key(
                        founder.publicKey(),
                        "administrator",
                        NAME,
                        List.of("administrator", "recorder"),
                        List.of(""))));
    }

    /** An entry for the version in force; same number and commands, same entry. */
    static Entry entry(long number, MapValue... commands) {
        Signer signer = TestEntries.signer(0);
        Entry.Body body = TestEntries.body(number, signer, List.of(commands));
        return Entry.signed(
                new Entry.Body(body.chain(), body.publicKey(), body.nonce(), 0, VERSION, body.commands()), signer);
    }

    static Entry put(long number) {
        return entry(number, TestContract.put("c" + number, number));
    }

    Outcome submit(Entry entry) {
        return node.submit(entry).join();
    }

    /** Leads the chain into the epoch after the one with the number, whatever was done of it before. */
    void goOver(String kind, Map<String, String> settings, long number) throws IOException {
        if (file.epochs().getLast().number() > number) {
            return;
        }
        prepare(kind, settings);
        if (!engine.isFrozen()) {
            propose(kind, number);
        }
        ready(number);
    }

    void prepare(String kind, Map<String, String> settings) throws IOException {
        SortedMap<String, String> sorted = new TreeMap<>(settings);
        file.prepare(Optional.of(new EpochFile.Next(kind, sorted)));
    }

    /** Proposes and votes; entries have numbers of their own for each switch, so that repeats change nothing. */
    void propose(String kind, long number) {
        MapValue body = Value.map().put("to", kind).put("freezeHeight", 0).build();
        Leaf proposed = submit(entry(
                        9_000_000 + 10 * number,
                        Value.map()
                                .put("type", "governance.propose")
                                .put("kind", "engine.switch")
                                .put("body", body)
                                .put("expires", 4_102_444_800_000L)
                                .put("activation", 0)
                                .build()))
                .leaves()
                .getFirst();
        long proposal = proposed.map()
                .get("decision")
                .asMap()
                .get("result")
                .asMap()
                .get("proposal")
                .asLong();
        submit(entry(
                9_000_001 + 10 * number,
                Value.map()
                        .put("type", "governance.vote")
                        .put("proposal", proposal)
                        .put("member", NAME)
                        .put("approve", true)
                        .build()));
    }

    /** Says that the next engine is ready, or that the chain turns back. */
    void ready(long number) {
        say("ready", number, 9_000_000_000L + 100 * number);
    }

    void back(long number) {
        say("back", number, 9_500_000_000L + 100 * number);
    }

    /** One block that is not frozen yet comes after the vote; it may be the one that holds the first try. */
    private void say(String what, long epoch, long firstNumber) {
        MapValue command = Value.map()
                .put("type", "governance.engine." + what)
                .put("member", NAME)
                .put("epoch", epoch)
                .build();
        for (int attempt = 0; attempt < 5; attempt++) {
            MapValue decision = submit(entry(firstNumber + attempt, command))
                    .leaves()
                    .getFirst()
                    .map()
                    .get("decision")
                    .asMap();
            if (decision.get("accepted").asBoolean()) {
                return;
            }
            if (!decision.get("code").asText().equals("ENGINE_NOT_FROZEN")) {
                throw new IllegalStateException(String.valueOf(decision));
            }
        }
        throw new IllegalStateException("the chain does not freeze");
    }

    @Override
    public void close() {
        node.close();
        engine.close();
    }
}
