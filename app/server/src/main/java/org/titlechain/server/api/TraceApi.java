package org.titlechain.server.api;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.accounts.TraceLinks;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.CallLimits;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A holder sees the trace of his own case without an account: the office hands him a secret with the receipt, and
 * number and secret open the trace on the public page. Steps, times, results, blocks and the proof; nobody is named,
 * not even who of the office acted. A wrong number, a wrong secret, one that expired and one that was taken back are
 * answered alike.
 */
public final class TraceApi {
    private static final int STANDARD_DAYS = 180;
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_SECRET = 64;

    /** What a step tells to everybody. */
    private static final List<String> TOLD =
            List.of("stage", "time", "height", "organisation", "level", "outcome", "reason", "overdue", "automatic");

    private final Ledger ledger;
    private final TraceLinks links;
    private final Clock clock;

    /** One look-up a second from one address, ten at once. */
    private final CallLimits limits = new CallLimits(1, 1, System::nanoTime);

    public TraceApi(Ledger ledger, TraceLinks links, Clock clock) {
        this.ledger = ledger;
        this.links = links;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "caseTraceLinks", this::list,
                "caseTraceLinkCreate", this::create,
                "caseTraceLinkRevoke", this::revoke,
                "trace", this::show);
    }

    private Answer list(Call call) {
        ArrayNode items = Json.array();
        links.of(known(call)).forEach(link -> items.add(item(link)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private Answer create(Call call) throws Exception {
        ObjectNode body = call.json();
        long days = body.has("days") ? body.get("days").asLong() : STANDARD_DAYS;
        if (days < 1 || days > LONGEST_DAYS) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/days");
        }
        long expires = clock.millis() + Duration.ofDays(days).toMillis();
        TraceLinks.NewLink made = links.create(known(call), call.principal().name(), expires)
                .orElseThrow(() -> ErrorCode.TRACE_LINKS_TOO_MANY.problem());
        return Answer.json(201, item(made.link()).put("secret", made.secret()));
    }

    private Answer revoke(Call call) {
        if (!links.revoke(known(call), call.variable("id"))) {
            throw ErrorCode.TRACE_UNKNOWN.problem();
        }
        return Answer.noContent();
    }

    private static ObjectNode item(TraceLinks.Link link) {
        return Json.object()
                .put("id", link.id())
                .put("by", link.by())
                .put("created", link.created())
                .put("expires", link.expires());
    }

    private String known(Call call) {
        String key = Application.caseKey(call.variable("caseDistrict"), call.variable("caseNumber"));
        if (ledger.find(key).isEmpty()) {
            throw ErrorCode.CASE_NOT_FOUND.problem();
        }
        return key;
    }

    private Answer show(Call call) throws Exception {
        limits.countStranger(call.address());
        ObjectNode body = call.json();
        String district = formed(body, "district", "caseDistrict", 6);
        String number = formed(body, "number", "caseNumber", 40);
        String key = Application.caseKey(district, number);
        TraceLinks.Link link = links.find(key, Json.text(body, "secret", LONGEST_SECRET))
                .orElseThrow(() -> ErrorCode.TRACE_UNKNOWN.problem());
        MapValue state = ledger.find(key).map(LedgerViews::value).orElseThrow(() -> ErrorCode.TRACE_UNKNOWN.problem());
        return Answer.ok(shown(state, key, link));
    }

    private static String formed(ObjectNode body, String field, String parameter, int longest) {
        String text = Json.text(body, field, longest);
        if (!Parameters.named(parameter).form().matcher(text).matches()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/" + field);
        }
        return text;
    }

    private ObjectNode shown(MapValue state, String key, TraceLinks.Link link) {
        ObjectNode node = Json.object();
        for (String field : List.of("district", "number", "state", "mode", "kinds", "units", "applied")) {
            node.set(field, Json.of(state.get(field)));
        }
        node.put(
                "due",
                state.find("limit")
                        .flatMap(limit -> limit.asMap().find("due"))
                        .map(Value::asLong)
                        .orElse(null));
        ArrayNode steps = node.putArray("steps");
        for (Value value : state.get("steps").asList()) {
            MapValue step = value.asMap();
            ObjectNode told = steps.addObject();
            TOLD.forEach(name -> step.find(name).ifPresent(field -> told.set(name, Json.of(field))));
            told.put(
                    "position",
                    ledger.outcome(step.get("entry").asBytes())
                            .map(outcome -> outcome.leaves().getFirst().position())
                            .orElse(-1L));
        }
        node.put("expires", link.expires());
        node.put("proof", Base64.getEncoder().encodeToString(ledger.prove(key)));
        return node;
    }
}
