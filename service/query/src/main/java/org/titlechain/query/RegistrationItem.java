package org.titlechain.query;

import java.util.List;

/**
 * A case that is handled here, in a list.
 *
 * @param kinds the kinds of its items, such as {@code transfer/sale}, each once
 * @param applied block time of the application, in ms
 * @param due the last ms of its time limit; 0 before acceptance, while the clock stands still and for closed cases
 * @param automatic whether it was entered without a human hand
 * @param reasons why automation left it to a person; empty when it did not
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
        List<Reason> reasons,
        long height,
        long time) {
    public RegistrationItem {
        kinds = List.copyOf(kinds);
        units = List.copyOf(units);
        reasons = List.copyOf(reasons);
    }

    /**
     * Why a person is wanted.
     *
     * @param code of the contract, such as {@code FACT_CONTRADICTED}
     * @param subject what it is about: a material, a rule, of a refusal by a rule {@code pack/version/rule}, of a
     *     refusal by the queue the key of the case in front; may be empty
     */
    public record Reason(String code, String subject) {}

    /** Whether automation left it to a person. */
    public boolean waitsForPerson() {
        return !reasons.isEmpty();
    }
}
