package org.titlechain.exchange.privacy;

import java.util.Locale;

/** What is done with an attribute of a message. The reasons are in {@code handling.tsv}. */
public enum Handling {
    /** On the ledger as sent, when its value has the form that it should have. */
    PUBLIC,
    /** The number of a party: a reference on the ledger, the number in the vault. */
    PARTY_NUMBER,
    /** The name of a party: in the vault; a reference on the ledger where no number says who it is. */
    PARTY_NAME,
    /** The name of an officer: a reference on the ledger, the name in the vault. */
    STAFF,
    /** About a person: in the vault. */
    PERSONAL,
    /** Prices, amounts and fees: in the vault. */
    PRICE,
    /** Text that may name people: in the vault. */
    FREE_TEXT,
    /** Boundaries and coordinates: in the vault, one commitment for the table. */
    SPATIAL,
    /** Attachments and drawings: in the vault. */
    LARGE;

    /** The handling with this key in the data files. */
    public static Handling ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The key in the data files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
