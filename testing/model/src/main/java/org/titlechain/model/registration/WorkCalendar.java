package org.titlechain.model.registration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Days in China Standard Time, and which of them are worked. */
public final class WorkCalendar {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final Map<Integer, Set<String>> holidays = new HashMap<>();
    private final Map<Integer, Set<String>> workdays = new HashMap<>();

    /** The day of the time, ms. */
    public static LocalDate day(long time) {
        return Instant.ofEpochMilli(time).atOffset(CHINA).toLocalDate();
    }

    /** The last ms of the day. */
    static long end(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toInstant(CHINA).toEpochMilli() - 1;
    }

    /** The calendar of a year, instead of the one before. */
    void set(int year, Set<String> free, Set<String> worked) {
        holidays.put(year, new TreeSet<>(free));
        workdays.put(year, new TreeSet<>(worked));
    }

    private boolean isWorked(LocalDate day) {
        if (holidays.getOrDefault(day.getYear(), Set.of()).contains(day.toString())) {
            return false;
        }
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
                || workdays.getOrDefault(day.getYear(), Set.of()).contains(day.toString());
    }

    /** The last ms of the working day that comes so many working days after the day of the time. */
    long after(long time, long days) {
        LocalDate day = day(time);
        long left = days;
        while (left > 0) {
            day = day.plusDays(1);
            left -= isWorked(day) ? 1 : 0;
        }
        return end(day);
    }

    /** How many working days come after the day of the one time, up to the day of the other. */
    long between(long from, long until) {
        return day(from)
                .datesUntil(day(until).isBefore(day(from)) ? day(from) : day(until))
                .map(day -> day.plusDays(1))
                .filter(this::isWorked)
                .count();
    }
}
