package org.titlechain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochEngine;
import org.titlechain.epochs.EpochFile;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.server.node.Engines;
import org.titlechain.server.node.LedgerCourse;
import org.titlechain.server.node.LedgerElectorate;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** A member of one on the embedded engine, as a node has it, with the small contract of the tests. */
record BenchChain(LedgerEngine engine, MemberNode node) implements Submitting<Entry> {
    static BenchChain open(Path folder) throws IOException {
        EpochFile epochs = EpochFile.open(folder.resolve("epochs"), Epoch.first(EmbeddedEngine.NAME, new TreeMap<>()));
        LedgerElectorate electorate = new LedgerElectorate();
        EpochEngine engine =
                EpochEngine.open(epochs, new Engines(folder, TestEntries.CHAIN, Suite.GM, "registry", electorate, 0));
        MemberNode node = MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN, Suite.GM, "registry", TestEntries.signer(1), folder.resolve("state"), 1),
                engine,
                new TestContract(new TitleChainContract(Suite.GM.hash())));
        electorate.follow(node);
        engine.follow(new LedgerCourse(node));
        BenchChain chain = new BenchChain(engine, node);
        Genesis genesis = new Genesis(
                TestEntries.CHAIN,
                Suite.GM,
                1,
                List.of(new Genesis.Member("registry", TestEntries.signer(1).publicKey(), "registry")),
                List.of());
        node.submit(genesis.entry(TestEntries.signer(0))).join();
        return chain;
    }

    /** A signed registration of one unit; with a content of 750 characters its bytes are about 1 KB. */
    static Entry registration(long number) {
        return TestEntries.entry(number, List.of(TestContract.put("x".repeat(750), number)));
    }

    @Override
    public Entry next(long number) {
        return registration(number);
    }

    @Override
    public void submit(Entry entry) {
        node.submit(entry).join().receipts().getFirst();
    }

    @Override
    public int length(Entry entry) {
        return entry.bytes().length;
    }

    @Override
    public void close() {
        node.close();
        engine.close();
    }
}
