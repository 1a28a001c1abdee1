package org.titlechain.rules.instrument;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.Member;

/**
 * The members of the charter vote with their weights, and its quorum decides. On a chain without a charter the founding
 * administrator alone decides.
 */
public final class CharterElectorate implements Electorate {
    @Override
    public Optional<String> member(StateView state, BlockContext context, String organisation) {
        Optional<Charter> charter = Charter.at(state, context.height());
        if (charter.isEmpty()) {
            return Optional.of(organisation);
        }
        for (String member : charter.get().weights().keySet()) {
            Optional<Member> known = Member.at(state, member, context.height());
            if (known.isPresent() && known.get().organisation().equals(organisation)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean decides(StateView state, BlockContext context, List<String> members) {
        return Charter.at(state, context.height())
                .map(charter -> charter.weightOf(members) >= charter.needed())
                .orElse(!members.isEmpty());
    }

    @Override
    public boolean isOutOfReach(StateView state, BlockContext context, List<String> against) {
        return Charter.at(state, context.height())
                .map(charter -> charter.total() - charter.weightOf(against) < charter.needed())
                .orElse(!against.isEmpty());
    }
}
