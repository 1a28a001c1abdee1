package org.titlechain.rules.condition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.BooleanValue;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.contract.value.Share;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.FactType;

/**
 * What is known of a case, of the types that a pack declares. A value of another type, or beyond the bounds of a
 * condition's work, is as unknown as an absent one: a person looks at it.
 */
public final class KnownFacts {
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 1_000;

    private final Map<String, Value> values;
    private final SortedMap<String, Object> typed;

    private KnownFacts(Map<String, Value> values, SortedMap<String, Object> typed) {
        this.values = values;
        this.typed = typed;
    }

    /** The values of those facts that are declared. */
    public static KnownFacts of(List<Fact> declared, Map<String, Value> values) {
        SortedMap<String, Object> typed = new TreeMap<>();
        for (Fact fact : declared) {
            Value value = values.get(fact.name());
            if (value != null) {
                typed(fact.type(), value).ifPresent(object -> typed.put(fact.name(), object));
            }
        }
        return new KnownFacts(values, typed);
    }

    SortedMap<String, Object> typed() {
        return typed;
    }

    /** Those of the facts that are not known. */
    public List<String> unknown(List<String> facts) {
        List<String> unknown = new ArrayList<>();
        for (String fact : facts) {
            if (!typed.containsKey(fact)) {
                unknown.add(fact);
            }
        }
        return List.copyOf(unknown);
    }

    /** The values of those of the facts that are known, as they were given. */
    public SortedMap<String, Value> used(List<String> facts) {
        SortedMap<String, Value> used = new TreeMap<>();
        for (String fact : facts) {
            Value value = values.get(fact);
            if (value != null && typed.containsKey(fact)) {
                used.put(fact, value);
            }
        }
        return used;
    }

    private static Optional<?> typed(FactType type, Value value) {
        return switch (type) {
            case BOOL -> value instanceof BooleanValue(boolean bool) ? Optional.of(bool) : Optional.empty();
            case INTEGER, MONEY, AREA -> integer(value);
            case TEXT -> text(value);
            case DATE -> text(value).flatMap(KnownFacts::date);
            case SHARE -> text(value).flatMap(Share::read);
            case TEXTS -> list(value, KnownFacts::text);
            case INTEGERS -> list(value, KnownFacts::integer);
            case DATES -> list(value, item -> text(item).flatMap(KnownFacts::date));
            case SHARES -> list(value, item -> text(item).flatMap(Share::read));
        };
    }

    private static Optional<Long> integer(Value value) {
        return value instanceof IntegerValue(long number) ? Optional.of(number) : Optional.empty();
    }

    private static Optional<String> text(Value value) {
        return value instanceof TextValue(String text) && text.length() <= LONGEST_TEXT
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static <T> Optional<List<T>> list(Value value, Function<Value, Optional<T>> reader) {
        if (!(value instanceof ListValue(List<Value> items)) || items.size() > LONGEST_LIST) {
            return Optional.empty();
        }
        List<T> read = new ArrayList<>();
        for (Value item : items) {
            Optional<T> one = reader.apply(item);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            read.add(one.get());
        }
        return Optional.of(List.copyOf(read));
    }
}
