package org.titlechain.rules.pack;

/** What can be wrong with a pack. The names are stable. */
public enum Defect {
    /** The text is not YAML, or uses what packs do without: tags, anchors, aliases, several documents. */
    NOT_YAML,
    /** Larger or deeper than a pack may be. */
    TOO_LARGE,
    /** A field is missing. */
    MISSING,
    /** A field that packs do not have. */
    UNKNOWN_FIELD,
    /** A value of another type, or not one of those listed. */
    INVALID_VALUE,
    /** A number with a point: there is no floating point in a rule. */
    FLOATING_POINT,
    /** The same name twice. */
    DUPLICATE,
    /** A name that nothing has. */
    UNDECLARED,
    /** A condition that is not an expression over the declared facts with a yes or no as its result. */
    CONDITION_INVALID,
    /** A condition that could take longer than a condition may. */
    CONDITION_TOO_COSTLY,
    /** Looser than the pack above it. */
    LOOSER,
    /** Level, jurisdiction and parent do not fit together. */
    MISPLACED,
    /** An example of the pack does not come out as it says. */
    EXAMPLE_FAILS
}
