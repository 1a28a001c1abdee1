package org.titlechain.query;

import java.util.Optional;

/**
 * Which cases that are handled here are wanted, all conditions together, and in which order.
 *
 * @param text a case number or its last digits, or a unit code; empty for all
 * @param district district code or its first digits
 * @param state of the case, such as {@code accepted}
 * @param waiting whether automation left it to a person
 * @param sort the order
 */
public record RegistrationQuery(
        String text, Optional<String> district, Optional<String> state, Optional<Boolean> waiting, Sort sort) {
    /** The order of the list. */
    public enum Sort {
        /** Open cases by what is due first, then closed ones. */
        DUE,
        /** The newest application first. */
        NEWEST
    }

    public RegistrationQuery {
        text = SearchText.clean(text);
        district = district.map(SearchText::clean);
        state = state.map(SearchText::clean);
    }
}
