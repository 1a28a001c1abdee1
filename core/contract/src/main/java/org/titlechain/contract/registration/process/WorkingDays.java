package org.titlechain.contract.registration.process;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;

/**
 * Working days (工作日) in China Standard Time: Monday to Friday without the holidays, and the days worked in exchange, of
 * the calendars on the chain.
 */
public final class WorkingDays {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final long DAY = 86_400_000;
    private static final long ZONE_MILLISECONDS = 28_800_000;

    private final StateView state;
    private final Map<Integer, Optional<MapValue>> years = new LinkedHashMap<>();

    public WorkingDays(StateView state) {
        this.state = state;
    }

    /** The day of the time, in ms. */
    public static LocalDate day(long time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time + ZONE_MILLISECONDS, DAY));
    }

    /** The last ms of the day. */
    public static long endOf(LocalDate day) {
        return (day.toEpochDay() + 1) * DAY - ZONE_MILLISECONDS - 1;
    }

    /** The time of day as messages write it. */
    public static String text(long time) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(time, 1000), 0, ZONE);
        return local.toLocalDate() + "T" + two(local.getHour()) + ":" + two(local.getMinute()) + ":"
                + two(local.getSecond());
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** Whether the day is worked. */
    public boolean isWorked(LocalDate day) {
        Value text = Value.of(day.toString());
        Optional<MapValue> calendar = years.computeIfAbsent(day.getYear(), year -> state.find("calendar/" + year));
        if (calendar.isPresent() && calendar.get().get("holidays").asList().contains(text)) {
            return false;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend
                || calendar.isPresent()
                        && calendar.get().get("workdays").asList().contains(text);
    }

    /** The last ms of the day that lies so many working days after the day of the time; 0 is that day itself. */
    public long after(long time, long days) {
        LocalDate day = day(time);
        for (long left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorked(day)) {
                left--;
            }
        }
        return endOf(day);
    }

    /** The working days after the day of the one time up to the day of the other; 0 when that is not later. */
    public long between(long from, long until) {
        long days = 0;
        LocalDate last = day(until);
        for (LocalDate day = day(from).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorked(day)) {
                days++;
            }
        }
        return days;
    }
}
