package org.titlechain.server.api;

import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import org.titlechain.server.node.Gateway;
import org.titlechain.server.node.Gateway.Recorded;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Access messages: in, and what became of them. */
public final class MessageApi {
    private final Gateway gateway;
    private final Ledger ledger;
    private final LedgerViews views;
    private final FindingWords findings;

    public MessageApi(Gateway gateway, Ledger ledger, LedgerViews views, FindingWords findings) {
        this.gateway = gateway;
        this.ledger = ledger;
        this.views = views;
        this.findings = findings;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "messageRecord", this::record,
                "message", this::message,
                "messageReceipt", this::receipt);
    }

    private Answer record(Call call) throws Exception {
        Recorded recorded = gateway.record(call.body()).get();
        ObjectNode answer = answer(recorded);
        MapValue decision = recorded.decision();
        if (!decision.get("accepted").asBoolean()) {
            answer.set("facts", Json.of(decision.get("facts")));
            throw new Problem(ContractCode.named(decision.get("code").asText()), "").with(answer);
        }
        return Answer.json(recorded.repeated() ? 200 : 201, answer);
    }

    private ObjectNode answer(Recorded recorded) {
        Outcome outcome = recorded.outcome();
        Leaf leaf = outcome.leaves().getFirst();
        MapValue map = leaf.map();
        MapValue decision = map.get("decision").asMap();
        boolean accepted = decision.get("accepted").asBoolean();
        ObjectNode node = Json.object();
        node.put("messageId", recorded.messageId());
        node.put("decision", accepted ? "recorded" : "refused");
        node.put("kind", accepted ? text(result(decision), "kind") : null);
        node.set("units", accepted ? list(result(decision), "units") : Json.array());
        node.set("findings", accepted ? findings(result(decision)) : Json.array());
        List<String> receipts = LedgerApi.receipts(outcome);
        node.put("receipt", receipts.getFirst());
        node.set("receipts", Json.texts(receipts));
        node.put("position", leaf.position());
        node.put("height", map.get("height").asLong());
        node.set("entry", Json.of(map.get("entry")));
        return node;
    }

    private Answer message(Call call) throws Exception {
        return views.atHeight(call, () -> {
            String id = call.variable("id");
            MapValue state = state(id);
            Leaf leaf = leaf(state);
            MapValue map = leaf.map();
            MapValue command = map.get("command").asMap();
            MapValue result = result(map.get("decision").asMap());
            MapValue head = command.get("head").asMap();
            LedgerViews.Signer signer = views.signer(map.get("key").asBytes());
            ObjectNode node = Json.object();
            node.put("messageId", id);
            node.put("recType", text(head, "RecType"));
            node.put("kind", text(result, "kind"));
            node.set("units", list(result, "units"));
            node.put("layout", command.get("layout").asText());
            node.set("head", Json.of(head));
            node.set("rows", Json.of(command.get("rows")));
            node.set("source", Json.of(command.get("source")));
            node.set("findings", findings(result));
            node.put("position", leaf.position());
            node.put("height", map.get("height").asLong());
            node.put("time", map.get("time").asLong());
            node.set("entry", Json.of(map.get("entry")));
            node.put("signer", signer.name().orElse(null));
            node.put("organisation", signer.organisation().orElse(null));
            node.put("supersedes", text(state, "supersedes"));
            return Answer.ok(node);
        });
    }

    private Answer receipt(Call call) {
        String id = call.variable("id");
        Leaf leaf = leaf(state(id));
        return Answer.download(
                "application/octet-stream", ledger.receipt(leaf.position()).orElseThrow(), id + ".receipt");
    }

    private MapValue state(String id) {
        return ledger.find("message/" + id)
                .map(LedgerViews::value)
                .orElseThrow(() -> ErrorCode.MESSAGE_UNKNOWN.problem());
    }

    private Leaf leaf(MapValue state) {
        Outcome outcome = ledger.outcome(state.get("entry").asBytes()).orElseThrow();
        return outcome.leaves().get((int) state.get("index").asLong());
    }

    private static MapValue result(MapValue decision) {
        return decision.get("result").asMap();
    }

    private ArrayNode findings(MapValue result) {
        ArrayNode array = Json.array();
        result.find("findings")
                .ifPresent(list -> list.asList().forEach(finding -> array.add(findings.of(finding.asMap()))));
        return array;
    }

    private static ArrayNode list(MapValue map, String field) {
        ArrayNode array = Json.array();
        map.find(field).ifPresent(list -> list.asList().forEach(item -> array.add(Json.of(item))));
        return array;
    }

    private static @org.jspecify.annotations.Nullable String text(MapValue map, String field) {
        return map.find(field).map(Value::asText).orElse(null);
    }
}
