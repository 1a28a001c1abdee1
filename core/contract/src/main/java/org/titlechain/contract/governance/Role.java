package org.titlechain.contract.governance;

import java.util.Locale;
import java.util.Optional;

/** What a key may be entitled to. */
public enum Role {
    /** Grants and revokes keys. */
    ADMINISTRATOR,
    /** Records messages of its districts. */
    RECORDER,
    /** Leaves records of who saw personal data and why. */
    VIEWER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The role's name on the ledger. */
    public String label() {
        return label;
    }

    /** The role with the name. */
    static Optional<Role> ofLabel(String label) {
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
