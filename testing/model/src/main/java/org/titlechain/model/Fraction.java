package org.titlechain.model;

import java.math.BigInteger;
import java.util.Collection;

/** An exact fraction in lowest terms with a positive denominator. */
public record Fraction(BigInteger numerator, BigInteger denominator) {
    /** The whole. */
    public static final Fraction ONE = of(1, 1);

    private static final Fraction NOTHING = of(0, 1);

    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator " + denominator);
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    /** The fraction of two numbers. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** This and the other together. */
    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Without the other. */
    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    /** That part of it. */
    public Fraction times(Fraction part) {
        return new Fraction(numerator.multiply(part.numerator), denominator.multiply(part.denominator));
    }

    /** Whether this is the larger. */
    public boolean isMoreThan(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator)) > 0;
    }

    /** All together; nothing for none. */
    public static Fraction sum(Collection<Fraction> parts) {
        return parts.stream().reduce(NOTHING, Fraction::plus);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
