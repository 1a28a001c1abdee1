package org.titlechain.testkit.city;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** The registration office: its hours, officers and counters. */
final class Desk {
    private static final int MORNING = 9 * 3600;
    private static final int DAY_SECONDS = 8 * 3600;

    private final String district;
    private LocalDate day = LocalDate.EPOCH;
    private int messagesOfDay;
    private int casesOfYear;
    private int certificatesOfYear;
    private int proofsOfYear;

    Desk(String district) {
        this.district = district;
    }

    void open(LocalDate next) {
        if (next.getYear() != day.getYear()) {
            casesOfYear = 0;
            certificatesOfYear = 0;
            proofsOfYear = 0;
        }
        day = next;
        messagesOfDay = 0;
    }

    LocalDate day() {
        return day;
    }

    /** The time of one of so many registrations of the day; none is in the lunch hour or outside office hours. */
    LocalDateTime time(long index, long count) {
        long second = MORNING + index * (DAY_SECONDS - 3600) / Math.max(1, count);
        if (second >= 12 * 3600) {
            second += 3600;
        }
        return LocalDateTime.of(day, LocalTime.ofSecondOfDay(second));
    }

    /** An earlier time in office hours. */
    static LocalDateTime before(LocalDateTime time, int workingDays, SplittableRandom random) {
        LocalDate date = time.toLocalDate();
        for (int left = workingDays; left > 0; ) {
            date = date.minusDays(1);
            left -= isWorkingDay(date) ? 1 : 0;
        }
        if (workingDays == 0) {
            return time.minus(5 + random.nextInt(20), ChronoUnit.MINUTES);
        }
        return LocalDateTime.of(date, LocalTime.of(9 + random.nextInt(3), random.nextInt(60), random.nextInt(60)));
    }

    static boolean isWorkingDay(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    String messageId() {
        return String.format(
                "%s%02d%02d%02d%06d",
                district, day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth(), ++messagesOfDay);
    }

    String caseNumber() {
        return String.format("%d%02d%02d-%07d", day.getYear(), day.getMonthValue(), day.getDayOfMonth(), ++casesOfYear);
    }

    String certificate() {
        return String.format("测(%d)示例市不动产权第%07d号", day.getYear(), ++certificatesOfYear);
    }

    String proof() {
        return String.format("测(%d)示例市不动产证明第%07d号", day.getYear(), ++proofsOfYear);
    }

    /** One of the spellings that senders use for the same number. */
    static String spelled(String number, SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> number.replace('(', '（').replace(')', '）');
            case 1 -> number.replace(")", ") ");
            case 2 -> number.replace("第", "第 ");
            default -> number;
        };
    }

    static String officer(String role, int number) {
        return role + (char) ('A' + number % 12);
    }
}
