package org.titlechain.contract.finding;

import java.util.Locale;

/** How grave a finding is. */
public enum Severity {
    /** A right of somebody is in danger. */
    SEVERE,
    /** A rule of law was broken. */
    SERIOUS,
    /** The data are wrong or incomplete. */
    ORDINARY,
    /** Worth knowing. */
    NOTE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The severity's name on the ledger. */
    public String label() {
        return label;
    }
}
