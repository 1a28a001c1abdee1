package org.titlechain.rules.evaluation;

import java.util.Locale;

/** How a rule came out for a case. */
public enum Result {
    /** Its condition holds. */
    MET,
    /** Its condition does not hold. */
    BREACHED,
    /** A fact that it needs is not known, or its arithmetic has no result. */
    UNKNOWN,
    /** It is not about such a case. */
    NOT_APPLICABLE,
    /** The pack exempts such a case. */
    EXEMPT;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in examples, answers and on the ledger. */
    public String label() {
        return label;
    }

    /** Whether something follows from it. */
    public boolean isFired() {
        return this == BREACHED || this == UNKNOWN;
    }
}
