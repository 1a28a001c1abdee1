package org.titlechain.server.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Status;
import org.titlechain.query.QueryService;
import org.titlechain.query.QueryStatus;
import org.titlechain.server.Configuration;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.AutomaticDesk;
import tools.jackson.databind.node.ObjectNode;

/** How the node is, for people, for operators and for their monitors. */
public final class SystemApi {
    /** The version of this program. */
    public static final String VERSION = "0.1.0";

    private final Ledger ledger;
    private final Configuration configuration;
    private final Path folder;
    private final PrometheusMeterRegistry meters;
    private final QueryService query;
    private final Optional<AutomaticDesk> desk;

    public SystemApi(
            Ledger ledger,
            Configuration configuration,
            Path folder,
            PrometheusMeterRegistry meters,
            QueryService query,
            Optional<AutomaticDesk> desk) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.folder = folder;
        this.meters = meters;
        this.query = query;
        this.desk = desk;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "health", this::health,
                "system", this::system,
                "openapi", this::openApi,
                "cspReport", this::cspReport);
    }

    private Answer health(Call call) {
        Status status = ledger.status();
        if (status.exitCode().isPresent()) {
            throw ErrorCode.NODE_STOPPED.problem();
        }
        return Answer.ok(Json.object()
                .put("status", "ready")
                .put("chain", status.chain())
                .put("height", status.height())
                .put("contract", ledger.contractVersion())
                .put("version", VERSION));
    }

    private Answer system(Call call) throws IOException {
        Status status = ledger.status();
        ObjectNode node = Json.object();
        node.put("version", VERSION).put("java", Runtime.version().toString());
        node.putObject("ledger")
                .put("chain", status.chain())
                .put("height", status.height())
                .put("logSize", status.logSize())
                .put("stateKeys", status.stateKeys())
                .put("detail", status.detail());
        node.putObject("engine")
                .put("name", status.engine().engine())
                .put("height", status.engine().height())
                .put("waiting", status.engine().waiting())
                .put("accepting", status.engine().accepting())
                .put("detail", status.engine().detail());
        QueryStatus tables = query.status();
        node.putObject("projection")
                .put("generation", tables.generation())
                .put("position", tables.position())
                .put("logSize", tables.logSize())
                .put(
                        "rebuild",
                        tables.rebuild().isPresent() ? (Long) tables.rebuild().getAsLong() : null)
                .put("trouble", tables.trouble().orElse(null));
        desk.ifPresent(each -> node.putObject("automaticDesk")
                .put("failures", each.failures())
                .put("trouble", each.trouble().isEmpty() ? null : each.trouble()));
        node.putObject("configuration")
                .put("profile", configuration.production() ? "production" : "development")
                .put("host", configuration.host())
                .put("tls", configuration.certificate().isPresent())
                .put("organisation", configuration.organisation())
                .put("district", configuration.district())
                .put("query", configuration.query().startsWith("jdbc:") ? "postgresql" : configuration.query())
                .put("sessionIdleMinutes", configuration.sessionIdle().toMinutes())
                .put("callsPerSecond", configuration.callsPerSecond())
                .put("strangerCallsPerSecond", configuration.strangerCallsPerSecond());
        FileStore store = Files.getFileStore(folder);
        node.putObject("disk").put("totalBytes", store.getTotalSpace()).put("freeBytes", store.getUsableSpace());
        Runtime runtime = Runtime.getRuntime();
        node.putObject("memory")
                .put("usedBytes", runtime.totalMemory() - runtime.freeMemory())
                .put("maximumBytes", runtime.maxMemory());
        return Answer.ok(node);
    }

    private Answer openApi(Call call) throws IOException {
        try (InputStream stream = SystemApi.class.getResourceAsStream("/openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return new Answer(200, "application/json;charset=utf-8", stream.readAllBytes(), Map.of());
        }
    }

    /** Counted, not kept: a report may quote what a page showed. */
    private Answer cspReport(Call call) throws IOException {
        call.body();
        meters.counter("titlechain.browser.reports").increment();
        return Answer.noContent();
    }
}
