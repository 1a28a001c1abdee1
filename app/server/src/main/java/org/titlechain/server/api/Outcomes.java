package org.titlechain.server.api;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import org.titlechain.server.node.Submissions;
import tools.jackson.databind.node.ObjectNode;

/** What became of one command that this node submitted for somebody. */
final class Outcomes {
    private Outcomes() {}

    /**
     * Adds to the answer where the command lies, its receipt, the state that it led to and its result.
     *
     * @throws Problem when it was refused: the contract's words, with the answer and the facts
     */
    static ObjectNode into(ObjectNode answer, Outcome outcome) {
        Leaf leaf = outcome.leaves().getFirst();
        MapValue decision = Submissions.decision(outcome);
        answer.put("position", leaf.position());
        answer.put("height", leaf.map().get("height").asLong());
        answer.put("receipt", LedgerApi.receipts(outcome).getFirst());
        if (!decision.get("accepted").asBoolean()) {
            answer.set("facts", Json.of(decision.get("facts")));
            throw new Problem(ContractCode.named(decision.get("code").asText()), "").with(answer);
        }
        MapValue result = decision.get("result").asMap();
        answer.put("state", result.find("state").map(Value::asText).orElse(null));
        answer.set("result", Json.of(result));
        return answer;
    }
}
