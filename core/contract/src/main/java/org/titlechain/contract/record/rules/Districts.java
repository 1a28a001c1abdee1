package org.titlechain.contract.record.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.contract.DataFile;

/**
 * Administrative divisions (行政区划, GB/T 2260) by the prefixes of their codes, as an edition of data. Immutable. Under an
 * open prefix every code is taken for known, because the table lists no more; under a closed one only what is listed in
 * its turn.
 */
public final class Districts {
    /** The edition that contract version 5 decides by. */
    public static final int EDITION = 1;

    private static final int LENGTH = 6;

    private final Map<String, Division> divisions;

    private Districts(Map<String, Division> divisions) {
        this.divisions = divisions;
    }

    /**
     * One row of the table.
     *
     * @param prefix the first digits of the codes, two for a province
     * @param open whether everything below is taken for known
     */
    public record Division(String prefix, boolean open, String source, String chinese, String english) {}

    /** Reads the present edition. */
    public static Districts load() {
        Map<String, Division> divisions = new TreeMap<>();
        for (List<String> row : DataFile.rows(Districts.class, "districts-" + EDITION + ".tsv", 5)) {
            Division division = new Division(row.get(0), row.get(1).equals("open"), row.get(2), row.get(3), row.get(4));
            if (divisions.put(division.prefix(), division) != null) {
                throw new IllegalStateException("division twice: " + division.prefix());
            }
        }
        return new Districts(divisions);
    }

    /** Every division, in the order of the codes. */
    public List<Division> all() {
        return List.copyOf(divisions.values());
    }

    /** The division with the longest prefix of the code. */
    public Optional<Division> find(String code) {
        for (int length = Math.min(LENGTH, code.length()); length > 0; length--) {
            Division division = divisions.get(code.substring(0, length));
            if (division != null) {
                return Optional.of(division);
            }
        }
        return Optional.empty();
    }

    /** Whether the code is six digits of a division that the table knows. */
    public boolean isKnown(String code) {
        return isCode(code)
                && find(code)
                        .filter(division -> division.open() || division.prefix().equals(code))
                        .isPresent();
    }

    /** Whether the text has the form of a division's code. */
    static boolean isCode(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the one division is the other or lies in it: a city's code ends in 00, a province's in 0000. */
    static boolean covers(String wide, String code) {
        String prefix = wide;
        while (prefix.endsWith("00")) {
            prefix = prefix.substring(0, prefix.length() - 2);
        }
        return code.startsWith(prefix);
    }
}
