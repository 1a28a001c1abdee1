package org.titlechain.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.TestEntries;

/** Entries of one size, no two the same, given to engines as fast as they place them. For one thread. */
final class Placing {
    private final int entryBytes;
    private long next;

    Placing(int entryBytes) {
        this.entryBytes = entryBytes;
    }

    /** An entry that was not given before. */
    Entry next() {
        return TestEntries.unsigned(next++, entryBytes);
    }

    /**
     * Entries that the engine places in a second.
     *
     * @param underWay how many are appended and not yet placed at most
     */
    double perSecond(LedgerEngine engine, int seconds, int underWay) throws InterruptedException {
        Semaphore room = new Semaphore(underWay);
        AtomicLong placed = new AtomicLong();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            if (room.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                var _ = engine.append(next()).whenComplete((position, failure) -> {
                    placed.addAndGet(failure == null ? 1 : 0);
                    room.release();
                });
            }
        }
        return placed.get() * 1e9 / (System.nanoTime() - start);
    }
}
