package org.titlechain.contract.rule;

import java.util.Locale;

/** What follows from a rule that fires, the strictest first. */
public enum Severity {
    /** The command is refused. */
    REFUSE,
    /** A person has to decide: the case leaves automation. */
    HUMAN,
    /** People are warned. */
    WARN,
    /** It is noted. */
    NOTE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The severity's name on the ledger. */
    public String label() {
        return label;
    }
}
