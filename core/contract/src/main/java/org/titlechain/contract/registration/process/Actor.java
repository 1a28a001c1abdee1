package org.titlechain.contract.registration.process;

import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.registration.application.Refusal;

/** Who signed the command: a person is a key. */
public final class Actor {
    private final StateView state;
    private final BlockContext context;
    private final boolean voted;
    private final Optional<KeyGrant> grant;

    /** @param voted whether keys that came by a vote have an organisation: until contract version 4 it was not found */
    public Actor(StateView state, BlockContext context, boolean voted) {
        this.state = state;
        this.context = context;
        this.voted = voted;
        this.grant = KeyGrant.of(state, context);
    }

    /** Refuses a key that has none of the roles. */
    public void needs(Role... roles) {
        Optional<Refused> refusal = Optional.empty();
        for (Role role : roles) {
            refusal = KeyGrant.refusal(grant, context, role);
            if (refusal.isEmpty()) {
                return;
            }
        }
        throw Refusal.of(refusal.orElseThrow());
    }

    /** Whether the key has the role. */
    public boolean is(Role role) {
        return KeyGrant.refusal(grant, context, role).isEmpty();
    }

    /** Refuses a key that does not cover the county. */
    public void covers(String district) {
        if (!grant.orElseThrow().covers(district)) {
            throw Refusal.of(RefusalCode.KEY_NOT_ENTITLED, "district", district);
        }
    }

    /** The key's identifier. */
    public Value key() {
        return Value.of(context.keyId());
    }

    /** The organisation of the key. */
    public String organisation() {
        if (voted) {
            return grant.orElseThrow().organisation();
        }
        return state.find("key/" + context.keyIdText())
                .orElseThrow()
                .get("organisation")
                .asText();
    }
}
