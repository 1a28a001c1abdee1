package org.titlechain.rules.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.instrument.Adoption.State;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.RulePack;

/** Decides {@code rule.propose}, {@code rule.vote}, {@code rule.activate} and {@code rule.retire}. */
final class PackCommands implements Contract {
    private static final int LONGEST_REASON = 64;
    private static final long OUT_OF_REACH = 5;

    private final PackLibrary library;
    private final PackReview review;
    private final Electorate electorate;

    PackCommands(PackLibrary library, Electorate electorate) {
        this.library = library;
        this.review = new PackReview(library);
        this.electorate = electorate;
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        Optional<Refused> refusal = refusal(state, context);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return switch (command.type()) {
                case "rule.propose" -> propose(state, command.body(), context);
                case "rule.vote" -> vote(state, command.body(), context);
                case "rule.activate" -> activate(state, command.body(), context);
                case "rule.retire" -> retire(state, command.body(), context);
                default -> RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
            };
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        } catch (PackException e) {
            return RefusalCode.RULE_PACK_INVALID.refused(
                    Value.map().put("defect", e.defect().name()).put("place", e.place()));
        }
    }

    /** The system administrator's matter; until the charter separates the administrators, the founding one's. */
    private static Optional<Refused> refusal(StateView state, BlockContext context) {
        boolean separated =
                Charter.at(state, context.height()).map(Charter::separated).orElse(false);
        Optional<Refused> system = KeyGrant.refusal(state, context, Role.SYSTEM);
        return separated || system.isEmpty() ? system : KeyGrant.refusal(state, context, Role.ADMINISTRATOR);
    }

    private Decision propose(StateView state, MapValue body, BlockContext context) {
        RulePack pack = RulePack.read(body.get("pack"));
        if (!KeyGrant.covers(state, context, pack.jurisdiction())) {
            return RefusalCode.RULE_PACK_DISTRICT.refused("jurisdiction", pack.jurisdiction());
        }
        PackIndex index = PackIndex.read(state);
        Optional<PackIndex.Entry> known = index.find(pack.id());
        long expected = known.map(PackIndex.Entry::newest).orElse(0L) + 1;
        if (pack.version() != expected) {
            return RefusalCode.RULE_PACK_VERSION.refused(
                    Value.map().put("expected", expected).put("version", pack.version()));
        }
        if (known.isPresent() && !known.get().jurisdiction().equals(pack.jurisdiction())) {
            return RefusalCode.RULE_PACK_DISTRICT.refused("jurisdiction", pack.jurisdiction());
        }
        PackReference reference = library.reference(pack);
        CompiledPack compiled = review.prove(state, pack);
        library.keep(reference, compiled);
        MapValue stored = Value.map()
                .put("digest", reference.digest())
                .put("pack", pack.toValue())
                .build();
        Adoption adoption = Adoption.proposed(pack.id(), pack.version(), organisation(state, context), context);
        return new Accepted(
                List.of(
                        new Change(PackLibrary.stateKey(pack.id(), pack.version()), stored),
                        adoption.change(),
                        index.withNewest(pack)),
                result(pack.id(), pack.version(), adoption)
                        .put("digest", reference.digest())
                        .build());
    }

    private Decision vote(StateView state, MapValue body, BlockContext context) {
        String pack = body.get("pack").asText();
        long version = body.get("version").asLong();
        boolean approve = body.get("approve").asBoolean();
        Optional<Adoption> found = Adoption.find(state, pack, version);
        if (found.isEmpty()) {
            return unknown(pack, version);
        }
        Adoption adoption = found.get();
        if (!adoption.isVotedOn()) {
            return wrongState(adoption, "rule.vote");
        }
        String organisation = organisation(state, context);
        Optional<String> member = electorate.member(state, context, organisation);
        if (member.isEmpty()) {
            return RefusalCode.RULE_VOTE_NOT_MEMBER.refused("organisation", organisation);
        }
        if (adoption.votes(true).contains(member.get()) || adoption.votes(false).contains(member.get())) {
            return RefusalCode.RULE_VOTE_REPEATED.refused("member", member.get());
        }
        Adoption voted = adoption.withVote(member.get(), approve, context);
        boolean decided = isDecided(state, context, voted, approve);
        List<Change> changes = new ArrayList<>();
        Adoption after = decided ? decided(voted, approve, context) : voted;
        changes.add(after.change());
        if (after.state() == State.RETIRED) {
            changes.add(PackIndex.read(state).withoutActive(pack));
        }
        return new Accepted(changes, result(pack, version, after).build());
    }

    /**
     * Until contract version 4 votes against decided like votes for, so members who differed left a pack undecided for
     * ever. From version 5 on it is rejected once it can no longer be accepted.
     */
    private boolean isDecided(StateView state, BlockContext context, Adoption voted, boolean approve) {
        boolean ends = !approve && ContractVersions.inForce(state, context.height()) >= OUT_OF_REACH;
        return ends
                ? electorate.isOutOfReach(state, context, voted.votes(false))
                : electorate.decides(state, context, voted.votes(approve));
    }

    private static Adoption decided(Adoption adoption, boolean approve, BlockContext context) {
        State next =
                switch (adoption.state()) {
                    case PROPOSED -> approve ? State.ACCEPTED : State.REJECTED;
                    case RETIRING -> approve ? State.RETIRED : State.ACTIVE;
                    default -> throw new IllegalStateException("not voted on: " + adoption.state());
                };
        return adoption.as(next, context);
    }

    private Decision activate(StateView state, MapValue body, BlockContext context) {
        String pack = body.get("pack").asText();
        long version = body.get("version").asLong();
        Optional<Adoption> found = Adoption.find(state, pack, version);
        if (found.isEmpty()) {
            return unknown(pack, version);
        }
        if (found.get().state() != State.ACCEPTED) {
            return wrongState(found.get(), "rule.activate");
        }
        RulePack text = PackLibrary.find(state, pack, version).orElseThrow();
        PackIndex index = PackIndex.read(state);
        CompiledPack compiled = review.prove(state, text);
        PackReference reference = library.reference(text);
        library.keep(reference, compiled);
        List<Change> changes = new ArrayList<>();
        Adoption adoption = found.get().as(State.ACTIVE, context);
        changes.add(adoption.change());
        changes.add(index.withActive(text, reference));
        index.find(pack)
                .flatMap(PackIndex.Entry::active)
                .map(active -> active.reference().version())
                .flatMap(before -> Adoption.find(state, pack, before))
                .map(before -> before.as(State.SUPERSEDED, context).change())
                .ifPresent(changes::add);
        return new Accepted(changes, result(pack, version, adoption).build());
    }

    private static Decision retire(StateView state, MapValue body, BlockContext context) {
        String pack = body.get("pack").asText();
        long version = body.get("version").asLong();
        String reason = body.get("reason").asText();
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new CodecException(Reason.INVALID_VALUE, "reason");
        }
        Optional<Adoption> found = Adoption.find(state, pack, version);
        if (found.isEmpty()) {
            return unknown(pack, version);
        }
        if (found.get().state() != State.ACTIVE) {
            return wrongState(found.get(), "rule.retire");
        }
        if (PackIndex.read(state).hasChildren(pack)) {
            return RefusalCode.RULE_PACK_HAS_CHILDREN.refused("pack", pack);
        }
        Adoption adoption = found.get().retiring(reason, context);
        return new Accepted(
                List.of(adoption.change()), result(pack, version, adoption).build());
    }

    private static String organisation(StateView state, BlockContext context) {
        return KeyGrant.at(state, KeyGrant.stateKey(context.keyId()), context.height())
                .orElseThrow()
                .organisation();
    }

    private static MapBuilder result(String pack, long version, Adoption adoption) {
        return Value.map()
                .put("pack", pack)
                .put("version", version)
                .put("state", adoption.state().label());
    }

    private static Refused unknown(String pack, long version) {
        return RefusalCode.RULE_PACK_UNKNOWN.refused(
                Value.map().put("pack", pack).put("version", version));
    }

    private static Refused wrongState(Adoption adoption, String command) {
        return RefusalCode.RULE_PACK_STATE.refused(
                Value.map().put("state", adoption.state().label()).put("command", command));
    }
}
