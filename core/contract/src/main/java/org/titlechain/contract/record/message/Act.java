package org.titlechain.contract.record.message;

import java.util.Locale;
import java.util.Optional;

/** What a registration does (登记类型), with its code in list DJLX. */
public enum Act {
    FIRST("100"),
    TRANSFER("200"),
    CHANGE("300"),
    CANCELLATION("400"),
    CORRECTION("500"),
    OBJECTION("600"),
    NOTICE("700"),
    SEIZURE("800"),
    OTHER("900"),
    /** A new certificate for the same right (换证、补证); its registration type is 900. */
    REPLACEMENT("900"),
    /** A unit is restricted (限制); its registration type is 900. */
    RESTRICTION("900");

    private final String code;
    private final String label = name().toLowerCase(Locale.ROOT);

    Act(String code) {
        this.code = code;
    }

    /** The code in list DJLX. */
    public String code() {
        return code;
    }

    /** The word on the ledger. */
    public String label() {
        return label;
    }

    /** The act with the code of list DJLX; {@code 900} is {@link #OTHER}. */
    public static Optional<Act> ofCode(String code) {
        for (Act act : values()) {
            if (act.code.equals(code)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }
}
