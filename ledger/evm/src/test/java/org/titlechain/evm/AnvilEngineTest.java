package org.titlechain.evm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.evm.Anvil;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

/** All that engines promise, over a real EVM chain that makes a block for every transaction. */
final class AnvilEngineTest extends BaseLedgerEngineTest {
    @TempDir
    static Path folder;

    private static TestOrder order;

    @BeforeAll
    static void startChain() throws IOException {
        Anvil anvil = Anvil.start(folder);
        order = TestOrder.on(anvil, folder, 2);
    }

    @AfterAll
    static void stopChain() {
        order.close();
    }

    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        return order.open(dataFolder);
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }

    @Override
    protected boolean clockMakesTheTime() {
        return false;
    }

    @Override
    protected Optional<String> refusalOfEvidence(byte[] evidence, Block block) {
        return order.refusal(evidence, block);
    }
}
