package org.titlechain.testkit.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import org.titlechain.ledger.LedgerEngine;

final class InMemoryEngineTest extends BaseLedgerEngineTest {
    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) {
        return new InMemoryEngine(clock);
    }

    @Override
    protected boolean keepsEntries() {
        return false;
    }
}
