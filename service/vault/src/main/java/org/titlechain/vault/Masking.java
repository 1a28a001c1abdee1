package org.titlechain.vault;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a personal value a role sees. Several roles see what the best of them sees. */
public final class Masking {
    /** The role without which nothing is shown. */
    public static final String HOLDERS = "holders";

    /** How much of a value is shown. */
    public enum View {
        /** The field is left out. */
        HIDDEN,
        /** Enough to recognise, too little to use. */
        MASKED,
        FULL
    }

    private static final Map<String, Map<PersonalAttribute, View>> MATRIX = Map.of(
            HOLDERS,
            row(View.FULL, View.MASKED, View.MASKED, View.HIDDEN, View.HIDDEN, View.HIDDEN, View.HIDDEN),
            "recorder",
            row(View.FULL, View.FULL, View.FULL, View.FULL, View.FULL, View.FULL, View.FULL),
            "clerk",
            row(View.FULL, View.MASKED, View.MASKED, View.MASKED, View.HIDDEN, View.HIDDEN, View.HIDDEN),
            "supervisor",
            row(View.FULL, View.MASKED, View.HIDDEN, View.MASKED, View.FULL, View.FULL, View.HIDDEN),
            "auditor",
            row(View.MASKED, View.MASKED, View.HIDDEN, View.HIDDEN, View.HIDDEN, View.HIDDEN, View.HIDDEN),
            "administrator",
            row(View.MASKED, View.MASKED, View.HIDDEN, View.HIDDEN, View.HIDDEN, View.HIDDEN, View.HIDDEN));

    private Masking() {}

    private static Map<PersonalAttribute, View> row(
            View name, View number, View phone, View address, View amount, View freeText, View other) {
        return Map.of(
                PersonalAttribute.NAME, name,
                PersonalAttribute.ID_NUMBER, number,
                PersonalAttribute.PHONE, phone,
                PersonalAttribute.ADDRESS, address,
                PersonalAttribute.AMOUNT, amount,
                PersonalAttribute.FREE_TEXT, freeText,
                PersonalAttribute.OTHER, other);
    }

    /**
     * What the roles see of such data.
     *
     * <p>Without {@link #HOLDERS} nothing. With it, what the best of the other roles sees; a person with no other role
     * sees what the right by itself opens. An unknown role opens nothing.
     */
    public static View view(Set<String> roles, PersonalAttribute kind) {
        if (!roles.contains(HOLDERS)) {
            return View.HIDDEN;
        }
        Optional<View> best = roles.stream()
                .filter(role -> !role.equals(HOLDERS) && MATRIX.containsKey(role))
                .map(role -> cell(role, kind))
                .max(Comparator.naturalOrder());
        return best.orElseGet(() -> cell(HOLDERS, kind));
    }

    private static View cell(String role, PersonalAttribute kind) {
        return MATRIX.getOrDefault(role, Map.of()).getOrDefault(kind, View.HIDDEN);
    }

    /** The value as the roles see it; empty when it is hidden from them. */
    public static Optional<String> show(Set<String> roles, PersonalAttribute kind, String value) {
        return switch (view(roles, kind)) {
            case HIDDEN -> Optional.empty();
            case MASKED -> Optional.of(mask(kind, value));
            case FULL -> Optional.of(value);
        };
    }

    /** Enough of the value to recognise it by. The number of asterisks does not tell how long it is. */
    public static String mask(PersonalAttribute kind, String value) {
        int[] points = value.codePoints().toArray();
        return switch (kind) {
            case NAME -> ends(points, 1, 0, "**", 2);
            case ID_NUMBER -> ends(points, 4, 2, "******", 10);
            case PHONE -> ends(points, 3, 4, "****", 11);
            case ADDRESS -> ends(points, 6, 0, "****", 10);
            case AMOUNT, FREE_TEXT, OTHER -> "****";
        };
    }

    private static String ends(int[] points, int first, int last, String stars, int shortest) {
        if (points.length < shortest) {
            return stars;
        }
        return new String(points, 0, first) + stars + new String(points, points.length - last, last);
    }
}
