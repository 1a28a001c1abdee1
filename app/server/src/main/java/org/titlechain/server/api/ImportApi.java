package org.titlechain.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.Imports;
import org.titlechain.server.node.Imports.Job;
import org.titlechain.server.node.Imports.Line;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Archives of messages: uploaded, worked off in the background, stopped, resumed, reported. */
public final class ImportApi {
    private final Imports imports;

    public ImportApi(Imports imports) {
        this.imports = imports;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "imports", this::list,
                "importStart", this::start,
                "import", call -> Answer.ok(job(find(call))),
                "importStop", this::stop,
                "importResume", this::resume,
                "importReport", this::report);
    }

    private Answer start(Call call) throws IOException {
        Path archive = imports.newArchive();
        Files.createFile(archive, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean taken = false;
        try {
            try (OutputStream target = Files.newOutputStream(archive, StandardOpenOption.WRITE)) {
                call.copyBody(target);
            }
            Job job = imports.start(archive, call.principal().name())
                    .orElseThrow(() -> ErrorCode.OVERLOADED.problem().retryAfter(30));
            taken = true;
            return Answer.json(202, job(job));
        } finally {
            if (!taken) {
                Files.deleteIfExists(archive);
            }
        }
    }

    private Answer list(Call call) {
        ArrayNode items = Json.array();
        imports.all().forEach(job -> items.add(job(job)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private Answer stop(Call call) throws IOException {
        Job job = find(call);
        if (!imports.stop(job.id())) {
            throw ErrorCode.IMPORT_STATE.problem(label(job));
        }
        return Answer.ok(job(find(call)));
    }

    private Answer resume(Call call) throws IOException {
        Job job = find(call);
        if (!imports.resume(job.id())) {
            throw ErrorCode.IMPORT_STATE.problem(label(job));
        }
        return Answer.ok(job(find(call)));
    }

    private Answer report(Call call) {
        Job job = find(call);
        int from = (int) Math.min(Integer.MAX_VALUE, call.numericCursor(0));
        List<Line> lines = imports.report(job.id(), from, call.limit());
        ArrayNode items = Json.array();
        for (Line line : lines) {
            ObjectNode item = items.addObject();
            item.put("name", line.name());
            item.put("result", line.outcome().status().name().toLowerCase(Locale.ROOT));
            item.put("messageId", emptyToNull(line.outcome().messageId()));
            item.put("code", emptyToNull(line.outcome().code()));
            item.put("text", emptyToNull(line.outcome().chinese()));
            item.put("textEn", emptyToNull(line.outcome().english()));
            item.set("findings", Json.texts(line.outcome().findings()));
        }
        long next = from + (long) lines.size();
        return Answer.ok(Lists.of(items, job.done(), next < job.done() ? Long.toString(next) : null));
    }

    private static @org.jspecify.annotations.Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Job find(Call call) {
        return imports.find(call.variable("id")).orElseThrow(() -> ErrorCode.IMPORT_UNKNOWN.problem());
    }

    private static String label(Job job) {
        return job.state().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode job(Job job) {
        ObjectNode node = Json.object();
        node.put("id", job.id());
        node.put("state", label(job));
        node.put("by", job.by());
        node.put("started", job.started());
        node.put("finished", job.finished() == 0 ? null : (Long) job.finished());
        node.put("total", job.total());
        node.put("done", job.done());
        node.put("recorded", job.recorded());
        node.put("repeated", job.repeated());
        node.put("refused", job.refused());
        node.put("failed", 0);
        node.put("rate", job.rate());
        node.put("remainingSeconds", job.remainingSeconds().orElse(null));
        return node;
    }
}
