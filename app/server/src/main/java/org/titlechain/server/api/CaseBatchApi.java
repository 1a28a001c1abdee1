package org.titlechain.server.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.Code;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Parameters;
import org.titlechain.server.node.CaseBatches;
import org.titlechain.server.node.CaseBatches.Job;
import org.titlechain.server.node.CaseBatches.Line;
import org.titlechain.vault.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Many applications, or many steps, in one call: a job that goes on in the background, is found again, survives the
 * node's death and ends with a report. Everybody sees his own batches only. Each application names its number, so that
 * sending a batch again has no second effect: what is there already is refused.
 */
public final class CaseBatchApi {
    /** Applications whose persons are taken to the vault at once. */
    private static final int AT_ONCE = 16;

    private final CaseBatches batches;
    private final Vault vault;

    public CaseBatchApi(CaseBatches batches, Vault vault) {
        this.batches = batches;
        this.vault = vault;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "caseBatches", this::list,
                "caseBatchStart", this::start,
                "caseBatch", call -> Answer.ok(job(find(call))),
                "caseBatchReport", this::report,
                "caseBatchStop", this::stop,
                "caseBatchResume", this::resume);
    }

    private Answer list(Call call) {
        ArrayNode items = Json.array();
        batches.of(call.principal().name()).forEach(job -> items.add(job(job)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private Answer start(Call call) throws Exception {
        ObjectNode body = call.json();
        if (body.has("applications") == body.has("steps")) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/applications or /steps");
        }
        boolean applying = body.has("applications");
        JsonNode asked = body.get(applying ? "applications" : "steps");
        if (asked.isEmpty() || asked.size() > CaseBatches.MOST) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("1 to " + CaseBatches.MOST);
        }
        List<Wanted> wanted = new ArrayList<>();
        Set<String> cases = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String place = (applying ? "/applications/" : "/steps/") + i;
            Wanted one = applying ? application(asked.get(i), place) : step(asked.get(i), place);
            if (!cases.add(one.caseKey())) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem(place + "/number twice");
            }
            wanted.add(one);
        }
        // Only when every part is well formed does anything go to the vault.
        List<MapValue> commands = commands(wanted);
        Job job = batches.start(call.principal().name(), CaseApi.keyRoles(call.principal()), commands)
                .orElseThrow(() -> ErrorCode.OVERLOADED.problem().retryAfter(30));
        return Answer.json(202, job(job));
    }

    /** Side by side: the vault makes durable at once what many threads keep at one moment. */
    private List<MapValue> commands(List<Wanted> wanted) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<MapValue>> work = new ArrayList<>();
            wanted.forEach(one -> work.add(() -> one.command(vault)));
            List<MapValue> commands = new ArrayList<>();
            for (Future<MapValue> made : threads.invokeAll(work)) {
                commands.add(made.get());
            }
            return commands;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private record Wanted(String type, String district, String number, ObjectNode fields) {
        String caseKey() {
            return Application.caseKey(district, number);
        }

        MapValue command(Vault vault) {
            Map<String, String> own = Map.of("district", district, "number", number);
            return new CaseCommand(vault, caseKey()).build(type, own, fields);
        }
    }

    private static Wanted application(JsonNode node, String place) {
        ObjectNode application = object(node, place);
        String district = formed(application, "district", "caseDistrict", place);
        String number = formed(application, "number", "caseNumber", place);
        application.remove(List.of("district", "number"));
        return new Wanted("registration.apply", district, number, application);
    }

    private static Wanted step(JsonNode node, String place) {
        ObjectNode step = object(node, place);
        String type = CaseApi.stepType(step.path("step").stringValue(""))
                .orElseThrow(() -> ErrorCode.REQUEST_FIELD_INVALID.problem(place + "/step"));
        ObjectNode fields = step.has("fields") ? object(step.get("fields"), place + "/fields") : Json.object();
        return new Wanted(
                type,
                formed(step, "district", "caseDistrict", place),
                formed(step, "number", "caseNumber", place),
                fields);
    }

    private static ObjectNode object(JsonNode node, String place) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ErrorCode.REQUEST_FIELD_INVALID.problem(place);
    }

    private static String formed(ObjectNode node, String field, String parameter, String place) {
        String text = node.path(field).stringValue("");
        if (!Parameters.named(parameter).form().matcher(text).matches()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place + "/" + field);
        }
        return text;
    }

    private Answer stop(Call call) throws Exception {
        Job job = find(call);
        if (!batches.stop(job.by(), job.id())) {
            throw ErrorCode.BATCH_STATE.problem(label(job));
        }
        return Answer.ok(job(find(call)));
    }

    private Answer resume(Call call) throws Exception {
        Job job = find(call);
        if (!batches.resume(job.by(), job.id())) {
            throw ErrorCode.BATCH_STATE.problem(label(job));
        }
        return Answer.ok(job(find(call)));
    }

    private Answer report(Call call) {
        Job job = find(call);
        int from = (int) Math.min(Integer.MAX_VALUE, call.numericCursor(0));
        List<Line> lines = batches.report(job.by(), job.id(), from, call.limit());
        ArrayNode items = Json.array();
        lines.forEach(line -> items.add(line(line)));
        long next = from + (long) lines.size();
        return Answer.ok(Lists.of(items, job.done(), next < job.done() ? Long.toString(next) : null));
    }

    private static ObjectNode line(Line line) {
        ObjectNode item = Json.object()
                .put("district", line.district())
                .put("number", line.number())
                .put("position", line.position());
        if (line.code().isEmpty()) {
            return item.put("state", line.state())
                    .putNull("code")
                    .putNull("text")
                    .putNull("textEn")
                    .putNull("article");
        }
        Code code = ContractCode.named(line.code());
        return item.putNull("state")
                .put("code", line.code())
                .put("text", code.title())
                .put("textEn", code.titleEnglish())
                .put("article", code.article().isEmpty() ? null : code.article());
    }

    private Job find(Call call) {
        return batches.find(call.principal().name(), call.variable("id"))
                .orElseThrow(() -> ErrorCode.BATCH_UNKNOWN.problem());
    }

    private static String label(Job job) {
        return job.state().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode job(Job job) {
        return Json.object()
                .put("id", job.id())
                .put("state", label(job))
                .put("started", job.started())
                .put("finished", job.finished() == 0 ? null : (Long) job.finished())
                .put("total", job.total())
                .put("done", job.done())
                .put("refused", job.refused())
                .put("rate", job.rate())
                .put("remainingSeconds", job.remainingSeconds().orElse(null));
    }
}
