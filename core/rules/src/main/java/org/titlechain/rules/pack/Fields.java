package org.titlechain.rules.pack;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** Reads the fields of one map of a pack; every failure names the place. A field that nobody asked for is a failure. */
final class Fields {
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_IDENTIFIER = 64;

    private final MapValue map;
    private final String place;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(MapValue map, String place) {
        this.map = map;
        this.place = place;
    }

    /** Reads a map at the place with the reader, which asks for every field. */
    static <T> T read(Value value, String place, Function<Fields, T> reader) {
        Fields fields = new Fields(at(place, value::asMap), place);
        T read = reader.apply(fields);
        for (String key : fields.map.entries().keySet()) {
            if (!fields.asked.contains(key)) {
                throw new PackException(Defect.UNKNOWN_FIELD, fields.place(key), "remove it");
            }
        }
        return read;
    }

    String place() {
        return place;
    }

    String place(String key) {
        return place.isEmpty() ? key : place + "/" + key;
    }

    PackException invalid(String key, String detail) {
        return new PackException(Defect.INVALID_VALUE, place(key), detail);
    }

    Optional<Value> find(String key) {
        asked.add(key);
        return map.find(key);
    }

    private Value get(String key) {
        return find(key).orElseThrow(() -> new PackException(Defect.MISSING, place(key), "needed"));
    }

    /** Some words; never empty. */
    String text(String key) {
        return text(get(key), place(key));
    }

    Optional<String> optionalText(String key) {
        return find(key).map(value -> text(value, place(key)));
    }

    private static String text(Value value, String place) {
        String text = at(place, value::asText);
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new PackException(Defect.INVALID_VALUE, place, "text of 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /** A name of small letters, digits, dots and hyphens that begins with a letter. */
    String identifier(String key) {
        return identifier(text(key), place(key));
    }

    static String identifier(String text, String place) {
        if (text.length() > LONGEST_IDENTIFIER || !text.matches("[a-z][a-z0-9]*([.-][a-z0-9]+)*")) {
            throw new PackException(Defect.INVALID_VALUE, place, "small letters, digits, dots and hyphens");
        }
        return text;
    }

    /** Yes or no; an absent one is no. */
    boolean flag(String key) {
        return find(key).map(value -> at(place(key), value::asBoolean)).orElse(false);
    }

    /** Digits, perhaps none; a number is taken as its digits. */
    String digits(String key) {
        Value value = get(key);
        return value instanceof Value.IntegerValue(long number)
                ? String.valueOf(number)
                : at(place(key), value::asText);
    }

    long number(String key, long least, long most) {
        long number = at(place(key), get(key)::asLong);
        if (number < least || number > most) {
            throw invalid(key, "from " + least + " to " + most);
        }
        return number;
    }

    LocalDate date(String key) {
        return date(text(key), place(key));
    }

    Optional<LocalDate> optionalDate(String key) {
        return optionalText(key).map(text -> date(text, place(key)));
    }

    private static LocalDate date(String text, String place) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new PackException(Defect.INVALID_VALUE, place, "a date, yyyy-MM-dd");
        }
    }

    <E extends Enum<E>> E label(String key, E[] values, Function<E, String> label) {
        return label(text(key), place(key), values, label);
    }

    private static <E> E label(String text, String place, E[] values, Function<E, String> label) {
        for (E value : values) {
            if (label.apply(value).equals(text)) {
                return value;
            }
        }
        String all = String.join(", ", Arrays.stream(values).map(label).toList());
        throw new PackException(Defect.INVALID_VALUE, place, "one of " + all);
    }

    <E extends Enum<E>> List<E> labels(String key, E[] values, Function<E, String> label) {
        return distinct(key, items(key, (item, at) -> label(text(item, at), at, values, label)));
    }

    /** Registration kinds: {@code transfer}, {@code transfer/sale}, or {@code all}. */
    List<String> kinds(String key) {
        return distinct(key, items(key, (item, at) -> kind(text(item, at), at)));
    }

    /** One registration kind. */
    String kind(String key) {
        return kind(text(key), place(key));
    }

    private static String kind(String text, String place) {
        if (text.length() > LONGEST_IDENTIFIER || !text.matches("[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)?")) {
            throw new PackException(
                    Defect.INVALID_VALUE, place, "a kind, or a kind and a subkind with a stroke between");
        }
        return text;
    }

    private <T> List<T> distinct(String key, List<T> items) {
        if (items.isEmpty()) {
            throw invalid(key, "at least one");
        }
        if (new LinkedHashSet<>(items).size() != items.size()) {
            throw new PackException(Defect.DUPLICATE, place(key), "each once");
        }
        return items;
    }

    Sentence sentence(String key) {
        return read(get(key), place(key), Sentence::read);
    }

    /** The items of a list; an absent one has none. */
    <T> List<T> items(String key, BiFunction<Value, String, T> reader) {
        List<Value> values =
                find(key).map(value -> at(place(key), value::asList)).orElse(List.of());
        if (values.size() > MOST_ITEMS) {
            throw new PackException(Defect.TOO_LARGE, place(key), "at most " + MOST_ITEMS);
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            items.add(reader.apply(values.get(i), place(key) + "/" + (i + 1)));
        }
        return List.copyOf(items);
    }

    /** The maps of a list, each read by the reader and placed by its name, so that a person finds it. */
    <T> List<T> maps(String key, String nameField, Function<Fields, T> reader, Function<T, String> name) {
        Set<String> names = new LinkedHashSet<>();
        return items(key, (item, at) -> {
            Optional<Value> named = at(at, item::asMap).find(nameField);
            String spot = named.isPresent() && named.get() instanceof Value.TextValue(String text)
                    ? place(key) + "/" + text
                    : at;
            T read = read(item, spot, reader);
            if (!names.add(name.apply(read))) {
                throw new PackException(Defect.DUPLICATE, spot, "named twice");
            }
            return read;
        });
    }

    /** A map from names to texts. */
    Map<String, String> texts(String key) {
        SortedMap<String, String> texts = new TreeMap<>();
        values(key).forEach((name, value) -> texts.put(name, text(value, place(key) + "/" + name)));
        return Collections.unmodifiableSortedMap(texts);
    }

    /** A map from names to values as it stands. */
    Map<String, Value> values(String key) {
        return find(key)
                .map(value -> at(place(key), value::asMap))
                .orElseGet(() -> Value.map().build())
                .entries();
    }

    private static <T> T at(String place, Supplier<T> access) {
        try {
            return access.get();
        } catch (CodecException e) {
            throw new PackException(Defect.INVALID_VALUE, place, String.valueOf(e.getMessage()));
        }
    }
}
