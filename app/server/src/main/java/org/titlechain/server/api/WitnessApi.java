package org.titlechain.server.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.titlechain.kernel.Ledger;
import org.titlechain.proof.Checkpoint;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.members.WitnessLines;
import org.titlechain.server.members.WitnessLines.Line;
import org.titlechain.server.members.WitnessLink;
import org.titlechain.server.members.WitnessLink.Word;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the witnesses of this node's file say of the chain, asked when somebody wants to know. */
public final class WitnessApi {
    private final Ledger ledger;
    private final Path root;
    private final WitnessLink link;

    /**
     * The interface.
     *
     * @param root the data folder
     */
    public WitnessApi(Ledger ledger, Path root, WitnessLink link) {
        this.ledger = ledger;
        this.root = root;
        this.link = link;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("witnesses", this::witnesses, "witnessEvidence", this::evidence);
    }

    private Answer witnesses(Call call) throws Exception {
        ArrayNode items = Json.array();
        long height = ledger.status().height();
        asked(lines()).forEach((line, word) -> items.add(view(line, word, height)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    /** All at the same time: one that does not answer keeps nobody waiting for the others. */
    private Map<Line, Word> asked(List<Line> lines) throws InterruptedException, ExecutionException {
        Map<Line, Word> words = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Line, Future<Word>> asked = new LinkedHashMap<>();
            lines.forEach(line -> asked.put(line, threads.submit(() -> link.ask(line))));
            for (Map.Entry<Line, Future<Word>> each : asked.entrySet()) {
                words.put(each.getKey(), each.getValue().get());
            }
        }
        return words;
    }

    private List<Line> lines() {
        try {
            return WitnessLines.read(root);
        } catch (IOException e) {
            throw ErrorCode.WITNESSES_UNREADABLE.problem();
        }
    }

    private static ObjectNode view(Line line, Word word, long height) {
        return Json.object()
                .put("name", line.name())
                .put("address", line.address())
                .put("key", line.key())
                .put("state", word.state().label())
                .put("height", word.cosigned().map(Checkpoint::height).orElse(null))
                .put("time", word.cosigned().map(Checkpoint::time).orElse(null))
                .put(
                        "lag",
                        word.cosigned()
                                .map(cosigned -> Math.max(0, height - cosigned.height()))
                                .orElse(null));
    }

    private Answer evidence(Call call) {
        String name = call.variable("name");
        return lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .flatMap(line -> link.ask(line).evidence())
                .map(found -> Answer.download("application/octet-stream", found.encode(), name + "-split-view.proof"))
                .orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
    }
}
