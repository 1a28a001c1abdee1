package org.titlechain.epochs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.titlechain.driver.EndOfThread;
import org.titlechain.ledger.LedgerEngine;

/** The end of an engine whose epoch is over: after a while, or at once when somebody needs it. */
final class Retirement {
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;

    /** Begins it. */
    Retirement(LedgerEngine engine, Duration afterlife) {
        this.thread = Thread.ofPlatform().name("titlechain-epoch-end").start(() -> {
            try {
                var _ = enough.await(afterlife.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            engine.close();
        });
    }

    /** Waits until the engine is closed, which happens now. */
    void finish() {
        enough.countDown();
        EndOfThread.await(thread);
    }
}
