package org.titlechain.contract.governance;

import java.util.List;
import java.util.Optional;
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
import org.titlechain.contract.governance.EngineBinding.Switch;

/**
 * What members say about a switch of engines, on the old engine, once it is frozen: ready, or back. The quorum decides,
 * so that every member reads from one list whether the chain went over; until then it can still turn back.
 */
final class EngineCommands {
    private EngineCommands() {}

    /** The member has the next engine ready. The last one that is needed makes this block the old engine's last. */
    static Decision ready(StateView state, MapValue body, BlockContext context) {
        return say(state, body, context, true);
    }

    /** The member wants to stay. The last one that is needed ends the switch; every command counts again. */
    static Decision back(StateView state, MapValue body, BlockContext context) {
        return say(state, body, context, false);
    }

    private static Decision say(StateView state, MapValue body, BlockContext context, boolean ready) {
        String member = body.get("member").asText();
        long epoch = body.get("epoch").asLong();
        EngineBinding binding = EngineBinding.at(state, context.height());
        Optional<Charter> charter = Charter.at(state, context.height());
        if (charter.isEmpty() || binding.switching().isEmpty() || binding.epoch() != epoch) {
            return RefusalCode.ENGINE_SWITCH_NONE.refused(Value.map().put("epoch", epoch));
        }
        if (!binding.frozen(context.height())) {
            return RefusalCode.ENGINE_NOT_FROZEN.refused(
                    Value.map().put("freeze", binding.switching().get().freeze()));
        }
        if (Scheduled.change(state, EngineBinding.KEY, context.height()).isPresent()) {
            return RefusalCode.PROPOSAL_CHANGE_PENDING.refused("key", EngineBinding.KEY);
        }
        Optional<Refused> refusal = Rights.refusal(state, context, Role.SYSTEM)
                .or(() -> Rights.refusalFor(state, context, charter.get(), member));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Switch said = ready
                ? binding.switching().get().withReady(member)
                : binding.switching().get().withBack(member);
        EngineBinding now = binding.with(Optional.of(said));
        boolean decided = charter.get().weightOf(ready ? said.ready() : said.back())
                >= charter.get().needed();
        if (!decided) {
            return accepted("frozen", new Change(EngineBinding.KEY, now.toMap()));
        }
        long next = context.height() + 1;
        EngineBinding then = ready
                ? new EngineBinding(epoch + 1, said.to(), next, Optional.empty())
                : binding.with(Optional.empty());
        Change change = new Change(EngineBinding.KEY, Scheduled.value(Optional.of(now.toMap()), next, then.toMap()));
        return ready
                ? accepted("switched", change, new Change(EngineBinding.epochKey(epoch + 1), then.toMap()))
                : accepted("stayed", change);
    }

    private static Decision accepted(String outcome, Change... changes) {
        return new Accepted(
                List.of(changes), Value.map().put("outcome", outcome).build());
    }
}
