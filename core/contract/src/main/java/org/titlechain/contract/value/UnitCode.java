package org.titlechain.contract.value;

import java.util.Locale;
import java.util.Optional;

/**
 * The code of a real-estate unit (不动产单元代码, GB/T 37346): 28 characters in seven segments.
 *
 * <p>A code that is 28 capital letters and digits can carry a sheet even where its segments break the standard;
 * {@link #isWellFormed} tells which.
 *
 * @param text 28 characters of {@code 0–9 A–Z}
 */
public record UnitCode(String text) implements Comparable<UnitCode> {
    /** Characters in a code. */
    public static final int LENGTH = 28;

    private static final String OWNERSHIP = "GJZ";
    private static final String PARCEL_KINDS = "ABSXCDEFGHLNWY";
    private static final String FIXTURES = "WFLQ";
    private static final String NO_FIXTURE = "W00000000";

    public UnitCode {
        if (!canCarryASheet(text)) {
            throw new IllegalArgumentException("a unit code has 28 capital letters and digits");
        }
    }

    /** The code in the text, blanks taken out and in capital letters; empty when it is not 28 letters and digits. */
    public static Optional<UnitCode> read(String text) {
        String compact = compact(text);
        return canCarryASheet(compact) ? Optional.of(new UnitCode(compact)) : Optional.empty();
    }

    private static String compact(String text) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            char c = text.charAt(i);
            clean = c > ' ' && c < 'a';
        }
        return clean ? text : text.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static boolean canCarryASheet(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether each segment has the form that the standard allows. Whether the pair of kinds is usual is data. */
    public boolean isWellFormed() {
        return text.charAt(0) != '0'
                && digits(0, 12)
                && OWNERSHIP.indexOf(text.charAt(12)) >= 0
                && PARCEL_KINDS.indexOf(text.charAt(13)) >= 0
                && digits(14, 19)
                && FIXTURES.indexOf(text.charAt(19)) >= 0
                && digits(20, LENGTH)
                && (text.charAt(19) != 'W' || text.endsWith(NO_FIXTURE));
    }

    private boolean digits(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** The six characters of the county. */
    public String district() {
        return text.substring(0, 6);
    }

    /** The parcel's 19 characters (宗地代码). */
    public ParcelCode parcel() {
        return new ParcelCode(text.substring(0, ParcelCode.LENGTH));
    }

    /** The letter of land ownership, character 13. */
    public char ownership() {
        return text.charAt(12);
    }

    /** The letter of the parcel's kind (宗地特征码), character 14. */
    public char parcelKind() {
        return text.charAt(13);
    }

    /** The letter of the fixture's kind (定着物特征码), character 20: W none, F building, L forest, Q other. */
    public char fixture() {
        return text.charAt(19);
    }

    /** Parcel kind and fixture kind, such as {@code BF}: the pair that the allow-list is about. */
    public String kinds() {
        return new String(new char[] {parcelKind(), fixture()});
    }

    /** Whether the code is provisional (虚拟单元): cadastral district and sub-district are zeros and it is not at sea. */
    public boolean isVirtual() {
        return text.startsWith("000000", 6) && parcelKind() != 'H';
    }

    /** Grouped for people: 6 + 6 + 7 + 9 characters. */
    public String grouped() {
        return text.substring(0, 6) + " " + text.substring(6, 12) + " " + text.substring(12, 19) + " "
                + text.substring(19);
    }

    @Override
    public int compareTo(UnitCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
