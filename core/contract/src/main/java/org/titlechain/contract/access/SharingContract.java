package org.titlechain.contract.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Member;
import org.titlechain.contract.governance.Rights;
import org.titlechain.contract.governance.Role;

/**
 * A member gives another the right to its personal data, changes or takes it back: one command, which says what holds
 * from now on. Nobody else decides on it, no vote either: who holds personal data answers for them.
 */
public final class SharingContract implements Contract {
    /** The types of its commands. */
    public static final Set<String> TYPES = Set.of("access.share");

    /** The first contract version that knows it. */
    public static final int SINCE = 7;

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        try {
            return share(state, command.body(), context);
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    private static Decision share(StateView state, MapValue body, BlockContext context) {
        String holder = body.get("holder").asText();
        String receiver = body.get("receiver").asText();
        Share share = Share.read(body);
        if (holder.equals(receiver) || !share.isWithdrawn() && share.until() <= context.time()) {
            throw new CodecException(Reason.INVALID_VALUE, "receiver or until");
        }
        Optional<Refused> refusal = Rights.refusal(state, context, Role.SECURITY)
                .or(() -> refusalOf(state, holder, receiver, share, context));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String key = Share.stateKey(holder, receiver);
        return new Accepted(
                List.of(new Change(key, share.toMap())),
                Value.map().put("key", key).build());
    }

    private static Optional<Refused> refusalOf(
            StateView state, String holder, String receiver, Share share, BlockContext context) {
        Optional<Member> giving = Member.at(state, holder, context.height());
        if (giving.isEmpty()) {
            return Optional.of(RefusalCode.MEMBER_UNKNOWN.refused("member", holder));
        }
        if (!giving.get().organisation().equals(Rights.organisation(state, context))) {
            return Optional.of(RefusalCode.SHARE_OF_ANOTHER_MEMBER.refused("member", holder));
        }
        if (Member.at(state, receiver, context.height()).isEmpty()) {
            return Optional.of(RefusalCode.MEMBER_UNKNOWN.refused("member", receiver));
        }
        return share.isWithdrawn() || Share.isActive(state, receiver, context.height())
                ? Optional.empty()
                : Optional.of(RefusalCode.MEMBER_NOT_ACTIVE.refused("member", receiver));
    }
}
