package org.titlechain.server.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCatalogue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.contract.access.AccessContract;
import org.titlechain.contract.access.SharingContract;
import org.titlechain.contract.anchoring.AnchoringContract;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.contract.record.RecordContract;
import org.titlechain.contract.registration.RegistrationContract;
import org.titlechain.contract.rule.Rules;
import org.titlechain.kernel.Ledger;
import org.titlechain.rules.instrument.Adoption;
import org.titlechain.rules.instrument.PackIndex;
import org.titlechain.rules.instrument.PackLibrary;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.yaml.PackYaml;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contracts as the platform's users list them (智能合约管理): the instruments of the program, whose versions the chain votes
 * on as a whole, and the versions of rule packs.
 */
public final class ContractApi {
    /** One instrument of the program. */
    private record Instrument(String id, String name, String nameEnglish, int since, Set<String> commands) {}

    private static final List<Instrument> INSTRUMENTS = List.of(
            new Instrument("titlechain.governance", "联盟治理合约", "Governance", 1, GovernanceContract.TYPES),
            new Instrument("titlechain.access", "个人信息查阅合约", "Access to personal data", 1, AccessContract.TYPES),
            new Instrument("titlechain.record", "登记信息接入合约", "Access messages", 1, Set.of(RecordContract.COMMAND)),
            new Instrument("titlechain.registration", "登记办理合约", "Registration", 2, RegistrationContract.TYPES),
            new Instrument("titlechain.rules", "审核规则合约", "Rule packs", 2, Rules.TYPES),
            new Instrument(
                    "titlechain.anchoring", "链间锚定合约", "Anchoring", AnchoringContract.SINCE, AnchoringContract.TYPES),
            new Instrument(
                    "titlechain.sharing",
                    "个人信息共享合约",
                    "Sharing of personal data",
                    SharingContract.SINCE,
                    SharingContract.TYPES));

    private final Ledger ledger;
    private final LedgerViews views;

    public ContractApi(Ledger ledger, LedgerViews views) {
        this.ledger = ledger;
        this.views = views;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("contracts", this::contracts, "contract", this::show, "contractDownload", this::download);
    }

    private Answer contracts(Call call) {
        ArrayNode items = Json.array();
        all().values().forEach(items::add);
        return Answer.ok(Json.object().set("items", items));
    }

    private Map<String, ObjectNode> all() {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        for (PackIndex.Entry entry : PackIndex.entries(ledger.state())) {
            for (long version = entry.newest(); version >= 1; version--) {
                all.put(entry.pack() + "/" + version, pack(entry.pack(), version));
            }
        }
        MapValue chain = state("chain");
        for (Instrument instrument : INSTRUMENTS) {
            for (long version = TitleChainContract.VERSION; version >= instrument.since(); version--) {
                all.put(instrument.id() + "/" + version, program(instrument, version, chain));
            }
        }
        return all;
    }

    private ObjectNode pack(String name, long version) {
        RulePack pack = PackLibrary.find(ledger.state(), name, version).orElseThrow();
        MapValue adoption = state(Adoption.stateKey(name, version));
        MapValue proposed = adoption.get("proposed").asMap();
        String creator = views.signer(proposed.get("key").asBytes())
                .name()
                .orElse(proposed.get("organisation").asText());
        return item(name, version, pack.title().chinese(), pack.title().english())
                .put("state", adoption.get("state").asText())
                .put("kind", "rule-pack")
                .put("dataSource", proposed.get("organisation").asText())
                .put("creator", creator)
                .put("time", proposed.get("time").asLong());
    }

    private ObjectNode program(Instrument instrument, long version, MapValue chain) {
        long inForce = ledger.contractVersion();
        return item(instrument.id(), version, instrument.name(), instrument.nameEnglish())
                .put("state", version == inForce ? "active" : version < inForce ? "superseded" : "available")
                .put("kind", "program")
                .put("dataSource", "TitleChain " + SystemApi.VERSION)
                .putNull("creator")
                .put("time", chain.get("created").asLong());
    }

    private ObjectNode item(String id, long version, String name, String nameEnglish) {
        return Json.object()
                .put("id", id)
                .put("chain", ledger.status().chain())
                .put("name", name)
                .put("nameEn", nameEnglish)
                .put("version", version);
    }

    private ObjectNode find(Call call) {
        ObjectNode found = all().get(call.variable("contract") + "/" + call.variableNumber("packVersion"));
        if (found == null) {
            throw ErrorCode.NOT_FOUND.problem();
        }
        return found;
    }

