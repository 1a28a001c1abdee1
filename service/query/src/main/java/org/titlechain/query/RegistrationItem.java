package org.titlechain.query;

import java.util.List;

/**
 * A case that is handled here, in a list.
 *
 * @param kinds the kinds of its items, such as {@code transfer/sale}, each once
 * @param applied block time of the application, in ms
 * @param due the last ms of its time limit; 0 before acceptance, while the clock stands still and for closed cases
 * @param automatic whether it was entered without a human hand
 * @param waitsForPerson whether automation left it to a person
 * @param time of the block that last changed it, in ms
 */
public record RegistrationItem(
        long id,
        String district,
        String number,
        String state,
        String mode,
        List<String> kinds,
        List<String> units,
        long applied,
        long due,
        long rank,
        boolean automatic,
        boolean waitsForPerson,
        long height,
        long time) {
    public RegistrationItem {
        kinds = List.copyOf(kinds);
        units = List.copyOf(units);
    }
}
