package org.titlechain.exchange.intake;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * The step that puts a message on the ledger. Called by one thread, in the order in which messages must stand on the
 * ledger; several may be under way at the same time. Submitting the same bytes again must be safe: after a crash it
 * happens.
 */
@FunctionalInterface
public interface Submission {
    /**
     * Starts to submit. Completes with the outcome; completes exceptionally when the outcome is not known, which stops
     * the import and leaves the file where it is.
     *
     * @throws org.titlechain.exchange.ExchangeException when it is not a message; counts as refused
     * @throws IOException when it cannot be submitted now; stops the import and leaves the file where it is
     */
    CompletionStage<Outcome> submit(String fileName, byte[] bytes) throws IOException;
}
