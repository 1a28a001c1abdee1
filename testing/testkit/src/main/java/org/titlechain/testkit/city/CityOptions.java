package org.titlechain.testkit.city;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What city is wanted.
 *
 * @param seed everything follows from it
 * @param messages how many messages
 * @param district six digits; invented ones begin with 9999
 * @param start the first day
 * @param days how many days the messages are spread over
 * @param layouts which layouts are sent
 * @param encodings in which encodings
 * @param breaches how often each breach is planted, in messages of a million where it is possible at all
 */
public record CityOptions(
        long seed,
        long messages,
        String district,
        LocalDate start,
        int days,
        Layouts layouts,
        Encodings encodings,
        Map<Breach, Integer> breaches) {
    /** Which layouts are sent. */
    public enum Layouts {
        ONLY_2015,
        ONLY_NEWER,
        /** That of 2015 until the middle of the years, then the newer one. */
        CHANGING
    }

    /** In which encodings messages are written. */
    public enum Encodings {
        ONLY_UTF_8,
        /** UTF-8 with and without mark, GBK and GB18030. */
        ALL
    }

    private static final int MILLION = 1_000_000;

    public CityOptions {
        if (!district.matches("9999\\d\\d")) {
            throw new IllegalArgumentException("an invented district begins with 9999");
        }
        if (messages < 0 || days < 1) {
            throw new IllegalArgumentException("a city has messages and days");
        }
        for (int often : breaches.values()) {
            if (often < 0 || often > MILLION) {
                throw new IllegalArgumentException("breaches are counted in a million");
            }
        }
        EnumMap<Breach, Integer> copy = new EnumMap<>(Breach.class);
        copy.putAll(breaches);
        breaches = Collections.unmodifiableMap(copy);
    }

    /** Eight years of district 999901, both layouts, all encodings, nothing planted. */
    public static CityOptions of(long seed, long messages) {
        return new CityOptions(
                seed, messages, "999901", LocalDate.of(2017, 1, 3), 8 * 365, Layouts.CHANGING, Encodings.ALL, Map.of());
    }

    /** The same city with every breach planted this often. */
    public CityOptions withBreaches(int inAMillion) {
        EnumMap<Breach, Integer> all = new EnumMap<>(Breach.class);
        for (Breach breach : Breach.values()) {
            all.put(breach, inAMillion);
        }
        return new CityOptions(seed, messages, district, start, days, layouts, encodings, all);
    }

    /** The same city with the layouts. */
    public CityOptions with(Layouts wanted) {
        return new CityOptions(seed, messages, district, start, days, wanted, encodings, breaches);
    }

    /** The same city with the encodings. */
    public CityOptions with(Encodings wanted) {
        return new CityOptions(seed, messages, district, start, days, layouts, wanted, breaches);
    }
}
