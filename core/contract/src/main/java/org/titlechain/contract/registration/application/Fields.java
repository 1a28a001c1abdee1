package org.titlechain.contract.registration.application;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.UnitCode;

/** Reads the fields of a command strictly: each is named in a refusal, and none may be there that is not known. */
public final class Fields {
    private static final int DIGEST = 32;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern DISTRICT = Pattern.compile("[0-9]{6}");
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,40}");
    private static final int DATE = 10;

    private final MapValue map;
    private final String place;

    /** @param place where the map stands, such as {@code items[3].}; empty for the command itself */
    public Fields(MapValue map, String place) {
        this.map = map;
        this.place = place;
    }

    /** The map. */
    public MapValue map() {
        return map;
    }

    /** Where the field stands in the command. */
    public String at(String field) {
        return field.isEmpty() && !place.isEmpty() ? place.substring(0, place.length() - 1) : place + field;
    }

    /** Refuses a field that is not one of these. */
    public Fields only(List<String> known) {
        for (String field : map.entries().keySet()) {
            if (!known.contains(field)) {
                throw Refusal.malformed(place + field, "UNKNOWN_FIELD");
            }
        }
        return this;
    }

    /** Whether the field is there. */
    public boolean has(String field) {
        return map.has(field);
    }

    private <T> T read(String field, Function<Value, T> reading) {
        Value value = map.find(field).orElseThrow(() -> Refusal.malformed(place + field, "MISSING_FIELD"));
        try {
            return reading.apply(value);
        } catch (CodecException e) {
            throw Refusal.malformed(place + field, e.reason().name());
        }
    }

    private Refusal invalid(String field) {
        return Refusal.malformed(place + field, "INVALID_VALUE");
    }

    /** A text that is not empty and not longer than 200 characters. */
    public String text(String field) {
        String text = read(field, Value::asText);
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw invalid(field);
        }
        return text;
    }

    /** A text that is one of these. */
    public String oneOf(String field, List<String> allowed) {
        String text = read(field, Value::asText);
        if (!allowed.contains(text)) {
            throw invalid(field);
        }
        return text;
    }

    /** A county's six digits. */
    public String district(String field) {
        String text = read(field, Value::asText);
        if (!DISTRICT.matcher(text).matches()) {
            throw invalid(field);
        }
        return text;
    }

    /** A case number: 1 to 40 letters, digits and hyphens. */
    public String number(String field) {
        String text = read(field, Value::asText);
        if (!isNumber(text)) {
            throw invalid(field);
        }
        return text;
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Case numbers, each once; none when the field is absent. */
    public List<String> numbers(String field) {
        List<String> numbers = has(field) ? texts(field) : List.of();
        if (!numbers.stream().allMatch(Fields::isNumber)) {
            throw invalid(field);
        }
        return numbers;
    }

    /** Texts, each once. */
    public List<String> texts(String field) {
        List<String> texts = list(field).stream()
                .map(value -> read(field, any -> value.asText()))
                .toList();
        boolean fit = texts.stream().allMatch(text -> !text.isBlank() && text.length() <= LONGEST_TEXT);
        if (!fit || texts.stream().distinct().count() != texts.size()) {
            throw invalid(field);
        }
        return texts;
    }

    /** 32 bytes: a digest, a commitment or a party's reference. */
    public Value digest(String field) {
        Value value = read(field, any -> any);
        if (read(field, Value::asBytes).length != DIGEST) {
            throw invalid(field);
        }
        return value;
    }

    /** 32 bytes that may be absent. */
    public Optional<Value> digestIfPresent(String field) {
        return has(field) ? Optional.of(digest(field)) : Optional.empty();
    }

    /** An integer between the two. */
    public long integer(String field, long least, long most) {
        long value = read(field, Value::asLong);
        if (value < least || value > most) {
            throw invalid(field);
        }
        return value;
    }

    /** A list. */
    public List<Value> list(String field) {
        return read(field, Value::asList);
    }

    /** A map. */
    public MapValue map(String field) {
        return read(field, Value::asMap);
    }

    /** The map, to be read field by field. */
    public Fields fields(String field) {
        return new Fields(map(field), place + field + ".");
    }

    /** The maps of a list, to be read field by field. */
    public List<Fields> each(String field) {
        List<Value> values = list(field);
        List<Fields> each = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            each.add(new Fields(read(field, any -> value.asMap()), place + field + "[" + i + "]."));
        }
        return each;
    }

    /** The code of a unit. */
    public UnitCode unit(String field) {
        String text = read(field, Value::asText);
        return UnitCode.read(text).filter(code -> code.text().equals(text)).orElseThrow(() -> invalid(field));
    }

    /** A day, {@code yyyy-MM-dd}. */
    public LocalDate date(String field) {
        return read(field, value -> dateOf(value.asText()).orElseThrow(() -> invalid(field)));
    }

    /** The days of a list. */
    public List<String> dates(String field) {
        List<String> dates = texts(field);
        if (!dates.stream().allMatch(text -> dateOf(text).isPresent())) {
            throw invalid(field);
        }
        return dates;
    }

    /** The day in the text {@code yyyy-MM-dd}. */
    public static Optional<LocalDate> dateOf(String text) {
        if (text.length() != DATE) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
