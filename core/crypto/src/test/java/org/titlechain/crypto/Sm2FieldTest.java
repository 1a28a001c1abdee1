package org.titlechain.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The field against BigInteger, with random operands and with limbs and values at the bounds that Sm2Field states. */
class Sm2FieldTest {
    private static final BigInteger P = Sm2Curve.P;
    private static final BigInteger R = BigInteger.TWO.pow(260);
    private static final BigInteger R_INVERSE = R.modInverse(P);
    private static final BigInteger UNIT = BigInteger.TWO.pow(256);
    private static final int RANDOM_OPERANDS = 100_000;

    private final Random random = new Random(20260101);

    @Test
    void shouldMultiplyAndSquareAsBigIntegersDo() {
        for (int i = 0; i < RANDOM_OPERANDS; i++) {
            long[] x = randomElement(54, 4);
            long[] y = randomElement(54, 4);
            checkProduct(x, y);
            checkProduct(randomElement(55, 8), randomElement(53, 2));
        }
    }

    @Test
    void shouldMultiplyElementsAtTheBounds() {
        List<long[]> elements = extremes(54, 4);
        for (long[] x : elements) {
            for (long[] y : elements) {
                checkProduct(x, y);
            }
        }
        for (long[] x : extremes(55, 8)) {
            for (long[] y : extremes(53, 2)) {
                checkProduct(x, y);
            }
        }
        assertThat(elements).hasSizeGreaterThan(200);
    }

    private static void checkProduct(long[] x, long[] y) {
        long[] product = new long[5];
        Sm2Field.multiply(product, 0, x, 0, y, 0);
        checkSettled(product);
        BigInteger expected = number(x).multiply(number(y)).multiply(R_INVERSE).mod(P);
        if (!number(product).mod(P).equals(expected)) {
            assertThat(number(product).mod(P)).isEqualTo(expected);
        }
        if (isOperandOfSquare(x)) {
            Sm2Field.square(product, 0, x, 0);
            checkSettled(product);
            expected = number(x).pow(2).multiply(R_INVERSE).mod(P);
            if (!number(product).mod(P).equals(expected)) {
                assertThat(number(product).mod(P)).isEqualTo(expected);
            }
        }
    }

    private static boolean isOperandOfSquare(long[] x) {
        for (long limb : x) {
            if (Math.abs(limb) > 1L << 54) {
                return false;
            }
        }
        return number(x).abs().compareTo(UNIT.shiftLeft(2)) <= 0;
    }

    @Test
    void shouldSettleSumsAndDifferences() {
        List<long[]> settled = extremes(53, 2);
        List<long[]> wide = extremes(54, 4);
        for (int i = 0; i < RANDOM_OPERANDS; i++) {
            long[] x = i % 2 == 0 ? randomElement(53, 2) : settled.get(random.nextInt(settled.size()));
            long[] y = i % 3 == 0 ? randomElement(54, 4) : wide.get(random.nextInt(wide.size()));
            long[] z = i % 5 == 0 ? randomElement(54, 4) : wide.get(random.nextInt(wide.size()));
            long[] result = new long[5];
            Sm2Field.subtractBothSettled(result, 0, x, 0, y, 0, z, 0);
            checkSettled(result);
            checkCongruent(result, number(x).subtract(number(y)).subtract(number(z)));
            Sm2Field.subtractSettled(result, 0, x, 0, y, 0);
            checkSettled(result);
            checkCongruent(result, number(x).subtract(number(y)));
            Sm2Field.add(result, 0, y, 0, z, 0);
            checkCongruent(result, number(y).add(number(z)));
            Sm2Field.negate(result, 0, y, 0);
            checkCongruent(result, number(y).negate());
        }
    }

    @Test
    void shouldInvert() {
        for (int i = 0; i < 300; i++) {
            long[] x = i < 100 ? extremes(53, 2).get(i) : randomElement(53, 2);
            long[] inverse = new long[5];
            Sm2Field.invert(inverse, 0, x, 0);
            checkSettled(inverse);
            BigInteger plain = number(x).multiply(R_INVERSE).mod(P);
            BigInteger expected = plain.signum() == 0
                    ? plain
                    : plain.modInverse(P).multiply(R).mod(P);
            assertThat(number(inverse).mod(P)).isEqualTo(expected);
        }
    }

