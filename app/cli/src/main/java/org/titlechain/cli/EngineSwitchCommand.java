package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.evm.EvmEngine;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.server.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "switch",
        description = "lead the chain over to another engine while it is in use; exit 0 when it has gone over",
        mixinStandardHelpOptions = true)
final class EngineSwitchCommand implements Callable<Integer> {
    @Option(names = "--to", paramLabel = "ENGINE", required = true, description = "embedded, cometbft, evm or fabric")
    private String to = "";

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--node", paramLabel = "URL", description = "evm: JSON-RPC address of a node of the chain")
    private String node = "";

    @Option(
            names = "--place",
            paramLabel = "PLACE",
            description = "evm: CHAIN:0xCONTRACT:BLOCK of the order contract; without it, it is put on the chain;"
                    + " fabric: CHANNEL:CHAINCODE (default: titlechain:titlechain)")
    private String place = "";

    @Option(
            names = "--finality",
            paramLabel = "RULE",
            description = "evm: immediate, depth:N or finalized, as the chain's network is (default: immediate)")
    private String finality = "";

    @Option(
            names = "--account",
            paramLabel = "FILE",
            description = "evm: key of the account that pays, mode 0600; for several members one each, in their order"
                    + " (default: keys/evm-account of each folder, made when it is missing)")
    private List<Path> accounts = List.of();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "cometbft: where this member listens for the others (default: on this machine)")
    private String listen = "";

    @Option(
            names = "--connection",
            paramLabel = "FILE",
            description = "fabric: how the channel is reached; for several members one each, in their order")
    private List<Path> connections = List.of();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "how long to wait for the end (default: 300)")
    private int wait = 300;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<EngineMember> members = EngineMember.in(data.path());
        if (!accounts.isEmpty() && accounts.size() != members.size()) {
            System.err.println("titlechain engine switch: --account once for each of " + members.size() + " members");
            return Commands.USAGE;
        }
        if (to.equals(FabricEngine.NAME) && connections.size() != members.size()) {
            System.err.println(
                    "titlechain engine switch: --connection once for each of " + members.size() + " members");
            return Commands.USAGE;
        }
        if (areThere(members)) {
            System.out.println("链已在该引擎上 · the chain is on " + to + " already");
            return 0;
        }
        if (!prepare(members)) {
            return Failure.FOUND;
        }
        for (EngineMember member : members) {
            JsonNode engine = member.tell("switch", Json.object().put("to", to));
            JsonNode proposal = engine.path("proposal");
            System.out.println(
                    proposal.isObject()
                            ? member.name() + ": 已提案并表决 · proposed and voted, proposal "
                                    + proposal.path("number").asLong() + ", "
                                    + proposal.path("approving").asLong() + " / "
                                    + proposal.path("needed").asLong()
                            : member.name() + ": 已表决 · voted; the proposal is accepted");
        }
        return new EngineProgress(to, members, System.out).await(Duration.ofSeconds(wait));
    }

    private boolean areThere(List<EngineMember> members) throws IOException {
        for (EngineMember member : members) {
            JsonNode engine = member.engine();
            if (!engine.path("kind").asString().equals(to)
                    || engine.path("switching").isObject()
                    || engine.path("step").asString().equals("opening")) {
                return false;
            }
        }
        return true;
    }

    /** Every member is asked, so that all that hinders is known at once; whether nothing does. */
    private boolean prepare(List<EngineMember> members) throws IOException {
        boolean whole = true;
        String agreed = place;
        Map<String, JsonNode> drafts = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            ObjectNode wish = Json.object().put("to", to);
            put(wish, "listen", listen);
            if (to.equals(EvmEngine.NAME)) {
                put(wish, "node", node);
                put(wish, "finality", finality);
                put(wish, "place", agreed);
                put(
                        wish,
                        "account",
                        accounts.isEmpty()
                                ? ""
                                : accounts.get(i).toAbsolutePath().toString());
            }
            if (to.equals(FabricEngine.NAME)) {
                put(wish, "place", agreed);
                put(wish, "connection", connections.get(i).toAbsolutePath().toString());
            }
            try {
                JsonNode engine = members.get(i).tell("prepare", wish);
                // What the first member found is what the others are to find.
                agreed = engine.path("prepared").path("place").asString(agreed);
                drafts.put(members.get(i).name(), engine.path("draft").path("network"));
                say(members.get(i), engine);
            } catch (IOException e) {
                whole = false;
                System.err.println("titlechain: " + members.get(i).name() + ": " + Failure.sentence(e));
            }
        }
        if (whole && to.equals(CometBftEngine.NAME) && members.size() > 1) {
            JsonNode network = merged(members, drafts);
            for (EngineMember member : members) {
                say(member, member.tell("prepare", Json.object().put("to", to).set("network", network)));
            }
        }
        return whole;
    }

    private void say(EngineMember member, JsonNode engine) {
        JsonNode prepared = engine.path("prepared");
        if (prepared.isObject() && prepared.path("kind").asString().equals(to)) {
            String where = prepared.path("place").asString("");
            System.out.println(member.name() + ": 已准备 · prepared " + to + (where.isEmpty() ? "" : " at " + where));
        }
    }

    private static void put(ObjectNode wish, String name, String value) {
        if (!value.isEmpty()) {
            wish.put(name, value);
        }
    }

    /** The validators that the members offered, as one network. */
    private static JsonNode merged(List<EngineMember> members, Map<String, JsonNode> drafts) {
        ObjectNode network = Json.object();
        ArrayNode validators = Json.array();
        for (EngineMember member : members) {
            JsonNode draft = drafts.get(member.name());
            if (draft == null || !draft.isObject()) {
                // The member is on the engine already.
                continue;
            }
            if (network.isEmpty()) {
                draft.properties().forEach(field -> network.set(field.getKey(), field.getValue()));
            }
            draft.path("validators").forEach(validator -> {
                if (validator.path("name").asString().equals(member.name())) {
                    validators.add(validator);
                }
            });
        }
        return network.set("validators", validators);
    }
}
