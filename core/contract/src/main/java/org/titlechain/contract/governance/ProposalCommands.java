package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Motion.Changes;
import org.titlechain.contract.governance.Motion.Ground;
import org.titlechain.contract.governance.Motion.Not;
import org.titlechain.contract.governance.Motions.Matter;
import org.titlechain.contract.governance.Proposal.Decided;
import org.titlechain.contract.governance.Proposal.State;
import org.titlechain.contract.governance.Proposal.Vote;
import org.titlechain.crypto.Suite;

/**
 * Proposals and votes (提案与表决). The vote that brings the weight over the charter's quorum decides, in the same command:
 * the changes stand in the state at once and hold from a later height on, the next block's at the earliest.
 */
final class ProposalCommands {
    private final Motions motions;

    ProposalCommands(Motions motions) {
        this.motions = motions;
    }

    Decision propose(StateView state, Suite suite, MapValue body, BlockContext context) {
        String kind = body.get("kind").asText();
        Optional<Matter> matter = motions.find(kind);
        if (matter.isEmpty()) {
            return RefusalCode.PROPOSAL_KIND_UNKNOWN.refused("kind", kind);
        }
        Optional<Refused> refusal = Rights.refusal(state, context, matter.get().administrator());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long expires = body.get("expires").asLong();
        if (expires <= context.time()) {
            return RefusalCode.PROPOSAL_EXPIRED.refused(Value.map().put("expires", expires));
        }
        long number = state.find(Proposal.COUNTER)
                        .map(counter -> counter.get("count").asLong())
                        .orElse(0L)
                + 1;
        Proposal proposal = new Proposal(
                number,
                kind,
                body.get("body").asMap(),
                Rights.organisation(state, context),
                context.keyId(),
                context.height(),
                context.time(),
                expires,
                body.get("activation").asLong(),
                new TreeMap<>(),
                State.OPEN,
                Optional.empty());
        boolean first = Charter.at(state, context.height()).isEmpty();
        if (first && !kind.equals(Charter.KEY)) {
            return RefusalCode.CHARTER_MISSING.refused();
        }
        return switch (matter.get().motion().effect(ground(state, suite, context, proposal), proposal.body())) {
            case Not(Refused refused) -> refused;
            case Changes changes ->
                first
                        ? decide(state, context, proposal, State.ACCEPTED, changes, counted(number))
                        : accepted(proposal, List.of(), counted(number));
        };
    }

    private static List<Change> counted(long number) {
        return List.of(
                new Change(Proposal.COUNTER, Value.map().put("count", number).build()));
    }

    private static Ground ground(StateView state, Suite suite, BlockContext context, Proposal proposal) {
        return new Ground(state, suite, context.height(), effective(proposal, context), proposal.number());
    }

    private static long effective(Proposal proposal, BlockContext context) {
        return Math.max(proposal.activation(), context.height() + 1);
    }

    Decision vote(StateView state, Suite suite, MapValue body, BlockContext context) {
        boolean approve = body.get("approve").asBoolean();
        return onOpen(state, body, context, (proposal, charter) -> {
            String member = body.get("member").asText();
            Optional<Refused> refusal = Rights.refusal(
                            state,
                            context,
                            motions.find(proposal.kind()).orElseThrow().administrator())
                    .or(() -> Rights.refusalFor(state, context, charter, member));
            Vote vote = new Vote(approve, context.keyId(), context.time(), false);
            return refusal.<Decision>map(refused -> refused)
                    .orElseGet(() -> settle(state, suite, context, charter, proposal.with(member, vote)));
        });
    }

