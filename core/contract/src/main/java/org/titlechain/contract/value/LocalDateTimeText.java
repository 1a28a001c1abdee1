package org.titlechain.contract.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A point in time as messages write it: with or without an offset, a date alone, with {@code -}, {@code /}, {@code .}
 * or {@code 年月日}, or as digits alone.
 *
 * @param text {@code yyyy-MM-ddTHH:mm:ss} as it was written, without the offset
 * @param milliseconds since 1970-01-01T00:00:00Z; a text without an offset is in China Standard Time (UTC+8)
 * @param dateOnly whether no time of day was given; midnight counts as none, as senders fill it in
 */
public record LocalDateTimeText(String text, long milliseconds, boolean dateOnly) {
    private static final int CHINA_STANDARD_TIME_MINUTES = 480;
    private static final long DAY = 86_400_000;

    /** Reads the text; empty when it is not a time. */
    public static Optional<LocalDateTimeText> read(String text) {
        try {
            return Optional.of(new Reader(text.strip()).read());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The last millisecond that the text can mean. */
    public long latest() {
        return dateOnly ? milliseconds + DAY - 1 : milliseconds;
    }

    /** Whether this is earlier than the other even when both are read as near to each other as their texts allow. */
    public boolean isCertainlyBefore(LocalDateTimeText other) {
        return latest() < other.milliseconds;
    }

    /** The day since 1970-01-01 in the text's own calendar. */
    public long epochDay() {
        return LocalDate.of(number(0, 4), number(5, 7), number(8, 10)).toEpochDay();
    }

    /** The date, {@code yyyy-MM-dd}. */
    public String date() {
        return text.substring(0, 10);
    }

    private int number(int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static final class Reader {
        private final String input;
        private int position;

        Reader(String input) {
            this.input = input;
        }

        LocalDateTimeText read() {
            boolean compact = input.length() >= 8 && digitsFrom(0) >= 8;
            int year = digits(4, 4);
            int month = part(compact, "-/.年");
            int day = part(compact, "-/.月");
            skip("日");
            int hour = 0;
            int minute = 0;
            int second = 0;
            int fraction = 0;
            if (position < input.length() && !atOffset()) {
                if (!compact || !isDigit()) {
                    separator();
                }
                hour = compact ? digits(2, 2) : digits(1, 2);
                minute = part(compact, ":时点");
                if (position < input.length() && !atOffset() && (compact || skip(":分"))) {
                    second = position < input.length() && isDigit() ? (compact ? digits(2, 2) : digits(1, 2)) : 0;
                }
                skip("秒");
                fraction = skip(".") ? milliseconds() : 0;
            }
            int offset = offset();
            if (position != input.length() || hour > 23 || minute > 59 || second > 59) {
                throw new DateTimeException("not a time");
            }
            long time = LocalDate.of(year, month, day).toEpochDay() * DAY
                    + ((hour * 60L + minute) * 60 + second) * 1000
                    + fraction;
            boolean dateOnly = hour == 0 && minute == 0 && second == 0 && fraction == 0;
            return new LocalDateTimeText(
                    text(year, month, day, hour, minute, second), time - offset * 60_000L, dateOnly);
        }

        private int part(boolean compact, String separators) {
            if (compact) {
                skip(separators);
                return digits(2, 2);
            }
            if (!skip(separators)) {
                throw new DateTimeException("not a time");
            }
            return digits(1, 2);
        }

        private void separator() {
            int start = position;
            while (position < input.length() && (input.charAt(position) == ' ' || input.charAt(position) == 'T')) {
                position++;
            }
            if (start == position) {
                throw new DateTimeException("not a time");
            }
        }

        private boolean atOffset() {
            char c = input.charAt(position);
            return c == 'Z' || c == '+' || c == '-';
        }

        private int offset() {
            if (position == input.length()) {
                return CHINA_STANDARD_TIME_MINUTES;
            }
            char sign = input.charAt(position++);
            if (sign == 'Z') {
                return 0;
            }
            if (sign != '+' && sign != '-') {
                throw new DateTimeException("not a time");
            }
            int hours = digits(2, 2);
            skip(":");
            int minutes = position < input.length() ? digits(2, 2) : 0;
            if (hours > 18 || minutes > 59) {
                throw new DateTimeException("not an offset");
            }
            return (sign == '+' ? 1 : -1) * (hours * 60 + minutes);
        }

        private int milliseconds() {
            int start = position;
            int result = 0;
            for (int unit = 100; position < input.length() && isDigit(); unit /= 10) {
                result += unit * (input.charAt(position++) - '0');
            }
            if (start == position) {
                throw new DateTimeException("not a time");
            }
            return result;
        }

        private boolean skip(String characters) {
            if (position < input.length() && characters.indexOf(input.charAt(position)) >= 0) {
                position++;
                return true;
            }
            return false;
        }

        private int digits(int fewest, int most) {
            int start = position;
            int number = 0;
            while (position < input.length() && position - start < most && isDigit()) {
                number = number * 10 + (input.charAt(position++) - '0');
            }
            if (position - start < fewest) {
                throw new DateTimeException("not a time");
            }
            return number;
        }

        private boolean isDigit() {
            char c = input.charAt(position);
            return c >= '0' && c <= '9';
        }

        private int digitsFrom(int start) {
            int end = start;
            while (end < input.length() && input.charAt(end) >= '0' && input.charAt(end) <= '9') {
                end++;
            }
            return end - start;
        }

        private static String text(int year, int month, int day, int hour, int minute, int second) {
            StringBuilder text = new StringBuilder(19);
            text.append((char) ('0' + year / 1000)).append((char) ('0' + year / 100 % 10));
            two(text, year % 100).append('-');
            two(text, month).append('-');
            two(text, day).append('T');
            two(text, hour).append(':');
            two(text, minute).append(':');
            return two(text, second).toString();
        }

        private static StringBuilder two(StringBuilder text, int number) {
            return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
        }
    }
}
