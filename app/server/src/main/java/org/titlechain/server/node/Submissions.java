package org.titlechain.server.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Outcome;

/** Waiting for the outcome of an entry with one command. */
public final class Submissions {
    private Submissions() {}

    /** The outcome; what the submission failed with is thrown as it is. */
    public static Outcome await(CompletableFuture<Outcome> outcome) throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The decision on the first command as it stands on the ledger. */
    public static MapValue decision(Outcome outcome) {
        return outcome.leaves().getFirst().map().get("decision").asMap();
    }
}
