package org.titlechain.server.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;
import org.titlechain.contract.codelist.CodeLists;
import org.titlechain.contract.governance.Member;
import org.titlechain.contract.registration.effect.LapsedByTerm;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.members.MemberService;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Register sheets, their history and their proofs, straight from the ledger's state. */
public final class RegisterApi {
    private final Ledger ledger;
    private final LedgerViews views;
    private final Words words;
    private final HashFunction hash;
    private final Clock clock;

    public RegisterApi(Ledger ledger, LedgerViews views, CodeLists lists, HashFunction hash, Clock clock) {
        this.ledger = ledger;
        this.views = views;
        this.words = new Words(lists);
        this.hash = hash;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "unit", this::unit,
                "unitHistory", this::unitHistory,
                "unitProof", this::unitProof,
                "parcel", this::parcel,
                "recordDetail", this::recordDetail,
                "recordHistory", this::recordHistory);
    }

    private Answer unit(Call call) throws Exception {
        String unit = call.variable("unit");
        OptionalLong at = call.number("at");
        MapValue sheet =
                ledger.find("unit/" + unit).map(LedgerViews::value).orElseThrow(() -> ErrorCode.UNIT_UNKNOWN.problem());
        // With time alone, and no block, a restriction can lapse: such an answer has no tag.
        boolean still = at.isEmpty() && sheet.get("restrictions").asList().isEmpty();
        return still
                ? views.atHeight(call, () -> Answer.ok(sheet(sheet, newestTime())))
                : views.dated(() -> Answer.ok(sheet(sheet, at.orElseGet(clock::millis))));
    }

    private long newestTime() {
        return ledger.blocks(0, 1).stream()
                .mapToLong(Ledger.BlockSummary::time)
                .findFirst()
                .orElse(0);
    }

    private ObjectNode sheet(MapValue sheet, long time) {
        ObjectNode node = (ObjectNode) Json.of(sheet);
        node.set("words", Json.object().set("codes", words.of(sheet)));
        node.set("heldBy", heldElsewhere(sheet));
        LapsedByTerm over =
                LapsedByTerm.at(ledger.state(), hash, sheet.get("unit").asText(), time);
        ObjectNode lapse = node.putObject("lapse");
        lapse.put("time", time);
        ArrayNode lapsed = lapse.putArray("lapsed");
        over.lapsed()
                .forEach(item -> lapsed.addObject().put("kind", item.kind()).put("id", item.id()));
        lapse.set("effective", Json.texts(over.effective()));
        return node;
    }

    /** Of the messages behind the sheet those whose personal data another member's organisation holds, and who. */
    private ObjectNode heldElsewhere(MapValue sheet) {
        Optional<String> own = Member.at(
                        ledger.state(),
                        MemberService.nameOf(ledger),
                        ledger.status().height())
                .map(Member::organisation);
        ObjectNode held = Json.object();
        for (String list : List.of("rights", "restrictions")) {
            for (Value right : sheet.get(list).asList()) {
                String message =
                        right.asMap().find("message").map(Value::asText).orElse("");
                views.recorder(message, sheet.get("unit").asText())
                        .filter(organisation -> own.isPresent() && !own.get().equals(organisation))
                        .ifPresent(organisation -> held.put(message, organisation));
            }
        }
        return held;
    }

    private Answer parcel(Call call) throws Exception {
        return views.atHeight(
                call,
                () -> Answer.ok(ledger.find("parcel/" + call.variable("parcelCode"))
                        .map(version -> Json.of(LedgerViews.value(version)))
                        .orElseThrow(() -> ErrorCode.PARCEL_UNKNOWN.problem())));
    }

    private Answer unitProof(Call call) {
        String unit = call.variable("unit");
        return Answer.download("application/vnd.titlechain.proof", ledger.prove("unit/" + unit), unit + ".titleproof");
    }

    private Answer unitHistory(Call call) throws Exception {
        return views.atHeight(call, () -> {
            String key = "unit/" + call.variable("unit");
            Version newest = ledger.find(key).orElseThrow(() -> ErrorCode.UNIT_UNKNOWN.problem());
            return Answer.ok(history(newest, call, true));
        });
    }

    private Answer recordHistory(Call call) throws Exception {
        return views.atHeight(call, () -> {
            Version newest = ledger.find(call.parameter("key").orElseThrow())
                    .orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
            return Answer.ok(history(newest, call, false));
        });
    }

    private ObjectNode history(Version newest, Call call, boolean withSheet) {
        int limit = call.limit();
        // One more than wanted: the last one shown needs its predecessor.
        List<Version> versions = ledger.history(newest.key(), call.numericCursor(0), limit + 1);
        ArrayNode items = Json.array();
        for (int i = 0; i < Math.min(limit, versions.size()); i++) {
            Version version = versions.get(i);
            Value value = LedgerViews.value(version);
            Value before = i + 1 < versions.size() ? LedgerViews.value(versions.get(i + 1)) : NullValue.NULL;
            ObjectNode node = views.version(version);
            if (withSheet) {
                Optional<Value> updated = value.asMap().find("updated");
                node.put(
                        "message",
                        updated.flatMap(map -> map.asMap().find("message"))
                                .map(Value::asText)
                                .orElse(null));
                node.set("sheet", Json.of(value));
            }
            node.set("changes", before.isNull() ? Json.array() : Differences.between(before, value));
            items.add(node);
        }
        boolean more = versions.size() > limit;
        return Lists.of(
                items,
                newest.version(),
                more ? Long.toString(versions.get(limit - 1).version()) : null);
    }

    private Answer recordDetail(Call call) throws Exception {
        return views.atHeight(call, () -> {
            String key = call.parameter("key").orElseThrow();
            Version version = (call.number("version").isPresent()
                            ? ledger.version(key, call.number("version").getAsLong())
                            : ledger.find(key))
                    .orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
            ObjectNode node = Json.object();
            node.put("key", key);
            node.put("version", version.version());
            node.put("height", version.height());
            node.put("time", version.time());
            node.put("position", version.position());
            node.put("digest", views.digest(version.value()));
            node.set("value", Json.of(LedgerViews.value(version)));
            node.set(
                    "leaf",
                    views.leaf(version.position())
                            .map(views::leaf)
                            .orElseThrow(() -> ErrorCode.LEAF_UNKNOWN.problem()));
            return Answer.ok(node);
        });
    }
}
