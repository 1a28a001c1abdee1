package org.titlechain.rules.instrument;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.StateView;

/** Who votes on packs, and how much decides. */
public interface Electorate {
    /** The member that the organisation votes for; empty when it has none. */
    Optional<String> member(StateView state, BlockContext context, String organisation);

    /** Whether the votes of the members decide. */
    boolean decides(StateView state, BlockContext context, List<String> members);

    /** Whether those who are left can no longer decide when these members are against it. */
    boolean isOutOfReach(StateView state, BlockContext context, List<String> against);
}