    Decision countersign(StateView state, Suite suite, MapValue body, BlockContext context) {
        return onOpen(state, body, context, (proposal, charter) -> {
            String member = body.get("member").asText();
            Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.AUDIT)
                    .or(() -> Rights.refusalFor(state, context, charter, member));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Vote vote = proposal.votes().get(member);
            if (vote == null || vote.approve() != body.get("approve").asBoolean()) {
                return RefusalCode.VOTE_TO_COUNTERSIGN_MISSING.refused("member", member);
            }
            Vote signed = new Vote(vote.approve(), vote.key(), vote.time(), true);
            return settle(state, suite, context, charter, proposal.with(member, signed));
        });
    }

    Decision withdraw(StateView state, MapValue body, BlockContext context) {
        return onOpen(state, body, context, (proposal, charter) -> {
            Optional<Refused> refusal = Rights.refusal(
                    state, context, motions.find(proposal.kind()).orElseThrow().administrator());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (!Rights.organisation(state, context).equals(proposal.organisation())) {
                return RefusalCode.PROPOSAL_OF_ANOTHER_ORGANISATION.refused("organisation", proposal.organisation());
            }
            Decided at = new Decided(context.height(), context.time(), 0);
            return accepted(proposal.as(State.WITHDRAWN, at), List.of(), List.of());
        });
    }

    /** What a command makes of a proposal that may be decided on. */
    private interface Step {
        Decision on(Proposal proposal, Charter charter);
    }

    private static Decision onOpen(StateView state, MapValue body, BlockContext context, Step step) {
        long number = body.get("proposal").asLong();
        Optional<Proposal> proposal = Proposal.find(state, number);
        if (proposal.isEmpty()) {
            return RefusalCode.PROPOSAL_UNKNOWN.refused(Value.map().put("proposal", number));
        }
        if (proposal.get().state() != State.OPEN) {
            return RefusalCode.PROPOSAL_CLOSED.refused(
                    "state", proposal.get().state().label());
        }
        if (!proposal.get().isOpen(context.time())) {
            return RefusalCode.PROPOSAL_EXPIRED.refused(
                    Value.map().put("expires", proposal.get().expires()));
        }
        return step.on(proposal.get(), Charter.at(state, context.height()).orElseThrow());
    }

    /** Decides the proposal when its votes do, by the charter of this block; else it stays open. */
    private Decision settle(StateView state, Suite suite, BlockContext context, Charter charter, Proposal proposal) {
        if (charter.total() - proposal.rejecting(charter) < charter.needed()) {
            Decided at = new Decided(context.height(), context.time(), 0);
            return accepted(proposal.as(State.REJECTED, at), List.of(), List.of());
        }
        if (proposal.approving(charter) < charter.needed()) {
            return accepted(proposal, List.of(), List.of());
        }
        Motion motion = motions.find(proposal.kind()).orElseThrow().motion();
        return switch (motion.effect(ground(state, suite, context, proposal), proposal.body())) {
            case Not(Refused refused) -> refused;
            case Changes changes -> decide(state, context, proposal, State.ACCEPTED, changes, List.of());
        };
    }

    private static Decision decide(
            StateView state,
            BlockContext context,
            Proposal proposal,
            State decision,
            Changes changes,
            List<Change> others) {
        long effective = effective(proposal, context);
        List<Change> scheduled = new ArrayList<>();
        for (Change change : changes.changes()) {
            if (Scheduled.change(state, change.key(), context.height()).isPresent()) {
                return RefusalCode.PROPOSAL_CHANGE_PENDING.refused("key", change.key());
            }
            Optional<MapValue> now = Scheduled.find(state, change.key(), context.height());
            scheduled.add(new Change(change.key(), Scheduled.value(now, effective, change.value())));
        }
        Decided at = new Decided(context.height(), context.time(), effective);
        return accepted(proposal.as(decision, at), scheduled, others);
    }

    private static Decision accepted(Proposal proposal, List<Change> effects, List<Change> others) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(Proposal.stateKey(proposal.number()), proposal.toMap()));
        changes.addAll(others);
        changes.addAll(effects);
        MapValue result = Value.map()
                .put("proposal", proposal.number())
                .put("state", proposal.state().label())
                .put("effective", proposal.decided().map(Decided::effective).orElse(0L))
                .build();
        return new Accepted(changes, result);
    }
}
