package org.titlechain.query;

import java.util.Optional;
import java.util.regex.Pattern;
import org.titlechain.query.QueryException.Reason;

/**
 * Which units are wanted; all conditions together.
 *
 * @param text part of a code, an address or a certificate number; empty for all
 * @param district the first digits of the code
 * @param parcel the parcel's code, or its beginning
 */
public record UnitQuery(
        String text,
        Optional<String> district,
        Optional<String> parcel,
        Optional<String> kind,
        Optional<Restriction> restricted,
        Sort sort) {
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{0,28}");

    public UnitQuery {
        text = SearchText.clean(text);
        requireCode("district", district);
        requireCode("parcel", parcel);
    }

    private static void requireCode(String name, Optional<String> value) {
        if (value.isPresent() && !CODE.matcher(value.get()).matches()) {
            throw new QueryException(Reason.CONDITION_INVALID, name + " must be letters and digits");
        }
    }

    /** All units. */
    public static UnitQuery all() {
        return of("");
    }

    /** The units that the text leads to. */
    public static UnitQuery of(String text) {
        return new UnitQuery(text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Sort.CODE);
    }

    /** Kinds of restriction that can be asked for. */
    public enum Restriction {
        MORTGAGE("mortgages"),
        SEIZURE("seizures"),
        NOTICE("notices"),
        OBJECTION("objections");

        private final String column;

        Restriction(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** Orders of the list. */
    public enum Sort {
        /** By unit code. */
        CODE,
        /** The sheet that was changed last first. */
        UPDATED
    }
}
