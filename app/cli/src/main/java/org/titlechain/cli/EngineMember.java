package org.titlechain.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.server.Configuration;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.FolderChain;
import tools.jackson.databind.JsonNode;

/**
 * A member on this machine whose engine is spoken to through its running node. The node is looked for at every call: it
 * may have been started again meanwhile.
 *
 * @param name for people
 * @param data its data folder
 */
record EngineMember(String name, Path data) {
    /** A node that does not answer within this is taken for one that does not answer now. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The members in the folder: the four of {@code up --levels}, or the one whose data folder it is. */
    static List<EngineMember> in(Path folder) {
        List<EngineMember> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            Path data = folder.resolve(level.label());
            if (Files.exists(data.resolve(Configuration.FILE))) {
                levels.add(new EngineMember(level.label(), data));
            }
        }
        if (levels.size() == Level.values().length) {
            return levels;
        }
        if (!FolderChain.exists(folder)) {
            throw new StartException(Kind.CONFIGURATION, "there is no node in " + folder);
        }
        return List.of(new EngineMember(folder.toAbsolutePath().normalize().getFileName() + "", folder));
    }

    /** What the node says about its engine. */
    JsonNode engine() throws IOException {
        try (NodeLink link = link()) {
            return Json.read(
                    link.send(link.request("/engine").timeout(PATIENCE).GET().build()));
        }
    }

    /** Tells the node something about its engine, and gives what it says then. */
    JsonNode tell(String operation, JsonNode body) throws IOException {
        try (NodeLink link = link()) {
            return Json.read(link.send(link.request("/engine/" + operation)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                    .build()));
        }
    }

    private NodeLink link() throws IOException {
        return NodeLink.find(data)
                .orElseThrow(() -> new StartException(
                        Kind.NOT_RUNNING,
                        "NODE_NOT_RUNNING: no node runs in " + data
                                + "; its members decide on the engine while they run. Start it with: ./titlechain up"
                                + " --data " + data));
    }
}
