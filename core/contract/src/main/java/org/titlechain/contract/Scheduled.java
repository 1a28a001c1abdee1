package org.titlechain.contract;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A state value that may say what it will be from a height on: beside its own fields it has a field {@code next}, a map
 * of {@code height} and {@code value}. Whoever reads such a value asks for it at a height; so a change takes effect
 * exactly there, for every reader and without a write. A value has one change in front of it at most.
 */
public final class Scheduled {
    private static final String NEXT = "next";

    private Scheduled() {}

    /** The value as it stands at the height. */
    public static MapValue at(MapValue stored, long height) {
        Optional<MapValue> next = next(stored);
        if (next.isEmpty()) {
            return stored;
        }
        return height >= next.get().get("height").asLong()
                ? next.get().get("value").asMap()
                : without(stored);
    }

    /** The height from which the value will be another than at the height given; empty when no change is ahead. */
    public static Optional<Long> changesAfter(MapValue stored, long height) {
        return next(stored).map(next -> next.get("height").asLong()).filter(change -> change > height);
    }

    /** What is stored for a value that is this now and another from the height on. */
    public static MapValue change(MapValue now, long height, MapValue then) {
        Map<String, Value> entries = new TreeMap<>(without(now).entries());
        entries.put(NEXT, Value.map().put("height", height).put("value", without(then)).build());
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
