package org.titlechain.contract;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A state value that may say what it will be from a height on: beside its own fields, or alone where nothing is there
 * before, it has a field {@code next}, a map of {@code height} and {@code value}. Whoever reads such a value asks for
 * it at a height; so a change takes effect exactly there, for every reader and without a write. A value has one change
 * in front of it at most.
 */
public final class Scheduled {
    private static final String NEXT = "next";

    private Scheduled() {}

    /** The value under the key as it stands at the height. */
    public static Optional<MapValue> find(StateView state, String key, long height) {
        return state.find(key).flatMap(stored -> at(stored, height));
    }

    /** What a stored value stands for at the height; empty when it stands for nothing before a later one. */
    public static Optional<MapValue> at(MapValue stored, long height) {
        Optional<MapValue> next = next(stored);
        if (next.isEmpty()) {
            return Optional.of(stored);
        }
        if (height >= next.get().get("height").asLong()) {
            return Optional.of(next.get().get("value").asMap());
        }
        MapValue now = without(stored);
        return now.entries().isEmpty() ? Optional.empty() : Optional.of(now);
    }

    /** The height after the one given at which the value under the key will be another; empty when none is known. */
    public static Optional<Long> change(StateView state, String key, long height) {
        return state.find(key)
                .flatMap(Scheduled::next)
                .map(next -> next.get("height").asLong())
                .filter(change -> change > height);
    }

    /**
     * What is stored for a value that is this now and another from the height on.
     *
     * @param now the value as it stands now; empty when there is none
     */
    public static MapValue value(Optional<MapValue> now, long height, MapValue then) {
        Map<String, Value> entries =
                new TreeMap<>(now.map(value -> without(value).entries()).orElseGet(TreeMap::new));
        entries.put(
                NEXT,
                Value.map().put("height", height).put("value", without(then)).build());
        return Value.map(entries);
    }

    private static MapValue without(MapValue stored) {
        Map<String, Value> entries = new TreeMap<>(stored.entries());
        entries.remove(NEXT);
        return Value.map(entries);
    }

    private static Optional<MapValue> next(MapValue stored) {
        return stored.find(NEXT).map(Value::asMap);
    }
}
