package org.titlechain.rules.pack;

import java.util.Locale;

/** When a rule is asked. */
public enum Moment {
    /** When the application is accepted (受理). */
    ACCEPTANCE,
    /** When it is reviewed (审核). */
    REVIEW,
    /** Just before the entry is made (登簿). */
    REGISTRATION;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in packs and on the ledger. */
    public String label() {
        return label;
    }
}
