package org.titlechain.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What members agree on by each giving the same command: the first proposes it, all vote for it. Saying it again
 * changes nothing and shows how far it is.
 */
final class Agreement implements AutoCloseable {
    private static final int PAGE = 200;

    private final NodeLink link;

    private Agreement(NodeLink link) {
        this.link = link;
    }

    /** As the member whose node runs in the folder. */
    static Agreement as(Path data) throws IOException {
        return new Agreement(NodeLink.find(data)
                .orElseThrow(() -> new StartException(
                        Kind.NOT_RUNNING,
                        "NODE_NOT_RUNNING: no node runs in " + data + "; start it with: ./titlechain up --data "
                                + data)));
    }

    /** How far a proposal is. */
    record Step(String kind, String name, boolean done, long number, long approving, long needed) {
        /** A line for people. */
        String line() {
            return done
                    ? kind + " " + name + ": 已生效 · agreed"
                    : kind + " " + name + ": 提案 " + number + " 等待表决 · proposal " + number + " waits for votes, "
                            + approving + " / " + needed;
        }
    }

    /** The members as the node sees them. */
    JsonNode members() throws IOException {
        return get("/members");
    }

    /** A member as the node sees it. */
    Optional<JsonNode> member(String name) throws IOException {
        for (JsonNode item : members().path("items")) {
            if (item.path("name").asString().equals(name)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** The identifiers of the keys that the chain has granted and not revoked. */
    Set<String> keys() throws IOException {
        Set<String> found = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = get("/keys?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode key : page.path("items")) {
                if (!key.path("revoked").asBoolean()) {
                    found.add(key.path("id").asString());
                }
            }
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return found;
    }

    JsonNode get(String path) throws IOException {
        return Json.read(link.get(path));
    }

    /** A proposal that was agreed on already and holds is left alone. */
    Step holding(String kind, ObjectNode body) throws IOException {
        return on(kind, body, true);
    }

    /** A proposal that may be made again after it was agreed on before. */
    Step fresh(String kind, ObjectNode body) throws IOException {
        return on(kind, body, false);
    }

    private Step on(String kind, ObjectNode wanted, boolean acceptedIsEnough) throws IOException {
        JsonNode body = Json.read(Json.bytes(wanted));
        String name = body.path("name").asString("");
        @Nullable JsonNode open = null;
        String cursor = "";
        boolean looking = true;
        while (looking) {
            JsonNode page = get("/proposals?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode proposal : page.path("items")) {
                boolean same = proposal.path("kind").asString().equals(kind)
                        && proposal.path("body").path("name").asString("").equals(name);
                String state = proposal.path("state").asString();
                if (same && state.equals("open") && proposal.path("body").equals(body)) {
                    open = proposal;
                } else if (same && state.equals("accepted")) {
                    if (acceptedIsEnough && proposal.path("body").equals(body)) {
                        return new Step(
                                kind, name, true, proposal.path("number").asLong(), 0, 0);
                    }
                    looking = false;
                    break;
                }
            }
            cursor = page.path("next").asString("");
            looking = looking && !cursor.isEmpty();
        }
        long number = open == null ? propose(kind, wanted) : open.path("number").asLong();
        if (open == null || !hasVoted(open)) {
            post("/proposals/" + number + "/vote", Json.object().put("approve", true));
        }
        JsonNode now = get("/proposals/" + number);
        return new Step(
                kind,
                name,
                now.path("state").asString().equals("accepted"),
                number,
                now.path("approving").asLong(),
                now.path("needed").asLong());
    }

    private boolean hasVoted(JsonNode proposal) throws IOException {
        String own = members().path("own").asString();
        for (JsonNode vote : proposal.path("votes")) {
            if (vote.path("member").asString().equals(own)) {
                return true;
            }
        }
        return false;
    }

    private long propose(String kind, ObjectNode body) throws IOException {
        ObjectNode proposal = Json.object().put("kind", kind);
        proposal.set("body", body);
        return post("/proposals", proposal).path("proposal").asLong();
    }

    private JsonNode post(String path, JsonNode body) throws IOException {
        return Json.read(link.send(link.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
    }

    @Override
    public void close() {
        link.close();
    }
}
