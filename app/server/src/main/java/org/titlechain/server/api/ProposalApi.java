package org.titlechain.server.api;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.Proposal;
import org.titlechain.contract.governance.Proposal.Decided;
import org.titlechain.contract.governance.Proposal.State;
import org.titlechain.contract.governance.ProposalKind;
import org.titlechain.contract.governance.Role;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.Submissions;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proposals and votes. Who is signed in acts through the node's key of the same office: the system administrator
 * through {@code system.key}, the security administrator through {@code security.key}, the audit administrator through
 * {@code audit.key}.
 */
public final class ProposalApi {
    private static final long USUAL_PERIOD = Duration.ofDays(30).toMillis();

    private final Ledger ledger;
    private final AdministratorKeys keys;
    private final Clock clock;
    private final Submissions submissions;

    public ProposalApi(Ledger ledger, AdministratorKeys keys, Clock clock) {
        this.ledger = ledger;
        this.keys = keys;
        this.submissions = new Submissions(ledger);
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "proposals", this::proposals,
                "proposal", call -> Answer.ok(view(required(call.variableNumber("number")))),
                "propose", this::propose,
                "vote", this::vote,
                "countersign", this::countersign,
                "proposalWithdraw", this::withdraw);
    }

    private Answer proposals(Call call) {
        long count = ledger.state()
                .find("proposals")
                .map(counter -> counter.get("count").asLong())
                .orElse(0L);
        long next = call.numericCursor(count);
        ArrayNode items = Json.array();
        int limit = call.limit();
        while (next > 0 && items.size() < limit) {
            items.add(view(required(next)));
            next--;
        }
        return Answer.ok(Lists.of(items, count, next > 0 ? Long.toString(next) : null));
    }

    private Proposal required(long number) {
        return Proposal.find(ledger.state(), number).orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
    }

    /** Where it stands, in the words of the interface: what nobody can or need vote on any more is not open. */
    private String state(Proposal proposal, long next) {
        if (proposal.state() == State.OPEN && clock.millis() >= proposal.expires()) {
            return "expired";
        }
        return EngineBinding.at(ledger.state(), next).supersedes(proposal)
                ? "superseded"
                : proposal.state().label();
    }

    private ObjectNode view(Proposal proposal) {
        long next = ledger.status().height() + 1;
        Optional<Charter> charter = Charter.at(ledger.state(), next);
        ObjectNode node = Json.object()
                .put("number", proposal.number())
                .put("kind", proposal.kind())
                .put("office", office(proposal.kind()).label());
        node.set("body", Json.of(proposal.body()));
        node.put("organisation", proposal.organisation())
                .put("height", proposal.height())
                .put("created", proposal.created())
                .put("expires", proposal.expires())
                .put("activation", proposal.activation())
                .put("state", state(proposal, next))
                .put(
                        "effective",
                        proposal.decided()
                                .map(Decided::effective)
                                .filter(at -> at > 0)
                                .orElse(null))
                .put("decided", proposal.decided().map(Decided::height).orElse(null))
                .put("approving", charter.map(proposal::approving).orElse(0L))
                .put("rejecting", charter.map(proposal::rejecting).orElse(0L))
                .put("needed", charter.map(Charter::needed).orElse(0L))
                .put("total", charter.map(Charter::total).orElse(0L));
        ArrayNode votes = node.putArray("votes");
        proposal.votes()
                .forEach((member, vote) -> votes.add(Json.object()
                        .put("member", member)
                        .put("approve", vote.approve())
                        .put("time", vote.time())
                        .put("key", HexFormat.of().formatHex(vote.key()))
                        .put("countersigned", vote.countersigned())));
        return node;
    }

    private static Role office(String kind) {
        return ProposalKind.ofLabel(kind)
                .map(ProposalKind::office)
                .orElseThrow(() -> ErrorCode.REQUEST_FIELD_INVALID.problem("/kind"));
    }

    private Answer propose(Call call) throws Exception {
        ObjectNode json = call.json();
        String kind = Json.text(json, "kind", 40);
        long expires = json.has("expires") ? json.get("expires").longValue() : clock.millis() + USUAL_PERIOD;
        long activation = json.has("activation") ? json.get("activation").longValue() : 0;
        MapBuilder command = Value.map()
                .put("type", "governance.propose")
                .put("kind", kind)
                .put("body", ProposalBodies.canonical(json.get("body")))
                .put("expires", expires)
                .put("activation", activation);
        return submit(call, office(kind), command.build(), 201);
    }

    private Answer vote(Call call) throws Exception {
        Proposal proposal = required(call.variableNumber("number"));
        return submit(call, office(proposal.kind()), ballot("governance.vote", proposal, call), 200);
    }

    private Answer countersign(Call call) throws Exception {
        Proposal proposal = required(call.variableNumber("number"));
        return submit(call, Role.AUDIT, ballot("governance.countersign", proposal, call), 200);
    }

    private MapValue ballot(String type, Proposal proposal, Call call) throws Exception {
        return Value.map()
                .put("type", type)
                .put("proposal", proposal.number())
                .put("member", MemberService.nameOf(ledger))
                .put("approve", call.json().get("approve").booleanValue())
                .build();
    }

    private Answer withdraw(Call call) throws Exception {
        call.json();
        Proposal proposal = required(call.variableNumber("number"));
        MapValue command = Value.map()
                .put("type", "governance.withdraw")
                .put("proposal", proposal.number())
                .build();
        return submit(call, office(proposal.kind()), command, 200);
    }

    /** Nobody acts in an office that the account does not hold. */
    private static void requireOffice(Principal principal, Role office) {
        org.titlechain.server.accounts.@Nullable Role role =
                switch (office) {
                    case SYSTEM -> org.titlechain.server.accounts.Role.ADMINISTRATOR;
                    case SECURITY -> org.titlechain.server.accounts.Role.SECURITY;
                    case AUDIT -> org.titlechain.server.accounts.Role.AUDITOR;
                    default -> null;
                };
        if (role == null || !principal.has(role)) {
            throw ErrorCode.NOT_ENTITLED.problem(office.label());
        }
    }

    private Answer submit(Call call, Role office, MapValue command, int status) throws InterruptedException {
        requireOffice(call.principal(), office);
        AdministratorKeys.Office held =
                keys.of(office).orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(office.label()));
        Outcome outcome = submissions.submit(held.signer(), List.of(command));
        MapValue result = Submissions.accepted(outcome);
        MapValue leaf = outcome.leaves().getFirst().map();
        return Answer.json(
                status,
                Json.object()
                        .put("proposal", result.get("proposal").asLong())
                        .put("state", result.get("state").asText())
                        .put("effective", result.get("effective").asLong())
                        .put("height", leaf.get("height").asLong())
                        .put("entry", HexFormat.of().formatHex(leaf.get("entry").asBytes()))
                        .put(
                                "receipt",
                                Base64.getEncoder()
                                        .encodeToString(outcome.receipts().getFirst())));
    }
}
