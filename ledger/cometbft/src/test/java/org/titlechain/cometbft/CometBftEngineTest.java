package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

/** The real program with one validator. */
final class CometBftEngineTest extends BaseLedgerEngineTest {
    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        return TestNetwork.of(dataFolder, 1).open(0);
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }

    @Override
    protected boolean clockMakesTheTime() {
        return false;
    }
}
