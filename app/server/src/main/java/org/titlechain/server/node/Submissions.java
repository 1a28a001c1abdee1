package org.titlechain.server.node;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;

/** What this node itself says to the ledger: commands under one of its keys, and what was decided. Any thread may. */
public final class Submissions {
    private static final int NONCE_LENGTH = 16;

    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();

    public Submissions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Submits the commands as an entry of their own for the contract version in force and waits for its outcome; what
     * the submission failed with is thrown as it is.
     */
    public Outcome submit(Signer signer, List<MapValue> commands) throws InterruptedException {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        Entry.Body body = new Entry.Body(
                ledger.status().chain(), signer.publicKey(), nonce, 0, ledger.contractVersion(), commands);
        try {
            return ledger.submit(Entry.signed(body, signer)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * The result of the first command.
     *
     * @throws Problem with the code of the refusal when it was refused
     */
    public static MapValue accepted(Outcome outcome) {
        MapValue decision = decision(outcome);
        if (!decision.get("accepted").asBoolean()) {
            throw new Problem(
                    ContractCode.named(decision.get("code").asText()),
                    Json.of(decision.get("facts")).toString());
        }
        return decision.get("result").asMap();
    }

    /** The decision on the first command as it stands on the ledger. */
    public static MapValue decision(Outcome outcome) {
        return outcome.leaves().getFirst().map().get("decision").asMap();
    }
}
