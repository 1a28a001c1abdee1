package org.titlechain.rules.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.rules.pack.Rule;

/**
 * What one rule says about a case.
 *
 * @param exemption the exemption of the pack that applies
 * @param used the facts that were known and asked for, as they were: with them the ruling can be repeated
 * @param missing the facts that were asked for and not known
 */
public record Ruling(
        Rule rule, Result result, Optional<String> exemption, SortedMap<String, Value> used, List<String> missing) {
    public Ruling {
        used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
        missing = List.copyOf(missing);
    }
}
