package org.titlechain.rules.pack;

import java.util.Locale;

/** Whose pack it is. A pack of a lower level stands under one of the next higher and may only be stricter. */
public enum Level {
    /** 国家. */
    NATIONAL(0, 0),
    /** 省、自治区、直辖市: two digits. */
    PROVINCE(2, 2),
    /** 登记机构: four digits of a city or six of a county. */
    OFFICE(4, 6);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int fewestDigits;
    private final int mostDigits;

    Level(int fewestDigits, int mostDigits) {
        this.fewestDigits = fewestDigits;
        this.mostDigits = mostDigits;
    }

    /** The name in packs and on the ledger. */
    public String label() {
        return label;
    }

    /** Whether a pack of this level can be in force in the districts of the prefix. */
    boolean isPrefix(String jurisdiction) {
        int digits = jurisdiction.length();
        return digits >= fewestDigits
                && digits <= mostDigits
                && digits % 2 == 0
                && jurisdiction.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
