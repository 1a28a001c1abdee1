package org.titlechain.rules.pack;

import java.util.Locale;

/** What kind of value a fact has. There is no floating point among them. */
public enum FactType {
    /** True or false. */
    BOOL,
    /** A whole number of 64 signed bits. */
    INTEGER,
    /** Money in fen (分). */
    MONEY,
    /** An area in square centimetres. */
    AREA,
    /** Text; codes, never personal data. */
    TEXT,
    /** A local date, {@code yyyy-MM-dd}. */
    DATE,
    /** An exact fraction, {@code 1/2}. */
    SHARE,
    /** A list of texts. */
    TEXTS,
    /** A list of whole numbers. */
    INTEGERS,
    /** A list of local dates. */
    DATES,
    /** A list of exact fractions. */
    SHARES;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in packs. */
    public String label() {
        return label;
    }
}
