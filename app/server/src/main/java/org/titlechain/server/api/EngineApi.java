package org.titlechain.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.EngineBinding.Switch;
import org.titlechain.contract.governance.Proposal;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.server.engines.EngineSwitch;
import org.titlechain.server.engines.Wish;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Engines;
import org.titlechain.server.node.NodeEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chain's engine: what it is, what it was, and the change to another one. */
public final class EngineApi {
    private final Ledger ledger;
    private final Path root;
    private final Optional<EngineSwitch> service;

    /**
     * The interface.
     *
     * @param service the member's part in a change; empty on a node that does not choose its engine
     */
    public EngineApi(Ledger ledger, Path root, Optional<EngineSwitch> service) {
        this.ledger = ledger;
        this.root = root;
        this.service = service;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "engine", call -> view(),
                "enginePrepare", this::prepare,
                "engineSwitch", this::change,
                "engineBack", this::back);
    }

    private EngineSwitch required() {
        return service.orElseThrow(
                () -> ErrorCode.ENGINE_UNREACHABLE.problem("this node does not choose its chain's engine"));
    }

    private Answer prepare(Call call) throws IOException {
        ObjectNode json = call.json();
        Optional<Network> network = Optional.empty();
        if (json.has("network")) {
            try {
                network = Optional.of(Network.parse(Json.pretty(json.get("network"))));
            } catch (IOException e) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem("/network: " + e.getMessage());
            }
        }
        required()
                .prepare(new Wish(
                        Json.text(json, "to", 40),
                        text(json, "node"),
                        text(json, "place"),
                        text(json, "finality"),
                        text(json, "account"),
                        text(json, "listen"),
                        network,
                        text(json, "connection")));
        return view();
    }

    private static Optional<String> text(ObjectNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .map(JsonNode::stringValue)
                .filter(value -> !value.isBlank())
                .map(String::strip);
    }

    private Answer change(Call call) throws Exception {
        required().change(Json.text(call.json(), "to", 40));
        return view();
    }

    private Answer back(Call call) throws Exception {
        call.json();
        required().back();
        return view();
    }

    private Answer view() throws IOException {
        long height = ledger.status().height();
        EngineBinding binding = EngineBinding.at(ledger.state(), height + 1);
        Optional<Charter> charter = Charter.at(ledger.state(), height + 1);
        Optional<Proposal> open = service.flatMap(EngineSwitch::open);
        EngineStatus status = ledger.status().engine();
        String trouble = service.map(EngineSwitch::trouble).orElse("");
        ObjectNode node = Json.object()
                .put("member", MemberService.nameOf(ledger))
                .put("height", height)
                .put("kind", binding.kind().isEmpty() ? status.engine() : binding.kind())
                .put("epoch", binding.epoch())
                .put("step", step(binding, open.isPresent()))
                .put("trouble", trouble.isEmpty() ? null : trouble)
                .put("accepting", status.accepting())
                .put("waiting", status.waiting())
                .put("detail", status.detail());
        node.set(
                "capabilities",
                Json.texts(service.map(EngineSwitch::engines)
                        .map(own -> own.engine().presentCapabilities().stream()
                                .map(Enum::name)
                                .sorted()
                                .toList())
                        .orElseGet(java.util.List::of)));
        node.set(
                "switching",
                binding.switching()
                        .<JsonNode>map(running -> switching(running, height, charter))
                        .orElseGet(Json::nothing));
        node.set(
                "proposal",
                open.<JsonNode>map(proposal -> proposal(proposal, charter)).orElseGet(Json::nothing));
        node.set("prepared", prepared());
        node.set("draft", draft());
        ArrayNode epochs = node.putArray("epochs");
        for (Epoch epoch : service.map(EngineSwitch::engines)
                .map(own -> own.engine().epochs())
                .orElseGet(java.util.List::of)) {
            epochs.add(Json.object()
                    .put("number", epoch.number())
                    .put("kind", epoch.kind())
                    .put("from", epoch.origin().height())
                    .put(
                            "time",
                            epoch.number() == 1 ? null : (Long) epoch.origin().time())
                    .put(
                            "root",
                            epoch.number() == 1
                                    ? null
                                    : HexFormat.of().formatHex(epoch.origin().root())));
        }
        return Answer.ok(node);
    }

    /** How far a change is, as this member sees it. */
    private String step(EngineBinding binding, boolean proposed) {
        Optional<NodeEngine> own = service.map(EngineSwitch::engines);
        long height = ledger.status().height();
        if (binding.switching().isPresent()) {
            Switch running = binding.switching().get();
            boolean ready = running.ready().contains(MemberService.nameOf(ledger));
            return ready ? "ready" : binding.frozen(height + 1) ? "frozen" : "accepted";
        }
        if (own.isPresent() && own.get().engine().isChanging()) {
            return "opening";
        }
        if (proposed) {
            return "proposed";
        }
        return own.flatMap(engines -> engines.file().next()).isPresent() ? "prepared" : "settled";
    }

    private static ObjectNode switching(Switch running, long height, Optional<Charter> charter) {
        ObjectNode node = Json.object()
                .put("to", running.to())
                .put("freeze", running.freeze())
                .put("frozen", height + 1 > running.freeze())
                .put("proposal", running.proposal());
        node.set("ready", Json.texts(running.ready()));
        node.set("back", Json.texts(running.back()));
        return node.put(
                        "readyWeight",
                        charter.map(found -> found.weightOf(running.ready())).orElse(0L))
                .put(
                        "backWeight",
                        charter.map(found -> found.weightOf(running.back())).orElse(0L))
                .put("needed", charter.map(Charter::needed).orElse(0L));
    }

    private ObjectNode proposal(Proposal proposal, Optional<Charter> charter) {
        return Json.object()
                .put("number", proposal.number())
                .put("to", proposal.body().get("to").asText())
                .put("voted", required().hasVoted(proposal))
                .put("approving", charter.map(proposal::approving).orElse(0L))
                .put("rejecting", charter.map(proposal::rejecting).orElse(0L))
                .put("needed", charter.map(Charter::needed).orElse(0L));
    }

    /** The address of a chain's node may hold a secret and is not shown. */
    private JsonNode prepared() {
        Optional<EpochFile.Next> next =
                service.map(EngineSwitch::engines).flatMap(own -> own.file().next());
        if (next.isEmpty()) {
            return Json.nothing();
        }
        @Nullable String place = next.get().settings().get(Engines.PLACE);
        @Nullable String finality = next.get().settings().get(Engines.FINALITY);
        return Json.object().put("kind", next.get().kind()).put("place", place).put("finality", finality);
    }

    /** Who would order on CometBFT, as far as this member knows: what members show each other. */
    private JsonNode draft() throws IOException {
        long epoch = service.map(EngineSwitch::engines)
                .map(own -> own.engine().epochs().size())
                .orElse(0);
        Path file = EngineFolder.network(root, epoch + 1);
        return Files.exists(file)
                ? Json.object().put("kind", CometBftEngine.NAME).set("network", Json.read(Files.readAllBytes(file)))
                : Json.nothing();
    }
}
