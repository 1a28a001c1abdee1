package org.titlechain.model.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days in China Standard Time. */
final class Dates {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private Dates() {}

    /** The first ms after the day; 0 for no day. */
    static long after(String day) {
        return day.isEmpty()
                ? 0
                : LocalDate.parse(day)
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(CHINA)
                        .toEpochMilli();
    }

    /** The first ms after the day that is so many days after the day of the time. */
    static long afterDays(long time, int days) {
        return after(Instant.ofEpochMilli(time)
                .atOffset(CHINA)
                .toLocalDate()
                .plusDays(days)
                .toString());
    }
}
