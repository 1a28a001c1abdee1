package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** A chain of three members for tests of joining, whose list of blocks is one engine. */
final class JoinedChain {
    static final List<String> MEMBERS = List.of("first", "second", "third");

    private JoinedChain() {}

    static Signer signer(String member) {
        return TestEntries.signer(1 + MEMBERS.indexOf(member));
    }

    static MemberNode member(Path folder, String name, LedgerEngine engine) throws IOException {
        return MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN, Suite.GM, name, signer(name), folder.resolve(name), TestChain.VERSION),
                engine,
                new TestContract(new TitleChainContract(Suite.GM.hash())));
    }

    static Entry genesis() {
        return new Genesis(
                        TestEntries.CHAIN,
                        Suite.GM,
                        1,
                        MEMBERS.stream()
                                .map(name ->
                                        new Genesis.Member(name, signer(name).publicKey(), name))
                                .toList(),
                        List.of(new Genesis.Key(
                                TestChain.FOUNDER.publicKey(),
                                "administrator",
                                "first",
                                List.of("administrator", "recorder"),
                                List.of(""))))
                .entry(TestChain.FOUNDER);
    }

    /** Units that are written once and again, in entries of one command and of several, some of them refused. */
    static List<Entry> entries(int from, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            entries.add(TestChain.entry(
                    i,
                    TestContract.put("c" + i + "x".repeat(i % 90), 1_000 + i, i % 7),
                    TestContract.command("test.refuse"),
                    TestContract.put("again " + i, 1_000 + i)));
        }
        return entries;
    }

    static void live(MemberNode member, int from, int count) {
        TestChain.submit(member, genesis());
        entries(from, count).forEach(entry -> TestChain.submit(member, entry));
    }

    static void await(MemberNode member, EmbeddedEngine engine) throws InterruptedException {
        while (member.status().height() < engine.status().height()) {
            member.awaitLogSize(member.status().logSize(), Duration.ofMillis(50));
        }
    }

    /** What other members signed at the height. */
    static List<String> signed(MemberNode... members) {
        List<String> texts = new ArrayList<>();
        for (MemberNode member : members) {
            texts.add(member.checkpoint());
        }
        return texts;
    }

    /** Joins from all chunks. */
    static void join(Path stateFolder, SnapshotSource source, Snapshot snapshot, List<String> signed, String name)
            throws IOException {
        try (SnapshotJoin join = SnapshotJoin.begin(stateFolder, snapshot)) {
            for (int i = 0; i < snapshot.chunks(); i++) {
                join.take(i, source.chunk(snapshot, i));
            }
            join.finish(signed, name, signer(name));
        }
    }
}
