package org.titlechain.evm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.evm.CliqueNetwork;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

/**
 * All that engines promise, over three geth nodes that seal a block a second: some minutes, so by command only
 * ({@code docs/engines.md}). {@link CliqueTest} is the part that every build runs.
 */
final class CliqueEngineSuite extends BaseLedgerEngineTest {
    private static final FinalityRule FINALITY = FinalityRule.clique(3);

    @TempDir
    static Path folder;

    private static TestOrder order;

    @BeforeAll
    static void startChain() throws IOException {
        List<Path> accounts = TestOrder.accounts(folder, 2);
        List<byte[]> payers = new ArrayList<>();
        for (Path account : accounts) {
            payers.add(AccountFile.read(account).address());
        }
        CliqueNetwork network = CliqueNetwork.start(folder, 3, payers);
        order = TestOrder.on(network, network.address(0), accounts, FINALITY, Duration.ofSeconds(60));
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
