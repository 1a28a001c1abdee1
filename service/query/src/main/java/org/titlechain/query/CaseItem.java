package org.titlechain.query;

import java.util.List;

/**
 * A case file in a list.
 *
 * @param messages the access messages that told of it; none for a case that is handled here
 * @param steps how many steps its messages told of; 0 for a case that is handled here
 * @param state where a case that is handled here stands; empty for one that messages told of
 */
public record CaseItem(
        String district,
        String number,
        List<String> units,
        List<String> messages,
        int steps,
        String state,
        long height,
        long time) {
    public CaseItem {
        units = List.copyOf(units);
        messages = List.copyOf(messages);
    }
}
