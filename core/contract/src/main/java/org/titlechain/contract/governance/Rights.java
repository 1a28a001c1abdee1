package org.titlechain.contract.governance;

import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;

/**
 * Who of the three administrators (系统管理员, 安全管理员, 审计管理员) may do what: the chain's members, engine, versions and
 * parameters are the system administrator's, keys are the security administrator's, and the audit administrator
 * countersigns. Until the charter separates them, the founding administrator does the work of the first two.
 */
public final class Rights {
    private Rights() {}

    /** Why the signing key may not act as the administrator; empty when it may. */
    public static Optional<Refused> refusal(StateView state, BlockContext context, Role administrator) {
        boolean separated =
                Charter.at(state, context.height()).map(Charter::separated).orElse(false);
        if (separated) {
            return KeyGrant.refusal(state, context, administrator);
        }
        Optional<Refused> founder = KeyGrant.refusal(state, context, Role.ADMINISTRATOR);
        return founder.isEmpty() ? founder : KeyGrant.refusal(state, context, administrator);
    }

    /** Why the signing key, which may act, may not act for the member; empty when it may. */
    static Optional<Refused> refusalFor(StateView state, BlockContext context, Charter charter, String member) {
        Optional<Member> known = Member.at(state, member, context.height());
        if (known.isEmpty()) {
            return Optional.of(RefusalCode.MEMBER_UNKNOWN.refused("member", member));
        }
        if (!charter.weights().containsKey(member)) {
            return Optional.of(RefusalCode.MEMBER_NOT_ACTIVE.refused("member", member));
        }
        return organisation(state, context).equals(known.get().organisation())
                ? Optional.empty()
                : Optional.of(RefusalCode.VOTER_NOT_OF_MEMBER.refused(
                        Value.map().put("member", member).put("key", context.keyIdText())));
    }

    /** The organisation of the signing key, which must be known. */
    public static String organisation(StateView state, BlockContext context) {
        return KeyGrant.at(state, KeyGrant.stateKey(context.keyId()), context.height())
                .orElseThrow()
                .organisation();
    }
}
