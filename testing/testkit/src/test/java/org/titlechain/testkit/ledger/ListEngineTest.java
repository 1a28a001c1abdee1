package org.titlechain.testkit.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.LedgerEngine;

/** The shared part of the drivers, over the smallest chain. */
final class ListEngineTest extends BaseLedgerEngineTest {
    private @Nullable SharedList list;

    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        if (list == null) {
            list = new SharedList(clock);
        }
        return ListEngine.open(dataFolder, list, Origin.GENESIS, Limits.standard());
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }
}
