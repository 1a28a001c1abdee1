package org.titlechain.query;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody typed into the search field, and what it may be.
 *
 * @param text as typed, trimmed, without control characters
 * @param compact in ASCII widths, capital letters, without blanks: for codes and numbers
 * @param guess what it most likely is
 * @param possible everything it may be
 */
public record SearchText(String text, String compact, Kind guess, Set<Kind> possible) {
    /** The longest text that is looked for; what is behind is cut off. */
    public static final int LONGEST = 100;

    private static final int SHORTEST_ENDING = 4;

    private static final Pattern UNIT = Pattern.compile("[0-9A-Z]{19}[A-Z][0-9A-Z]{8}");
    private static final Pattern PARCEL = Pattern.compile("[0-9]{12}[A-Z]{2}[0-9]{5}");
    private static final Pattern CODE_PART = Pattern.compile("[0-9A-Z]{4,27}");
    private static final Pattern MESSAGE = Pattern.compile("[0-9]{18}(_[0-9A-Z]{1,10})?");
    private static final Pattern PERSON_NUMBER = Pattern.compile("[0-9]{17}[0-9X]|[0-9]{15}|[A-Z]{1,6}[0-9]{4,18}");
    private static final Pattern PHONE = Pattern.compile("(86)?1[0-9]{10}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{3,9}");
    private static final Pattern CERTIFICATE =
            Pattern.compile(".*(不动产权|不动产证明|不动产登记证明|第[0-9]{3,12}号?|\\((19|20)[0-9]{2}\\)).*");
    private static final Pattern CASE = Pattern.compile("[0-9A-Z][0-9A-Z_./-]{2,49}");
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}·]{2,30}|[\\p{L}][\\p{L} .]{1,60}");
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");

    /** Kinds of what can be typed. */
    public enum Kind {
        UNIT_CODE,
        PARCEL_CODE,
        /** Part of a unit code: its last digits or some inside. */
        UNIT_CODE_PART,
        MESSAGE_ID,
        CERTIFICATE_NUMBER,
        CASE_NUMBER,
        ADDRESS,
        /** The number of an identity document. */
        PERSON_NUMBER,
        PHONE,
        NAME,
        NOTHING
    }

    public SearchText {
        possible = Set.copyOf(possible);
    }

    /** What the text may be. */
    public static SearchText of(String typed) {
        String text = clean(typed);
        String wide = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String compact = wide.replaceAll("[\\s\\u00a0]", "").toUpperCase(Locale.ROOT);
        String brackets = compact.replaceAll("[〔\\[【]", "(").replaceAll("[〕\\]】]", ")");
        EnumSet<Kind> possible = EnumSet.noneOf(Kind.class);
        String code = compact.replace("-", "");
        add(possible, Kind.UNIT_CODE, UNIT, code);
        add(possible, Kind.PARCEL_CODE, PARCEL, code);
        add(possible, Kind.UNIT_CODE_PART, CODE_PART, code);
        add(possible, Kind.MESSAGE_ID, MESSAGE, compact);
        add(possible, Kind.CERTIFICATE_NUMBER, CERTIFICATE, brackets);
        add(possible, Kind.CERTIFICATE_NUMBER, DIGITS, compact);
        add(possible, Kind.CASE_NUMBER, CASE, compact);
        add(possible, Kind.PERSON_NUMBER, PERSON_NUMBER, compact);
        add(possible, Kind.PHONE, PHONE, compact.replaceAll("[+-]", ""));
        add(possible, Kind.NAME, NAME, wide);
        add(possible, Kind.ADDRESS, CHINESE, text);
        if (!text.isEmpty() && possible.isEmpty()) {
            possible.add(Kind.ADDRESS);
        }
        return new SearchText(text, compact, guess(possible, wide), possible);
    }

    private static void add(Set<Kind> possible, Kind kind, Pattern pattern, String text) {
        if (pattern.matcher(text).matches()) {
            possible.add(kind);
        }
    }

    private static Kind guess(Set<Kind> possible, String wide) {
        for (Kind kind : new Kind[] {Kind.UNIT_CODE, Kind.PARCEL_CODE, Kind.MESSAGE_ID}) {
            if (possible.contains(kind)) {
                return kind;
            }
        }
        if (possible.contains(Kind.CERTIFICATE_NUMBER) && CHINESE.matcher(wide).matches()) {
            return Kind.CERTIFICATE_NUMBER;
        }
        if (possible.contains(Kind.NAME) && CHINESE.matcher(wide).matches() && wide.length() <= 4) {
            return Kind.NAME;
        }
        for (Kind kind : new Kind[] {Kind.PHONE, Kind.ADDRESS, Kind.UNIT_CODE_PART, Kind.CERTIFICATE_NUMBER}) {
            if (possible.contains(kind)) {
                return kind;
            }
        }
        return possible.stream().findFirst().orElse(Kind.NOTHING);
    }

    /** Without what no text has and databases stumble over: control characters and halves of surrogate pairs. */
    static String clean(String typed) {
        StringBuilder kept = new StringBuilder(Math.min(typed.length(), LONGEST));
        typed.codePoints()
                .filter(point -> !Character.isISOControl(point) && (point < 0xD800 || point > 0xDFFF))
                .limit(LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Whether it is long enough to look for numbers that end with it. */
    boolean mayBeEnding() {
        return compact.length() >= SHORTEST_ENDING;
    }

    boolean mayBe(Kind kind) {
        return possible.contains(kind);
    }
}
