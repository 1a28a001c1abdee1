package org.titlechain.rules.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.rules.pack.RulePack;

/** What two versions of a pack say differently, place by place: a rule that moved is not a difference. */
public final class PackDifference {
    private static final List<String> NAMES = List.of("id", "rule", "name");

    private final List<Difference> differences = new ArrayList<>();

    private PackDifference() {}

    /**
     * One place.
     *
     * @param place the way to it, such as {@code rules/not-seized/severity}
     * @param before what stood there; empty where there was nothing
     * @param after what stands there; empty where there is nothing
     */
    public record Difference(String place, Optional<Value> before, Optional<Value> after) {}

    /** The differences in the order of places. */
    public static List<Difference> between(RulePack before, RulePack after) {
        PackDifference difference = new PackDifference();
        difference.maps("", before.toValue(), after.toValue());
        return difference.differences;
    }

    private void maps(String place, MapValue before, MapValue after) {
        SortedSet<String> keys = new TreeSet<>(before.entries().keySet());
        keys.addAll(after.entries().keySet());
        for (String key : keys) {
            values(place.isEmpty() ? key : place + "/" + key, before.find(key), after.find(key));
        }
    }

    private void values(String place, Optional<Value> before, Optional<Value> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isPresent() && after.isPresent()) {
            if (before.get() instanceof MapValue left && after.get() instanceof MapValue right) {
                maps(place, left, right);
                return;
            }
            Optional<Map<String, Value>> left = named(before.get());
            Optional<Map<String, Value>> right = named(after.get());
            if (left.isPresent() && right.isPresent()) {
                items(place, left.get(), right.get());
                return;
            }
        }
        differences.add(new Difference(place, before, after));
    }

    private void items(String place, Map<String, Value> before, Map<String, Value> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            values(place + "/" + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
        }
    }

    /** The items of a list by their names; empty when it is no list of named things. */
    private static Optional<Map<String, Value>> named(Value value) {
        if (!(value instanceof ListValue(List<Value> items))) {
            return Optional.empty();
        }
        Map<String, Value> named = new LinkedHashMap<>();
        for (Value item : items) {
            Optional<String> name = item instanceof MapValue map
                    ? NAMES.stream()
                            .filter(map::has)
                            .findFirst()
                            .map(key -> map.get(key).asText())
                    : Optional.empty();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            named.put(name.get(), item);
        }
        return Optional.of(named);
    }
}
