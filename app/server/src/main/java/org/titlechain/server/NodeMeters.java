package org.titlechain.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.members.MemberWatch;
import org.titlechain.kernel.members.MemberWatch.Contact;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.proof.Checkpoint;
import org.titlechain.query.QueryStatus;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Handler;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.node.AutomaticDesk;
import org.titlechain.server.node.Node;

/**
 * What a node tells its operators' monitoring ({@code docs/runbook.md}, "What to watch"). Read anew for each look,
 * since engines and members change; names of members, never of people.
 */
final class NodeMeters {
    private final Node node;
    private final Path root;
    private final Optional<MemberService> members;
    private final MultiGauge engine;
    private final MultiGauge engineWaiting;
    private final MultiGauge engineAccepting;
    private final MultiGauge memberHeight;
    private final MultiGauge memberAnswers;
    private final MultiGauge memberAgrees;

    private NodeMeters(MeterRegistry meters, Node node, Path root, Optional<MemberService> members) {
        this.node = node;
        this.root = root;
        this.members = members;
        engine = rows(meters, "titlechain.engine.height", "last block of the engine");
        engineWaiting = rows(meters, "titlechain.engine.waiting", "entries taken and not yet placed");
        engineAccepting = rows(meters, "titlechain.engine.accepting", "1 while entries are taken");
        memberHeight = rows(meters, "titlechain.member.height", "newest signed height seen of the member");
        memberAnswers = rows(meters, "titlechain.member.answers", "1 while the member's node answers");
        memberAgrees = rows(meters, "titlechain.member.agrees", "0 once its roots differ from this node's");
    }

    /**
     * Registers all of them.
     *
     * @return the handler of the operation {@code metrics}
     */
    static Map<String, Handler> handlers(
            PrometheusMeterRegistry meters,
            Node node,
            Path root,
            Optional<MemberService> members,
            Optional<AutomaticDesk> desk) {
        NodeMeters own = new NodeMeters(meters, node, root, members);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        meters.gauge("titlechain.height", own, each -> each.status().height());
        meters.gauge("titlechain.log.size", own, each -> each.status().logSize());
        meters.gauge("titlechain.state.keys", own, each -> each.status().stateKeys());
        meters.gauge("titlechain.stopped", own, each -> each.status().exitCode().isPresent() ? 1 : 0);
        meters.gauge("titlechain.waiting", own, each -> each.status().engine().waiting());
        meters.gauge("titlechain.search.behind", own, NodeMeters::searchBehind);
        meters.gauge(
                "titlechain.disk.free.bytes", own, each -> each.root.toFile().getUsableSpace());
        desk.ifPresent(each -> meters.gauge("titlechain.desk.failures", each, AutomaticDesk::failures));
        meters.gauge(
                "titlechain.accusations",
                own,
                each -> each.watch().map(watch -> watch.accusations().size()).orElse(0));
        return Map.of("metrics", call -> {
            own.refresh();
            return Answer.text("text/plain", meters.scrape());
        });
    }

    private static MultiGauge rows(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    private Ledger.Status status() {
        return node.ledger().status();
    }

    private Optional<MemberWatch> watch() {
        return members.map(MemberService::watch);
    }

    private double searchBehind() {
        QueryStatus search = node.query().status();
        return Math.max(0, search.logSize() - search.position());
    }

    private void refresh() {
        EngineStatus now = status().engine();
        Tags kind = Tags.of("engine", now.engine());
        engine.register(List.of(Row.of(kind, now.height())), /* overwrite= */ true);
        engineWaiting.register(List.of(Row.of(kind, now.waiting())), /* overwrite= */ true);
        engineAccepting.register(List.of(Row.of(kind, now.accepting() ? 1 : 0)), /* overwrite= */ true);
        watch().ifPresent(this::refresh);
    }

    private void refresh(MemberWatch watch) {
        List<Row<?>> heights = new ArrayList<>();
        List<Row<?>> answers = new ArrayList<>();
        List<Row<?>> agrees = new ArrayList<>();
        for (Map.Entry<String, Contact> contact : watch.contacts().entrySet()) {
            Tags member = Tags.of("member", contact.getKey());
            answers.add(Row.of(member, contact.getValue().reachable() ? 1 : 0));
            agrees.add(Row.of(member, watch.differing().containsKey(contact.getKey()) ? 0 : 1));
            Optional.ofNullable(watch.heads().get(contact.getKey()))
                    .map(text -> Checkpoint.parse(text).checkpoint().height())
                    .ifPresent(height -> heights.add(Row.of(member, height)));
        }
        memberHeight.register(heights, /* overwrite= */ true);
        memberAnswers.register(answers, /* overwrite= */ true);
        memberAgrees.register(agrees, /* overwrite= */ true);
    }
}
