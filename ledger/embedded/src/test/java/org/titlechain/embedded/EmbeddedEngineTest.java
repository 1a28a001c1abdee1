package org.titlechain.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

final class EmbeddedEngineTest extends BaseLedgerEngineTest {
    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        return EmbeddedEngine.open(dataFolder, Suite.GM, clock, EmbeddedEngine.Limits.standard());
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }
}
