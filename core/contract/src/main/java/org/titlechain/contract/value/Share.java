package org.titlechain.contract.value;

import java.util.List;
import java.util.Optional;

/**
 * A share in a right (份额): an exact, reduced fraction.
 *
 * @param numerator from 0
 * @param denominator from 1
 */
public record Share(long numerator, long denominator) {
    /** The whole right. */
    public static final Share WHOLE = new Share(1, 1);

    private static final Share NONE = new Share(0, 1);
    private static final int MOST_DIGITS = 9;

    public Share {
        if (numerator < 0 || denominator < 1) {
            throw new IllegalArgumentException("a share is not negative");
        }
        long divisor = divisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    private static long divisor(long left, long right) {
        return right == 0 ? left : divisor(right, left % right);
    }

    /**
     * The share in a text as it is sent: {@code 1/2}, {@code 50%}, {@code 0.5}, or {@code 50}, a number above 1 without
     * a sign being a percentage. Empty when it is none of these.
     */
    public static Optional<Share> read(String text) {
        String trimmed = text.strip().replace('％', '%').replace('／', '/').replace('．', '.');
        int slash = trimmed.indexOf('/');
        if (slash >= 0) {
            long numerator = digits(trimmed.substring(0, slash).strip());
            long denominator = digits(trimmed.substring(slash + 1).strip());
            return numerator < 0 || denominator < 1 ? Optional.empty() : Optional.of(new Share(numerator, denominator));
        }
        boolean percent = trimmed.endsWith("%");
        String number = percent ? trimmed.substring(0, trimmed.length() - 1).strip() : trimmed;
        int point = number.indexOf('.');
        String fraction = point < 0 ? "" : number.substring(point + 1);
        long all = digits(point < 0 ? number : number.substring(0, point) + fraction);
        if (all < 0 || point == 0 || point == number.length() - 1) {
            return Optional.empty();
        }
        long scale = 1;
        for (int i = 0; i < fraction.length(); i++) {
            scale *= 10;
        }
        return Optional.of(new Share(all, percent || all > scale ? scale * 100 : scale));
    }

    /** The number that the digits stand for, or −1. */
    private static long digits(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** The sum of the shares; empty when it does not fit into 64 bits. */
    public static Optional<Share> sum(List<Share> shares) {
        Share sum = NONE;
        try {
            for (Share share : shares) {
                long divisor = divisor(sum.denominator, share.denominator);
                long left = Math.multiplyExact(sum.numerator, share.denominator / divisor);
                long right = Math.multiplyExact(share.numerator, sum.denominator / divisor);
                sum = new Share(
                        Math.addExact(left, right), Math.multiplyExact(sum.denominator, share.denominator / divisor));
            }
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
        return Optional.of(sum);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
