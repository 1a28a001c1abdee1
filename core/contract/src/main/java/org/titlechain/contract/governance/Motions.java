package org.titlechain.contract.governance;

import java.util.Optional;
import org.titlechain.crypto.HashFunction;

/** What each kind of proposal changes. */
final class Motions {
    private final KeyMotions keys;

    /** Which administrator proposes and votes, and what comes of it. */
    record Matter(Role administrator, Motion motion) {}

    Motions(HashFunction hash) {
        this.keys = new KeyMotions(new Holders(hash));
    }

    Optional<Matter> find(String label) {
        return ProposalKind.ofLabel(label).map(kind -> new Matter(kind.office(), motion(kind)));
    }

    private Motion motion(ProposalKind kind) {
        return switch (kind) {
            case CHARTER -> ChainMotions::charter;
            case ORGANISATION -> ChainMotions::organisation;
            case NODE -> ChainMotions::node;
            case PARAMETER -> ChainMotions::parameter;
            case CONTRACT -> ChainMotions::contract;
            case ENGINE -> ChainMotions::engine;
            case MEMBER_JOIN -> MemberMotions::join;
            case MEMBER_SUSPEND -> MemberMotions::suspend;
            case MEMBER_RESUME -> MemberMotions::resume;
            case MEMBER_REMOVE -> MemberMotions::remove;
            case MEMBER_KEY -> MemberMotions::key;
            case KEY_GRANT -> keys::grant;
            case KEY_REVOKE -> keys::revoke;
        };
    }
}
