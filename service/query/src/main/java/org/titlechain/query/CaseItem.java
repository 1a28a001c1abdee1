package org.titlechain.query;

import java.util.List;

/** A case file in a list. */
public record CaseItem(
        String district, String number, List<String> units, List<String> messages, int steps, long height, long time) {
    public CaseItem {
        units = List.copyOf(units);
        messages = List.copyOf(messages);
    }
}