    private Answer show(Call call) {
        ObjectNode contract = find(call);
        ObjectNode node = Json.object();
        node.set("contract", contract);
        node.put("source", source(call));
        ArrayNode rules = node.putArray("rules");
        if (isPack(contract)) {
            RulePack pack = PackLibrary.find(
                            ledger.state(), call.variable("contract"), call.variableNumber("packVersion"))
                    .orElseThrow();
            pack.rules().forEach(rule -> rules.add(rule(rule)));
        } else {
            refusals(rules, instrument(call));
        }
        return Answer.ok(node);
    }

    private static boolean isPack(ObjectNode contract) {
        return contract.get("kind").stringValue().equals("rule-pack");
    }

    private static ObjectNode rule(Rule rule) {
        return Json.object()
                .put("id", rule.id())
                .put("zh", rule.sentence().chinese())
                .put("en", rule.sentence().english())
                .put("article", rule.article())
                .put("condition", rule.condition())
                .put("severity", rule.severity().label())
                .put("remedyZh", rule.remedy().chinese())
                .put("remedyEn", rule.remedy().english());
    }

    /** The refusals of the program that belong to the instrument: its rules, as sentences. */
    private static void refusals(ArrayNode rules, Instrument instrument) {
        RefusalCatalogue catalogue = RefusalCatalogue.load();
        for (RefusalCode code : RefusalCode.values()) {
            if (belongs(code.name(), instrument.id())) {
                RefusalCatalogue.Words words = catalogue.words(code);
                rules.addObject()
                        .put("id", code.name())
                        .put("zh", words.chinese())
                        .put("en", words.english())
                        .put("article", words.article().isEmpty() ? null : words.article())
                        .putNull("condition")
                        .put("severity", "refuse")
                        .put("remedyZh", words.remedyChinese())
                        .put("remedyEn", words.remedyEnglish());
            }
        }
    }

    /** How the refusals of an instrument begin; what begins otherwise is of the registration contract. */
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "titlechain.governance",
            List.of(
                    "KEY_",
                    "GENESIS",
                    "CHARTER",
                    "PROPOSAL",
                    "VOTE",
                    "MEMBER",
                    "CONTRACT",
                    "ENGINE",
                    "OFFICES_",
                    "OFFICE_VACANT",
                    "JURISDICTION"),
            "titlechain.rules",
            List.of("RULE_PACK_", "RULE_VOTE_"),
            "titlechain.record",
            List.of("RECORD_"),
            "titlechain.access",
            List.of("KEY_NOT"),
            "titlechain.anchoring",
            List.of("ANCHOR_"),
            "titlechain.sharing",
            List.of("SHARE_OF_"));

    private static boolean belongs(String code, String instrument) {
        List<String> own = BEGINNINGS.get(instrument);
        return own != null
                ? own.stream().anyMatch(code::startsWith)
                : !code.startsWith("COMMAND_")
                        && BEGINNINGS.values().stream().flatMap(List::stream).noneMatch(code::startsWith);
    }

    private static Instrument instrument(Call call) {
        return INSTRUMENTS.stream()
                .filter(candidate -> candidate.id().equals(call.variable("contract")))
                .findFirst()
                .orElseThrow(ErrorCode.NOT_FOUND::problem);
    }

    private Answer download(Call call) {
        ObjectNode contract = find(call);
        String name = call.variable("contract") + "-" + call.variableNumber("packVersion");
        return Answer.download(
                "application/octet-stream",
                source(call).getBytes(StandardCharsets.UTF_8),
                name + (isPack(contract) ? ".yaml" : ".txt"));
    }

    /** A pack's text; for the program, its commands: its source is the program's own, of the version named. */
    private String source(Call call) {
        return PackLibrary.find(ledger.state(), call.variable("contract"), call.variableNumber("packVersion"))
                .map(PackYaml::write)
                .orElseGet(() -> {
                    Instrument instrument = instrument(call);
                    List<String> lines =
                            new ArrayList<>(List.of("# TitleChain " + SystemApi.VERSION, "# " + instrument.id()));
                    lines.addAll(new TreeSet<>(instrument.commands()));
                    return String.join("\n", lines) + "\n";
                });
    }

    private MapValue state(String key) {
        return ledger.find(key)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .orElseThrow(ErrorCode.NOT_FOUND::problem);
    }
}
