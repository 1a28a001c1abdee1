package org.titlechain.model.record;

import java.util.List;

/**
 * What stands against a unit.
 *
 * @param kind {@code mortgage}, {@code notice}, {@code objection} or {@code seizure}
 * @param holders in the order of the message
 * @param waiting whether it is a seizure whose turn has not come
 */
public record Burden(String kind, String caseNumber, List<String> holders, boolean waiting) {
    public Burden {
        holders = List.copyOf(holders);
    }

    @Override
    public String toString() {
        return (waiting ? "waiting " : "") + kind + " " + caseNumber + " " + holders;
    }
}
