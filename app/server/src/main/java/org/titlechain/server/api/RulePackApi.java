package org.titlechain.server.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.rules.compare.PackDifference;
import org.titlechain.rules.compare.Trial;
import org.titlechain.rules.fact.FactDictionary;
import org.titlechain.rules.instrument.Adoption;
import org.titlechain.rules.instrument.PackIndex;
import org.titlechain.rules.instrument.PackLibrary;
import org.titlechain.rules.instrument.PackReview;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.yaml.PackYaml;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.PastCases;
import org.titlechain.server.node.Submissions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rule packs: read, compared, checked, tried on past cases, proposed, voted, activated, retired. */
public final class RulePackApi {
    private static final int MOST_VERSIONS_SHOWN = 100;
    private static final int MOST_CASES = 200;

    private final Ledger ledger;
    private final Submissions submissions;
    private final AdministratorKeys administrators;
    private final PackReview review;
    private final PastCases past;
    private final LedgerViews views;

    public RulePackApi(
            Ledger ledger, AdministratorKeys administrators, PackReview review, PastCases past, LedgerViews views) {
        this.ledger = ledger;
        this.submissions = new Submissions(ledger);
        this.administrators = administrators;
        this.review = review;
        this.past = past;
        this.views = views;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.ofEntries(
                Map.entry("rulePacks", this::packs),
                Map.entry("ruleFacts", this::facts),
                Map.entry("rulePack", this::show),
                Map.entry("rulePackDownload", this::download),
                Map.entry("rulePackCompare", this::compare),
                Map.entry("rulePackCheck", this::check),
                Map.entry("rulePackTry", this::tryOut),
                Map.entry("rulePackPropose", this::propose),
                Map.entry("rulePackVote", this::vote),
                Map.entry("rulePackActivate", this::activate),
                Map.entry("rulePackRetire", this::retire));
    }

    private Answer packs(Call call) {
        ArrayNode items = Json.array();
        for (PackIndex.Entry entry : PackIndex.entries(ledger.state())) {
            RulePack newest = PackLibrary.find(ledger.state(), entry.pack(), entry.newest())
                    .orElseThrow();
            ObjectNode node = items.addObject();
            node.put("pack", entry.pack());
            node.put("jurisdiction", entry.jurisdiction());
            node.put("level", newest.level().label());
            node.put("titleZh", newest.title().chinese());
            node.put("titleEn", newest.title().english());
            node.put(
                    "active",
                    entry.active().map(active -> active.reference().version()).orElse(null));
            node.put("newest", entry.newest());
            ArrayNode versions = node.putArray("versions");
            long oldest = Math.max(1, entry.newest() - MOST_VERSIONS_SHOWN + 1);
            for (long version = entry.newest(); version >= oldest; version--) {
                versions.add(version(entry.pack(), version));
            }
        }
        return Answer.ok(Json.object().set("items", items));
    }

    private ObjectNode version(String pack, long version) {
        MapValue adoption = state(Adoption.stateKey(pack, version));
        MapValue proposed = adoption.get("proposed").asMap();
        ObjectNode node = Json.object();
        node.put("version", version);
        node.put("state", adoption.get("state").asText());
        node.put(
                "digest",
                state(PackLibrary.stateKey(pack, version)).get("digest").asText());
        node.put("proposed", proposed.get("time").asLong());
        node.put("by", views.signer(proposed.get("key").asBytes()).name().orElse(null));
        return node;
    }

    private Answer facts(Call call) {
        ArrayNode items = Json.array();
        FactDictionary.facts()
                .forEach(fact -> items.addObject()
                        .put("name", fact.name())
                        .put("type", fact.type().label())
                        .put("zh", fact.meaning().chinese())
                        .put("en", fact.meaning().english()));
        return Answer.ok(Json.object().set("items", items));
    }

    private Answer show(Call call) {
        String pack = call.variable("pack");
        long version = call.variableNumber("packVersion");
        MapValue stored = state(PackLibrary.stateKey(pack, version));
        ObjectNode node = Json.object();
        node.set("pack", Json.of(stored.get("pack")));
        node.put("digest", stored.get("digest").asText());
        node.put("yaml", PackYaml.write(RulePack.read(stored.get("pack"))));
        node.set("adoption", Json.of(state(Adoption.stateKey(pack, version))));
        node.set("cases", Json.texts(past.pinnedTo(pack, version, MOST_CASES)));
        return Answer.ok(node);
    }

    private Answer download(Call call) {
        RulePack pack = pack(call.variable("pack"), call.variableNumber("packVersion"));
        return Answer.download(
                "application/yaml",
                PackYaml.write(pack).getBytes(StandardCharsets.UTF_8),
                pack.id() + "-" + pack.version() + ".yaml");
    }

    private Answer compare(Call call) {
        String pack = call.variable("pack");
        RulePack before = pack(pack, call.number("with").orElseThrow());
        RulePack after = pack(pack, call.variableNumber("packVersion"));
        ArrayNode items = Json.array();
        PackDifference.between(before, after).forEach(difference -> {
            ObjectNode node = items.addObject();
            node.put("place", difference.place());
            node.set("before", difference.before().map(Json::of).orElse(null));
            node.set("after", difference.after().map(Json::of).orElse(null));
        });
        return Answer.ok(Json.object().set("items", items));
    }

