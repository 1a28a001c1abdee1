package org.titlechain.kernel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the receipts of large blocks beside the replay, block after block. */
final class Completions implements AutoCloseable {
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("titlechain-receipts").factory());

    /** Completes the outcomes of one block. */
    interface Work extends Runnable {}

    void submit(Work work) {
        executor.execute(work);
    }

    @Override
    public void close() {
        executor.close();
    }
}
