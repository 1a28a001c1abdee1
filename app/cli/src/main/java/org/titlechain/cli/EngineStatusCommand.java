package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.titlechain.server.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = "the engine, its epochs and a change that is under way, at every member in the folder",
        mixinStandardHelpOptions = true)
final class EngineStatusCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "one line of JSON for each member")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        for (EngineMember member : EngineMember.in(data.path())) {
            JsonNode engine = member.engine();
            System.out.println(
                    json ? new String(Json.bytes(engine), StandardCharsets.UTF_8) : text(member.name(), engine));
        }
        return 0;
    }

    private static String text(String name, JsonNode engine) {
        StringBuilder text = new StringBuilder()
                .append(name)
                .append("  ")
                .append(engine.path("kind").asString())
                .append("  纪元 epoch ")
                .append(engine.path("epoch").asLong())
                .append("  高度 height ")
                .append(engine.path("height").asLong())
                .append("  ")
                .append(engine.path("step").asString());
        for (String field : new String[] {"trouble", "detail"}) {
            String words = engine.path(field).asString("");
            if (!words.isEmpty()) {
                text.append("\n  ").append(words);
            }
        }
        for (JsonNode epoch : engine.path("epochs")) {
            text.append("\n  ")
                    .append(epoch.path("number").asLong())
                    .append("  ")
                    .append(epoch.path("kind").asString())
                    .append("  自高度 from ")
                    .append(epoch.path("from").asLong())
                    .append("  ")
                    .append(epoch.path("root").asString(""));
        }
        return text.toString();
    }
}
