package org.titlechain.contract.value;

import java.math.BigInteger;
import java.util.Optional;

/** Areas (面积): decimal texts in a unit of the list MJDW, read into whole square centimetres. */
public final class Area {
    private static final int MOST_DIGITS = 15;
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Area() {}

    /** Units of area (MJDW). */
    public enum Unit {
        /** 平方米: 10,000 cm². */
        SQUARE_METRE("1", 10_000, 1),
        /** 亩: 2,000/3 m², which is 20,000,000/3 cm². */
        MU("2", 20_000_000, 3),
        /** 公顷: 10,000 m². */
        HECTARE("3", 100_000_000, 1);

        private final String code;
        private final long numerator;
        private final long denominator;

        Unit(String code, long numerator, long denominator) {
            this.code = code;
            this.numerator = numerator;
            this.denominator = denominator;
        }

        /** The unit with the code of list MJDW; square metres when there is none. */
        public static Unit ofCode(Optional<String> code) {
            for (Unit unit : values()) {
                if (code.isPresent() && unit.code.equals(code.get())) {
                    return unit;
                }
            }
            return SQUARE_METRE;
        }
    }

    /**
     * The area in whole square centimetres; half a square centimetre is rounded up. Empty when the text is not a
     * decimal of at most 15 digits that is not negative.
     */
    public static Optional<Long> squareCentimetres(String text, Unit unit) {
        long digits = 0;
        int count = 0;
        int scale = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && scale < 0 && count > 0 && i < text.length() - 1) {
                scale = 0;
            } else if (c >= '0' && c <= '9' && count < MOST_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
                scale = scale < 0 ? scale : scale + 1;
            } else {
                return Optional.empty();
            }
        }
        return count == 0 ? Optional.empty() : scaled(digits, Math.max(scale, 0), unit);
    }

    private static Optional<Long> scaled(long digits, int scale, Unit unit) {
        long divisor = unit.denominator;
        for (int i = 0; i < scale; i++) {
            divisor *= 10;
        }
        BigInteger numerator = BigInteger.valueOf(digits).multiply(BigInteger.valueOf(unit.numerator));
        BigInteger twice = BigInteger.valueOf(divisor).shiftLeft(1);
        BigInteger rounded =
                numerator.shiftLeft(1).add(BigInteger.valueOf(divisor)).divide(twice);
        return rounded.compareTo(LARGEST) > 0 ? Optional.empty() : Optional.of(rounded.longValueExact());
    }
}
