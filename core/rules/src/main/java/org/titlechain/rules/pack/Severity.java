package org.titlechain.rules.pack;

import java.util.Locale;

/** What follows when a rule is breached, in the order of strictness: each is stricter than those before it. */
public enum Severity {
    /** Written down. */
    NOTE,
    /** Shown to who handles the case and to who applies. */
    WARN,
    /** A person decides and signs why. */
    NEEDS_HUMAN,
    /** Nothing is registered. */
    REFUSE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in packs and on the ledger. */
    public String label() {
        return label;
    }

    /** Whether this is stricter than the other. */
    public boolean isStricterThan(Severity other) {
        return compareTo(other) > 0;
    }

    /** The stricter of both. */
    public Severity strictest(Severity other) {
        return isStricterThan(other) ? this : other;
    }
}
