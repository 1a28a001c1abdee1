package org.titlechain.client;

import java.util.Base64;
import java.util.Optional;
import org.titlechain.client.ClientException.NotProven;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import tools.jackson.databind.JsonNode;

/**
 * What the node submitted for the caller under one of its keys, as it was accepted on the ledger. All of it is read
 * from the receipt, which was verified here.
 *
 * @param result what the contract tells
 * @param height of the block
 * @param receipt the bytes that prove it to anybody; keep them
 */
public record Said(MapValue result, long height, byte[] receipt) {
    /** The answer of an operation that decides something. */
    static Said of(JsonNode answer, TrustedMembers trust) {
        byte[] receipt;
        try {
            receipt = Base64.getDecoder().decode(answer.path("receipt").stringValue(""));
        } catch (IllegalArgumentException e) {
            throw new NotProven("the answer holds no receipt");
        }
        Verdict verdict = Verifier.verifyFile(receipt, trust);
        if (!(verdict instanceof Verdict.Valid(Proven.Recorded recorded))) {
            throw new NotProven(verdict.english());
        }
        if (!recorded.accepted()) {
            throw new NotProven("the receipt is that of a refusal");
        }
        MapValue leaf = CanonicalDecoder.decode(Receipt.decode(receipt).leaf()).asMap();
        return new Said(
                leaf.get("decision").asMap().get("result").asMap(),
                leaf.get("height").asLong(),
                receipt);
    }

    /** The same about the case; a receipt of something else is not believed. */
    static Said of(JsonNode answer, TrustedMembers trust, String stateKey) {
        Said said = of(answer, trust);
        if (!said.text("case").equals(Optional.of(stateKey))) {
            throw new NotProven("the receipt is that of another case");
        }
        return said;
    }

    private Optional<String> text(String field) {
        return result.find(field).map(Value::asText);
    }

    /** Where the thing stands now, such as {@code registered}; empty where it has no states. */
    public Optional<String> state() {
        return text("state");
    }
}
