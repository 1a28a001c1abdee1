package org.titlechain.query;

import java.util.List;

/**
 * The figures of the home page.
 *
 * @param cases cases that are handled here
 * @param today counts of the day asked for
 * @param series one row for each day, oldest first, also where nothing happened
 * @param byKind messages by kind of registration, most first
 * @param byDistrict messages by district, most first
 */
public record HomeStatistics(
        long blocks,
        long entries,
        long commands,
        long refused,
        long messages,
        long units,
        long certificates,
        Findings findings,
        Cases cases,
        Day today,
        List<Day> series,
        List<Count> byKind,
        List<Count> byDistrict,
        List<Count> byKindOfUnit) {
    public HomeStatistics {
        series = List.copyOf(series);
        byKind = List.copyOf(byKind);
        byDistrict = List.copyOf(byDistrict);
        byKindOfUnit = List.copyOf(byKindOfUnit);
    }

    /** Findings by severity. */
    public record Findings(long severe, long serious, long ordinary, long note) {}

    /**
     * Cases that are handled here.
     *
     * @param applied all of them
     * @param entered those that were entered into the register
     * @param automatic those of them that were entered without a human hand
     * @param byState by their present state
     */
    public record Cases(long applied, long entered, long automatic, List<Count> byState) {
        public Cases {
            byState = List.copyOf(byState);
        }
    }

    /**
     * What was new on one day.
     *
     * @param day {@code yyyy-MM-dd} in China
     */
    public record Day(String day, long messages, long units, long certificates, long findings) {}

    /** A name and how often. */
    public record Count(String name, long count) {}
}
