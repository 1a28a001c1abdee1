package org.titlechain.crypto;

import static org.titlechain.crypto.Sm2Field.add;
import static org.titlechain.crypto.Sm2Field.multiply;
import static org.titlechain.crypto.Sm2Field.square;
import static org.titlechain.crypto.Sm2Field.subtract;
import static org.titlechain.crypto.Sm2Field.subtractBothSettled;
import static org.titlechain.crypto.Sm2Field.subtractSettled;

/**
 * A point as X, Y, ZZ, ZZZ with x = X/ZZ, y = Y/ZZZ and ZZ³ = ZZZ², to which affine points are added one at a time.
 *
 * <p>There is no check for exceptional cases: adding a point with the same x, be it the same point or its negative,
 * makes ZZ zero, and zero it stays. Whoever reads the result must look at {@link #isExceptional()} first. All four
 * coordinates are settled between operations. Formulas: Explicit-Formulas Database, madd-2008-s and dbl-2008-s-1 of
 * short Weierstrass curves in XYZZ coordinates.
 */
final class RunningPoint {
    private static final int X = 0;
    private static final int Y = 5;
    private static final int ZZ = 10;
    private static final int ZZZ = 15;
    private static final int A = 20;
    private static final int B = 25;
    private static final int C = 30;
    private static final int D = 35;
    private static final int E = 40;
    private static final long[] ONE = one();
    private static final long[] ZERO = new long[Sm2Field.LIMBS];

    private final long[] v = new long[45];

    private static long[] one() {
        long[] one = new long[Sm2Field.LIMBS];
        Sm2Words.toElement(one, 0, new long[] {1, 0, 0, 0});
        return one;
    }

    /** Becomes the affine point at the place. */
    void set(long[] points, int at) {
        System.arraycopy(points, at, v, X, PointTable.POINT);
        System.arraycopy(ONE, 0, v, ZZ, Sm2Field.LIMBS);
        System.arraycopy(ONE, 0, v, ZZZ, Sm2Field.LIMBS);
    }

    /** Adds the affine point at the place. */
    void addPoint(long[] points, int at) {
        multiply(v, A, points, at, v, ZZ);
        multiply(v, B, points, at + Sm2Field.LIMBS, v, ZZZ);
        subtract(v, A, v, A, v, X); // P = U2 − X1, 4 units
        subtract(v, B, v, B, v, Y); // R = S2 − Y1, 4 units
        square(v, C, v, A); // PP
        multiply(v, A, v, A, v, C); // PPP
        multiply(v, D, v, X, v, C); // Q
        multiply(v, ZZ, v, ZZ, v, C);
        multiply(v, ZZZ, v, ZZZ, v, A);
        add(v, E, v, D, v, D); // 2Q, 4 units
        square(v, C, v, B);
        subtractBothSettled(v, X, v, C, v, A, v, E); // X3 = R² − PPP − 2Q
        subtract(v, D, v, D, v, X); // 4 units
        multiply(v, D, v, B, v, D);
        multiply(v, A, v, Y, v, A);
        subtractSettled(v, Y, v, D, v, A); // Y3 = R(Q − X3) − Y1·PPP
    }

    /** Doubles the point. */
    void doublePoint() {
        add(v, A, v, Y, v, Y); // U, 4 units
        square(v, B, v, A); // V
        multiply(v, A, v, A, v, B); // W
        multiply(v, C, v, X, v, B); // S
        subtract(v, D, v, X, v, ZZ); // 4 units
        add(v, E, v, X, v, ZZ); // 4 units
        multiply(v, D, v, D, v, E);
        add(v, E, v, D, v, D);
        add(v, E, v, E, v, D); // M = 3(X − ZZ)(X + ZZ) as a = −3, 6 units
        multiply(v, ZZ, v, ZZ, v, B);
        multiply(v, ZZZ, v, ZZZ, v, A);
        multiply(v, A, v, A, v, Y);
        subtractSettled(v, E, v, E, ZERO, 0);
        square(v, D, v, E);
        subtractBothSettled(v, X, v, D, v, C, v, C); // X3 = M² − 2S
        subtract(v, C, v, C, v, X); // 4 units
        multiply(v, C, v, C, v, E);
        subtractSettled(v, Y, v, C, v, A); // Y3 = M(S − X3) − W·Y
    }

    /** Whether an addition met one of the cases that the formulas do not cover (or the result is infinity). */
    boolean isExceptional() {
        return Sm2Words.isZero(v, ZZ);
    }

    /** Whether the affine x is the number. Not for exceptional points. */
    boolean hasX(long[] number) {
        long[] element = new long[Sm2Field.LIMBS];
        Sm2Words.toElement(element, 0, number);
        multiply(element, 0, element, 0, v, ZZ);
        subtract(element, 0, element, 0, v, X);
        return Sm2Words.isZero(element, 0);
    }

    /** The affine x, in canonical form. Not for exceptional points. */
    long[] x() {
        long[] element = new long[Sm2Field.LIMBS];
        Sm2Field.invert(element, 0, v, ZZ);
        multiply(element, 0, element, 0, v, X);
        return Sm2Words.ofElement(element, 0);
    }

    /** The affine y, in canonical form. Not for exceptional points. */
    long[] y() {
        long[] element = new long[Sm2Field.LIMBS];
        Sm2Field.invert(element, 0, v, ZZZ);
        multiply(element, 0, element, 0, v, Y);
        return Sm2Words.ofElement(element, 0);
    }

    /** Copies X, Y, ZZ and ZZZ to the place. */
    void copyTo(long[] target, int at) {
        System.arraycopy(v, X, target, at, 4 * Sm2Field.LIMBS);
    }
}
