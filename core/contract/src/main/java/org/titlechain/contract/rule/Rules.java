package org.titlechain.contract.rule;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;

/**
 * Rule packs (审核规则) as the contract of registration asks them: data on the chain that may refuse more than the domain
 * laws do, never less. As a {@link Contract} it decides the commands {@code rule.…} that propose, vote, activate and
 * retire packs.
 *
 * <p>Called in ledger order by every member; each answer depends on nothing but the arguments. A pack that is broken
 * was refused when it was proposed; a condition that goes beyond its cost limit fires as {@link Severity#HUMAN}, never
 * silently not.
 */
public interface Rules extends Contract {
    /** The commands that it decides. */
    Set<String> TYPES = Set.of("rule.propose", "rule.vote", "rule.activate", "rule.retire");

    /** No packs: nothing is asked and the commands are unknown. */
    Rules NONE = new Rules() {
        @Override
        public List<PackReference> inForce(StateView state, String district, long time) {
            return List.of();
        }

        @Override
        public List<Outcome> evaluate(StateView state, List<PackReference> packs, Moment moment, MapValue facts) {
            return List.of();
        }

        @Override
        public OptionalLong limitDays(StateView state, List<PackReference> packs, String kind, String subkind) {
            return OptionalLong.empty();
        }

        @Override
        public Decision decide(StateView state, Command command, BlockContext context) {
            return RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
        }
    };

    /**
     * The packs that a case accepted at that time in the county is pinned to, the national one first.
     *
     * @param district six digits
     * @param time ms of block time
     */
    List<PackReference> inForce(StateView state, String district, long time);

    /**
     * The rules of the packs that fired for one item of a case, in the order of packs and of rules within a pack.
     *
     * @param packs those that the case is pinned to; they stay readable for ever
     * @param facts as {@code docs/registration-contract.md} lists them
     */
    List<Outcome> evaluate(StateView state, List<PackReference> packs, Moment moment, MapValue facts);

    /** The working days that the packs allow for the kind, the strictest of them; empty when none says. */
    OptionalLong limitDays(StateView state, List<PackReference> packs, String kind, String subkind);
}
