package org.titlechain.codec;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in canonical order. Two arrays: most maps are small, are made once and are walked or asked a few
 * times.
 */
@SuppressWarnings("JdkObsolete") // the type of the component of MapValue, which all code reads
final class CanonicalMap extends AbstractMap<String, Value> implements SortedMap<String, Value> {
    /** Up to so many keys it is quicker to look at each than to halve: unequal texts mostly differ in length. */
    private static final int SMALL = 24;

    private final String[] keys;
    private final Value[] values;

    private CanonicalMap(String[] keys, Value[] values) {
        this.keys = keys;
        this.values = values;
    }

    static CanonicalMap copyOf(Map<String, ? extends Value> entries) {
        if (entries instanceof CanonicalMap already) {
            return already;
        }
        Builder builder = new Builder(entries.size());
        entries.forEach(builder::add);
        return builder.build();
    }

    /** Gathers entries as they come and puts them in order at the end. Not for concurrent use. */
    static final class Builder {
        private String[] keys;
        private Value[] values;
        private int size;

        Builder(int capacity) {
            keys = new String[capacity];
            values = new Value[capacity];
        }

        void add(String key, Value value) {
            if (size == keys.length) {
                enlarge();
            }
            keys[size] = key;
            values[size++] = value;
        }

        private void enlarge() {
            int capacity = Math.max(8, size * 2);
            keys = Arrays.copyOf(keys, capacity);
            values = Arrays.copyOf(values, capacity);
        }

        /**
         * The map; what is added later does not change it. Keys that came in order cost least.
         *
         * @throws IllegalArgumentException when a key was added twice
         */
        CanonicalMap build() {
            String[] sortedKeys = Arrays.copyOf(keys, size);
            Value[] sortedValues = Arrays.copyOf(values, size);
            for (int i = 0; i < size; i++) {
                Objects.requireNonNull(sortedValues[i]);
                if (i > 0 && CanonicalOrder.compare(sortedKeys[i - 1], sortedKeys[i]) >= 0) {
                    moveBack(sortedKeys, sortedValues, i);
                }
            }
            return new CanonicalMap(sortedKeys, sortedValues);
        }

        /** Moves the entry to its place among those before it, which are in order. */
        private static void moveBack(String[] keys, Value[] values, int from) {
            String key = keys[from];
            Value value = values[from];
            int place = -Arrays.binarySearch(keys, 0, from, key, CanonicalOrder.KEYS) - 1;
            if (place < 0) {
                throw new IllegalArgumentException("key set twice: " + key);
            }
            System.arraycopy(keys, place, keys, place + 1, from - place);
            System.arraycopy(values, place, values, place + 1, from - place);
            keys[place] = key;
            values[place] = value;
        }
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        int place = place(key);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return place(key) >= 0;
    }

    private int place(@Nullable Object key) {
        if (!(key instanceof String text)) {
            return -1;
        }
        if (keys.length > SMALL) {
            return Arrays.binarySearch(keys, text, CanonicalOrder.KEYS);
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<String, Value>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Value>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Map.Entry<String, Value> next() {
            if (next >= keys.length) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Value> entry = Map.entry(keys[next], values[next]);
            next++;
            return entry;
        }
    }

    @Override
    public Comparator<String> comparator() {
        return CanonicalOrder.KEYS;
    }

    @Override
    public String firstKey() {
        return sorted().firstKey();
    }

    @Override
    public String lastKey() {
        return sorted().lastKey();
    }

    @Override
    public SortedMap<String, Value> subMap(String from, String to) {
        return copyOf(sorted().subMap(from, to));
    }

    @Override
    public SortedMap<String, Value> headMap(String to) {
        return copyOf(sorted().headMap(to));
    }

    @Override
    public SortedMap<String, Value> tailMap(String from) {
        return copyOf(sorted().tailMap(from));
    }

    /** The seldom asked parts of a sorted map are answered by one. */
    private SortedMap<String, Value> sorted() {
        return new TreeMap<>(this);
    }
}
