package org.titlechain.rules.strict;

import org.titlechain.contract.rule.Severity;

/** The order of strictness: {@code note < warn < human < refuse}, as the port declares it. */
public final class Severities {
    private Severities() {}

    /** Whether the first is stricter than the second. */
    public static boolean isStricter(Severity first, Severity second) {
        return first.compareTo(second) < 0;
    }

    /** The stricter of both. */
    public static Severity strictest(Severity first, Severity second) {
        return isStricter(first, second) ? first : second;
    }

    /** The milder of both. */
    public static Severity mildest(Severity first, Severity second) {
        return isStricter(first, second) ? second : first;
    }
}
