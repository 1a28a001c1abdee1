package org.titlechain.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A value of the canonical format. Two values are equal exactly when their encodings are equal.
 *
 * <p>Values are immutable. There is no floating point: money is in fen, areas in square centimetres, shares in reduced
 * fractions, times in milliseconds since 1970-01-01T00:00:00Z.
 */
public sealed interface Value {

    /** An integer of 64 signed bits. */
    record IntegerValue(long value) implements Value {}

    /** A string of bytes. The array is copied on the way in and on the way out. */
    record BytesValue(byte[] value) implements Value {
        public BytesValue {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BytesValue bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(value);
        }
    }

    /** A text of Unicode scalar values; unpaired surrogates are refused when it is encoded. */
    record TextValue(String value) implements Value {}

    /** A list in its own order. */
    record ListValue(List<Value> items) implements Value {
        public ListValue {
            items = List.copyOf(items);
        }
    }

    /**
     * A map from text to value. Iteration follows the canonical order of keys (shorter UTF-8 first, then bytewise), so
     * it is the same in every process.
     */
    record MapValue(SortedMap<String, Value> entries) implements Value {
        public MapValue {
            entries = CanonicalMap.copyOf(entries);
        }

        /** The value under the key, if there is one. */
        public Optional<Value> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /**
         * The value under the key.
         *
         * @throws CodecException with {@code MISSING_FIELD} when the key is absent
         */
        public Value get(String key) {
            return find(key).orElseThrow(() -> new CodecException(CodecException.Reason.MISSING_FIELD, key));
        }

        /** Whether the key is present. */
        public boolean has(String key) {
            return entries.containsKey(key);
        }
    }

    /** True or false. */
    record BooleanValue(boolean value) implements Value {}

    /** The absence of a value where a place for one is fixed. */
    enum NullValue implements Value {
        NULL
    }

    static Value of(long value) {
        return new IntegerValue(value);
    }

    static Value of(byte[] value) {
        return new BytesValue(value);
    }

    static Value of(String value) {
        return new TextValue(value);
    }

    static Value of(boolean value) {
        return new BooleanValue(value);
    }

    static ListValue list(Collection<? extends Value> items) {
        return new ListValue(List.copyOf(items));
    }

    static ListValue texts(Collection<String> items) {
        return new ListValue(items.stream().map(Value::of).toList());
    }

    static MapValue map(Map<String, ? extends Value> entries) {
        return new MapValue(CanonicalMap.copyOf(entries));
    }

    /** Starts a map that is filled field by field. */
    static MapBuilder map() {
        return new MapBuilder();
    }

    /** This value as an integer, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default long asLong() {
        if (this instanceof IntegerValue integer) {
            return integer.value();
        }
        throw wrongType("integer");
    }

    /** This value as bytes, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default byte[] asBytes() {
        if (this instanceof BytesValue bytes) {
            return bytes.value();
        }
        throw wrongType("bytes");
    }

    /** This value as text, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default String asText() {
        if (this instanceof TextValue text) {
            return text.value();
        }
        throw wrongType("text");
    }

    /** This value as a list, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default List<Value> asList() {
        if (this instanceof ListValue list) {
            return list.items();
        }
        throw wrongType("list");
    }

    /** This value as a map, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default MapValue asMap() {
        if (this instanceof MapValue map) {
            return map;
        }
        throw wrongType("map");
    }

    /** This value as a boolean, or a {@link CodecException} with {@code WRONG_TYPE}. */
    default boolean asBoolean() {
        if (this instanceof BooleanValue bool) {
            return bool.value();
        }
        throw wrongType("boolean");
    }

    /** Whether this is the null value. */
    default boolean isNull() {
        return this == NullValue.NULL;
    }

    private CodecException wrongType(String wanted) {
        return new CodecException(
                CodecException.Reason.WRONG_TYPE,
                "wanted " + wanted + ", found " + getClass().getSimpleName());
    }
}
