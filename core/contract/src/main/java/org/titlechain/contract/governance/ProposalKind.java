package org.titlechain.contract.governance;

import java.util.Optional;

/** What can be proposed, and whose matter it is. */
public enum ProposalKind {
    CHARTER("charter", Role.SYSTEM),
    ORGANISATION("organisation.set", Role.SYSTEM),
    NODE("node.set", Role.SYSTEM),
    PARAMETER("parameter.set", Role.SYSTEM),
    CONTRACT("contract.activate", Role.SYSTEM),
    ENGINE("engine.switch", Role.SYSTEM),
    MEMBER_JOIN("member.join", Role.SYSTEM),
    MEMBER_SUSPEND("member.suspend", Role.SYSTEM),
    MEMBER_RESUME("member.resume", Role.SYSTEM),
    MEMBER_REMOVE("member.remove", Role.SYSTEM),
    MEMBER_KEY("member.key", Role.SECURITY),
    KEY_GRANT("key.grant", Role.SECURITY),
    KEY_REVOKE("key.revoke", Role.SECURITY);

    private final String label;
    private final Role office;

    ProposalKind(String label, Role office) {
        this.label = label;
        this.office = office;
    }

    /** The name on the ledger. */
    public String label() {
        return label;
    }

    /** The administrator that proposes it and votes on it. */
    public Role office() {
        return office;
    }

    /** The kind with the name. */
    public static Optional<ProposalKind> ofLabel(String label) {
        for (ProposalKind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