    private Answer check(Call call) throws IOException {
        ObjectNode node = Json.object();
        byte[] body = call.body();
        try {
            RulePack pack = isYaml(call) ? PackYaml.read(text(body)) : RulePack.read(ValuesOfJson.of(packIn(body)));
            node.set("pack", Json.of(pack.toValue()));
            review.prove(ledger.state(), pack);
            node.put("valid", true).putNull("defect").putNull("place").putNull("detail");
        } catch (PackException e) {
            node.put("valid", false)
                    .put("defect", e.defect().name())
                    .put("place", e.place())
                    .put("detail", e.detail());
            if (!node.has("pack")) {
                node.putNull("pack");
            }
        }
        return Answer.ok(node);
    }

    /** A draft of a pack, whatever is wrong with it; an object that does not name one is not about packs at all. */
    private static ObjectNode packIn(byte[] body) {
        ObjectNode object = Json.readObjectOfAny(body);
        if (!object.has("pack")) {
            throw ErrorCode.REQUEST_FIELD_MISSING.problem("/pack");
        }
        return object;
    }

    private Answer tryOut(Call call) throws IOException {
        byte[] body = call.body();
        RulePack pack;
        List<Trial.Case> cases;
        if (isYaml(call)) {
            pack = parsed(() -> PackYaml.read(text(body)));
            cases = past.cases(MOST_CASES);
        } else {
            ObjectNode asked = Json.readObjectOfAny(body);
            pack = parsed(() -> RulePack.read(ValuesOfJson.of(asked.path("pack"))));
            cases = asked.has("cases") ? given(asked.get("cases")) : past.cases(MOST_CASES);
        }
        ObjectNode node = Json.object();
        ArrayNode changed = Json.array();
        for (Trial.Changed other : review.trial(ledger.state(), pack).run(cases)) {
            ObjectNode item = changed.addObject();
            item.put("case", other.tried().name());
            item.put("kind", other.tried().kind());
            item.put("moment", other.tried().moment().label());
            item.put("before", label(other.before()));
            item.put("after", label(other.after()));
            ArrayNode rules = item.putArray("rules");
            other.rules()
                    .forEach(rule -> rules.addObject()
                            .put("rule", rule.rule())
                            .put("before", label(rule.before()))
                            .put("after", label(rule.after())));
        }
        node.put("tried", cases.size());
        node.set("changed", changed);
        return Answer.ok(node);
    }

    private static @org.jspecify.annotations.Nullable String label(Optional<Severity> severity) {
        return severity.map(Severity::label).orElse(null);
    }

    private static List<Trial.Case> given(JsonNode cases) {
        List<Trial.Case> given = new ArrayList<>();
        for (JsonNode node : cases) {
            Map<String, Value> facts =
                    new TreeMap<>(ValuesOfJson.of(node.path("facts").isObject() ? node.get("facts") : Json.object())
                            .asMap()
                            .entries());
            given.add(new Trial.Case(
                    node.path("name").stringValue(""),
                    node.path("kind").stringValue(""),
                    moment(node.path("moment").stringValue("")),
                    facts));
        }
        return given;
    }

    private static Moment moment(String label) {
        for (Moment moment : Moment.values()) {
            if (moment.label().equals(label)) {
                return moment;
            }
        }
        throw ErrorCode.REQUEST_FIELD_INVALID.problem("/cases/moment");
    }

    private Answer propose(Call call) throws Exception {
        byte[] body = call.body();
        RulePack pack = parsed(() ->
                isYaml(call) ? PackYaml.read(text(body)) : RulePack.read(ValuesOfJson.of(Json.readObjectOfAny(body))));
        MapValue command = Value.map()
                .put("type", "rule.propose")
                .put("pack", pack.toValue())
                .build();
        return Answer.json(201, submit(pack.id(), pack.version(), command));
    }

    private Answer vote(Call call) throws Exception {
        boolean approve = call.json().get("approve").booleanValue();
        return Answer.ok(submit(call, Value.map().put("type", "rule.vote").put("approve", approve)));
    }

    private Answer activate(Call call) throws Exception {
        call.json();
        return Answer.ok(submit(call, Value.map().put("type", "rule.activate")));
    }

    private Answer retire(Call call) throws Exception {
        String reason = Json.text(call.json(), "reason", 64);
        return Answer.ok(submit(call, Value.map().put("type", "rule.retire").put("reason", reason)));
    }

    private ObjectNode submit(Call call, org.titlechain.codec.MapBuilder command) throws Exception {
        String pack = call.variable("pack");
        long version = call.variableNumber("packVersion");
        return submit(
                pack, version, command.put("pack", pack).put("version", version).build());
    }

    private ObjectNode submit(String pack, long version, MapValue command) throws Exception {
        Signer signer = administrators
                .of(org.titlechain.contract.governance.Role.SYSTEM)
                .map(AdministratorKeys.Office::signer)
                .orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(
                        org.titlechain.contract.governance.Role.SYSTEM.label()));
        ObjectNode node = Json.object();
        node.put("pack", pack);
        node.put("version", version);
        return Outcomes.into(node, submissions.submit(signer, List.of(command)));
    }

    private static boolean isYaml(Call call) {
        return call.header("Content-Type")
                .filter(type -> type.startsWith("application/yaml"))
                .isPresent();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static RulePack parsed(Supplier<RulePack> reading) {
        try {
            return reading.get();
        } catch (PackException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(e.defect() + " " + e.place());
        }
    }

    private RulePack pack(String pack, long version) {
        return PackLibrary.find(ledger.state(), pack, version).orElseThrow(ErrorCode.NOT_FOUND::problem);
    }

    private MapValue state(String key) {
        return ledger.find(key)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .orElseThrow(ErrorCode.NOT_FOUND::problem);
    }
}
