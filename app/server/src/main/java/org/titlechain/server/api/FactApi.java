package org.titlechain.server.api;

import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.FactKind;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.registration.process.AwaitedFact;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What departments may state, and what a case waits for. They state it as entries under their own keys
 * ({@code entrySubmit}); this node signs nothing for them.
 */
public final class FactApi {
    private final Suite suite;
    private final Ledger ledger;
    private final Clock clock;

    public FactApi(Suite suite, Ledger ledger, Clock clock) {
        this.suite = suite;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("factKinds", call -> Answer.ok(kinds()), "caseFacts", this::ofCase);
    }

    private ObjectNode kinds() {
        ArrayNode items = Json.array();
        for (FactKind fact : tables().facts()) {
            ObjectNode item = items.addObject();
            item.put("fact", fact.name()).put("role", fact.role()).put("about", fact.about());
            item.set("materials", Json.texts(fact.materials()));
        }
        return Json.object().set("items", items);
    }

    private Kinds tables() {
        return Kinds.of(ledger.contractVersion());
    }

    private Answer ofCase(Call call) {
        Application application = Application.read(
                tables(),
                value(Application.key(call.variable("caseDistrict"), call.variable("caseNumber")))
                        .orElseThrow(() -> ErrorCode.CASE_NOT_FOUND.problem()));
        FactBook book = new FactBook(ledger.state(), clock.millis());
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        boolean complete = true;
        for (AwaitedFact awaited : AwaitedFact.of(tables(), application)) {
            Optional<String> outcome = book.outcome(awaited.fact().name(), awaited.about());
            complete &= outcome.isPresent();
            ObjectNode item = items.addObject();
            item.put("fact", awaited.fact().name())
                    .put("role", awaited.fact().role())
                    .put("about", awaited.about())
                    .put("outcome", outcome.orElse(null));
            item.set("statements", statements(awaited));
        }
        node.put("complete", complete);
        node.put("appliedFor", Base64.getEncoder().encodeToString(application.appliedFor()));
        node.put("commitment", HexFormat.of().formatHex(application.commitment(suite.hash())));
        return Answer.ok(node);
    }

    private ArrayNode statements(AwaitedFact awaited) {
        ArrayNode statements = Json.array();
        value(awaited.stateKey()).map(known -> known.get("statements").asList()).orElse(List.of()).stream()
                .map(Value::asMap)
                .forEach(statement -> statements
                        .addObject()
                        .put("organisation", statement.get("organisation").asText())
                        .put("outcome", statement.get("outcome").asText())
                        .put("time", statement.get("time").asLong())
                        .put("until", statement.find("until").map(Value::asLong).orElse(null)));
        return statements;
    }

    private Optional<MapValue> value(String key) {
        return ledger.find(key).map(LedgerViews::value);
    }
}
