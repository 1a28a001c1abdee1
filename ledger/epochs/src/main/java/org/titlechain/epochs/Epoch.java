package org.titlechain.epochs;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.driver.Origin;

/**
 * A stretch of the chain's list on one engine.
 *
 * @param number from 1
 * @param kind the engine, as the chain names it
 * @param settings how this member reaches it; its own matter, never on the chain
 * @param origin its first height, the time and the root before
 */
public record Epoch(long number, String kind, SortedMap<String, String> settings, Origin origin) {
    public Epoch {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** The first epoch of a chain. */
    public static Epoch first(String kind, SortedMap<String, String> settings) {
        return new Epoch(1, kind, settings, Origin.GENESIS);
    }
}
