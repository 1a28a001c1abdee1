package org.titlechain.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.codec.CodecException;
import org.titlechain.contract.anchoring.SubordinateChain;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "accept",
        description = {
            "propose that this chain records the checkpoints of a subordinate chain, and vote for it",
            "the other members do the same or vote in their consoles; after a change of keys below, accept the new trust file"
        },
        mixinStandardHelpOptions = true)
final class AnchorAcceptCommand implements Callable<Integer> {
    private static final String OPEN = "open";

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "the trust file of the subordinate chain")
    private Path file = Path.of("");

    @Option(names = "--no-vote", description = "propose only")
    private boolean withoutVote;

    @Override
    public Integer call() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        TrustedMembers trust;
        try {
            trust = TrustedMembers.parse(bytes);
        } catch (CodecException e) {
            throw new StartException(Kind.CONFIGURATION, file + " is not a trust file");
        }
        // One line: the texts of a trust file have no blanks.
        String text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        ObjectNode body = Json.object().put("name", SubordinateChain.PARAMETER + trust.chain());
        body.set("value", Json.object().put("trust", text));
        ObjectNode proposal = Json.object().put("kind", "parameter.set");
        proposal.set("body", body);
        try (NodeLink link = NodeLink.find(data.existing())
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "no node runs in " + data.path()))) {
            Optional<Long> open = open(link, proposal);
            JsonNode proposed =
                    open.isPresent() ? Json.object().put("state", OPEN) : post(link, "/proposals", proposal);
            long number = open.orElseGet(proposed.path("proposal")::asLong);
            if (proposed.path("state").asString("").equals(OPEN) && !withoutVote) {
                proposed = post(
                        link, "/proposals/" + number + "/vote", Json.object().put("approve", true));
            }
            System.out.println(
                    "提案 · proposal " + number + ": " + proposed.path("state").asString(""));
        }
        return 0;
    }

    /** Another member may have proposed the same already: then this one votes for that. */
    private static Optional<Long> open(NodeLink link, ObjectNode wanted) throws Exception {
        for (JsonNode each : Json.read(link.get("/proposals")).path("items")) {
            if (each.path("state").asString("").equals(OPEN)
                    && each.path("kind").equals(wanted.path("kind"))
                    && each.path("body").equals(wanted.path("body"))) {
                return Optional.of(each.path("number").asLong());
            }
        }
        return Optional.empty();
    }

    private static JsonNode post(NodeLink link, String path, ObjectNode body) throws Exception {
        return Json.read(link.send(link.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
    }
}
