package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.server.StartException;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/** Shows how members of a chain go over to another engine, a line for each step, until the end. */
final class EngineProgress {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String to;
    private final List<EngineMember> members;
    private final PrintStream out;
    private final Map<String, String> said = new TreeMap<>();

    EngineProgress(String to, List<EngineMember> members, PrintStream out) {
        this.to = to;
        this.members = members;
        this.out = out;
    }

    /** Waits for the end; 0 when all members have gone over. */
    int await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            int over = 0;
            for (EngineMember member : members) {
                switch (look(member)) {
                    case OVER -> over++;
                    case BACK -> {
                        return Failure.FOUND;
                    }
                    case UNDER_WAY -> {}
                }
            }
            if (over == members.size()) {
                return 0;
            }
            if (System.nanoTime() - end > 0) {
                out.println("未在限期内完成，仍在进行 · not over within the time; it goes on: engine status shows it");
                return Failure.FOUND;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private enum Stand {
        UNDER_WAY,
        OVER,
        BACK
    }

    private Stand look(EngineMember member) {
        JsonNode engine;
        try {
            engine = member.engine();
        } catch (IOException | StartException e) {
            say(member, "节点没有应答，等待其恢复 · the node does not answer; waiting for it");
            return Stand.UNDER_WAY;
        }
        JsonNode switching = engine.path("switching");
        String trouble = engine.path("trouble").asString("");
        if (switching.isObject()) {
            say(member, step(switching) + (trouble.isEmpty() ? "" : "  " + trouble));
            return Stand.UNDER_WAY;
        }
        if (engine.path("proposal").isObject()) {
            JsonNode proposal = engine.path("proposal");
            say(
                    member,
                    "等待其他成员表决或复核 · waiting for votes or countersignatures, "
                            + proposal.path("approving").asLong() + " / "
                            + proposal.path("needed").asLong());
            voteForWhatCameMeanwhile(member);
            return Stand.UNDER_WAY;
        }
        if (!engine.path("kind").asString().equals(to)) {
            say(member, "留在原引擎 · stayed on " + engine.path("kind").asString() + "  " + trouble);
            return Stand.BACK;
        }
        if (engine.path("step").asString().equals("opening")) {
            say(member, "正在打开新引擎 · opening the engine  " + engine.path("detail").asString(""));
            return Stand.UNDER_WAY;
        }
        JsonNode epochs = engine.path("epochs");
        JsonNode present = epochs.path(epochs.size() - 1);
        say(
                member,
                "已切换 · gone over to " + to + ", epoch " + present.path("number").asLong() + " from height "
                        + present.path("from").asLong() + " after root "
                        + present.path("root").asString(""));
        return Stand.OVER;
    }

    /** A member may have proposed before it saw that another had: then each votes for both. */
    private void voteForWhatCameMeanwhile(EngineMember member) {
        try {
            member.tell("switch", Json.object().put("to", to));
        } catch (IOException e) {
            say(member, Failure.sentence(e));
        }
    }

    private static String step(JsonNode switching) {
        if (!switching.path("frozen").asBoolean()) {
            return "表决通过 · accepted; the chain freezes after block "
                    + switching.path("freeze").asLong();
        }
        List<String> ready = new ArrayList<>();
        switching.path("ready").forEach(name -> ready.add(name.asString()));
        List<String> back = new ArrayList<>();
        switching.path("back").forEach(name -> back.add(name.asString()));
        return "已冻结 · frozen after block " + switching.path("freeze").asLong() + "; ready "
                + switching.path("readyWeight").asLong() + " / "
                + switching.path("needed").asLong() + " " + ready + (back.isEmpty() ? "" : ", back " + back);
    }

    private void say(EngineMember member, String words) {
        if (!words.equals(said.put(member.name(), words))) {
            out.println(member.name() + ": " + words);
            out.flush();
        }
    }
}