    @Test
    void shouldFindTheCanonicalForm() {
        List<long[]> elements = new ArrayList<>(extremes(55, 15));
        for (int multiple = -14; multiple <= 14; multiple++) {
            elements.add(limbs(P.multiply(BigInteger.valueOf(multiple))));
            elements.add(limbs(P.multiply(BigInteger.valueOf(multiple)).add(BigInteger.ONE)));
            elements.add(limbs(P.multiply(BigInteger.valueOf(multiple)).subtract(BigInteger.ONE)));
        }
        for (int i = 0; i < RANDOM_OPERANDS; i++) {
            elements.add(randomElement(55, 15));
        }
        for (long[] x : elements) {
            BigInteger expected = number(x).multiply(R_INVERSE).mod(P);
            if (!Sm2Words.number(Sm2Words.ofElement(x, 0)).equals(expected)) {
                assertThat(Sm2Words.number(Sm2Words.ofElement(x, 0))).isEqualTo(expected);
            }
            assertThat(Sm2Words.isZero(x, 0)).isEqualTo(expected.signum() == 0);
        }
    }

    @Test
    void shouldGoToMontgomeryFormAndBack() {
        List<BigInteger> numbers = new ArrayList<>(
                List.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), P, UNIT.subtract(BigInteger.ONE)));
        for (int i = 0; i < 1000; i++) {
            numbers.add(new BigInteger(256, random));
        }
        for (BigInteger number : numbers) {
            long[] element = new long[5];
            Sm2Words.toElement(element, 0, Sm2Words.of(number));
            checkSettled(element);
            assertThat(Sm2Words.number(Sm2Words.ofElement(element, 0))).isEqualTo(number.mod(P));
            assertThat(Sm2Words.number(Sm2Words.of(DeterministicNonce.bytes(number), 0)))
                    .isEqualTo(number);
        }
    }

    @Test
    void shouldDecodeOneEncodingOfAPointOnly() {
        // the smallest x of a point of the curve: x + p and perhaps y + p fit 32 bytes as well
        BigInteger x = BigInteger.ZERO;
        BigInteger y = BigInteger.ZERO;
        BigInteger right = Sm2Curve.B;
        while (!y.multiply(y).mod(P).equals(right)) {
            x = x.add(BigInteger.ONE);
            right = x.pow(3).add(Sm2Curve.A.multiply(x)).add(Sm2Curve.B).mod(P);
            y = right.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        }
        assertThat(Sm2Point.decode(Sm2Cases.point(x, y))).isPresent();
        assertThat(Sm2Point.decode(Sm2Cases.point(x, P.subtract(y)))).isPresent();
        assertThat(Sm2Point.decode(Sm2Cases.point(x.add(P), y))).isEmpty();
        assertThat(Sm2Point.decode(Sm2Cases.point(x, y.add(BigInteger.ONE)))).isEmpty();
        assertThat(BouncyCastleSm2.point(Sm2Cases.point(x, y))).isPresent();
        assertThat(BouncyCastleSm2.point(Sm2Cases.point(x.add(P), y))).isEmpty();
    }

    @Test
    void shouldComputeModuloTheOrder() {
        BigInteger n = Sm2Curve.ORDER;
        List<BigInteger> numbers = new ArrayList<>(List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                BigInteger.TWO.pow(128),
                BigInteger.TWO.pow(192),
                n.shiftRight(1),
                P.subtract(n),
                P.subtract(n).subtract(BigInteger.ONE),
                n.subtract(BigInteger.TWO),
                n.subtract(BigInteger.ONE)));
        for (int i = 0; i < 60; i++) {
            numbers.add(new BigInteger(256, random).mod(n));
        }
        for (BigInteger x : numbers) {
            long[] words = Sm2Words.of(x);
            assertThat(Sm2Scalars.isInRange(words)).isEqualTo(x.signum() != 0);
            assertThat(Sm2Scalars.isInRange(Sm2Words.of(x.add(n).mod(UNIT))))
                    .isEqualTo(
                            x.add(n).compareTo(UNIT) >= 0 && x.add(n).mod(UNIT).signum() != 0);
            assertThat(Sm2Words.number(Sm2Scalars.negated(words))).isEqualTo(n.subtract(x));
            assertThat(Sm2Scalars.hasSecond(words)).isEqualTo(x.add(n).compareTo(P) < 0);
            assertThat(Sm2Scalars.isCongruent(words, words)).isTrue();
            if (x.add(n).compareTo(P) < 0) {
                assertThat(Sm2Words.number(Sm2Scalars.second(words))).isEqualTo(x.add(n));
                assertThat(Sm2Scalars.isCongruent(Sm2Words.of(x.add(n)), words)).isTrue();
            }
            for (BigInteger y : numbers) {
                long[] other = Sm2Words.of(y);
                assertThat(Sm2Words.number(Sm2Scalars.sum(words, other)))
                        .isEqualTo(x.add(y).mod(n));
                assertThat(Sm2Words.number(Sm2Scalars.difference(words, other)))
                        .isEqualTo(x.subtract(y).mod(n));
                assertThat(Sm2Scalars.isCongruent(words, other)).isEqualTo(x.equals(y));
            }
        }
        assertThat(Sm2Words.number(Sm2Scalars.reduced(Sm2Words.of(UNIT.subtract(BigInteger.ONE)))))
                .isEqualTo(UNIT.subtract(BigInteger.ONE).mod(n));
        assertThat(Sm2Words.number(Sm2Scalars.reduced(Sm2Words.of(n)))).isEqualTo(BigInteger.ZERO);
    }

    /** Each limb at −bound, 0 or +bound, the top limb as far as the value's bound allows, and canonical edge cases. */
    private static List<long[]> extremes(int limbBits, int units) {
        List<long[]> elements = new ArrayList<>();
        long[] choices = {-(1L << limbBits), 0, 1L << limbBits};
        long top = (1L << 48) * units - (1L << (limbBits - 51));
        for (int i = 0; i < 243; i++) {
            long[] element = new long[5];
            int rest = i;
            for (int limb = 0; limb < 4; limb++) {
                element[limb] = choices[rest % 3];
                rest /= 3;
            }
            element[4] = (rest - 1) * top;
            elements.add(element);
        }
        for (BigInteger number : List.of(BigInteger.ZERO, BigInteger.ONE, P, P.subtract(BigInteger.ONE), UNIT)) {
            elements.add(limbs(number));
            elements.add(limbs(number.negate()));
        }
        return elements;
    }

    private long[] randomElement(int limbBits, int units) {
        long[] element = new long[5];
        for (int limb = 0; limb < 4; limb++) {
            element[limb] = random.nextLong(-(1L << limbBits), (1L << limbBits) + 1);
        }
        long top = (1L << 48) * units - (1L << (limbBits - 51));
        element[4] = random.nextLong(-top, top + 1);
        return element;
    }

    private static long[] limbs(BigInteger number) {
        long[] limbs = new long[5];
        for (int i = 0; i < 4; i++) {
            limbs[i] = number.shiftRight(52 * i).longValue() & Sm2Field.MASK;
        }
        limbs[4] = number.shiftRight(208).longValueExact();
        return limbs;
    }

    private static BigInteger number(long[] limbs) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 4; i >= 0; i--) {
            number = number.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
        }
        return number;
    }

    private static void checkCongruent(long[] x, BigInteger expected) {
        if (!number(x).mod(P).equals(expected.mod(P))) {
            assertThat(number(x).mod(P)).isEqualTo(expected.mod(P));
        }
    }

    private static void checkSettled(long[] x) {
        for (long limb : x) {
            if (Math.abs(limb) > 1L << 53) {
                assertThat(Math.abs(limb)).isLessThanOrEqualTo(1L << 53);
            }
        }
        if (number(x).abs().compareTo(UNIT.shiftLeft(1)) > 0) {
            assertThat(number(x).abs()).isLessThanOrEqualTo(UNIT.shiftLeft(1));
        }
    }
}
