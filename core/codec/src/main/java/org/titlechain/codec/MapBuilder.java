package org.titlechain.codec;

import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** Fills a map field by field; a key may be set once. Not for concurrent use. */
public final class MapBuilder {
    private final CanonicalMap.Builder entries = new CanonicalMap.Builder(8);

    MapBuilder() {}

    public MapBuilder put(String key, Value value) {
        entries.add(key, value);
        return this;
    }

    public MapBuilder put(String key, long value) {
        return put(key, Value.of(value));
    }

    public MapBuilder put(String key, String value) {
        return put(key, Value.of(value));
    }

    public MapBuilder put(String key, byte[] value) {
        return put(key, Value.of(value));
    }

    public MapBuilder put(String key, boolean value) {
        return put(key, Value.of(value));
    }

    /** Sets the field when there is a value; an absent optional leaves the key out. */
    public MapBuilder putIfPresent(String key, Optional<? extends Value> value) {
        value.ifPresent(present -> put(key, present));
        return this;
    }

    /**
     * The map.
     *
     * @throws IllegalArgumentException when a key was set twice
     */
    public MapValue build() {
        return new MapValue(entries.build());
    }
}
