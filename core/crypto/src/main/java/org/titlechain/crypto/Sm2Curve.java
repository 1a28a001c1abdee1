package org.titlechain.crypto;

import java.math.BigInteger;

/** The numbers of the curve y² = x³ + ax + b over the integers mod p (GB/T 32918.5). */
final class Sm2Curve {
    /** The prime of the field. */
    static final BigInteger P = number("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff");
    /** The coefficient a = p − 3. */
    static final BigInteger A = P.subtract(BigInteger.valueOf(3));
    /** The coefficient b. */
    static final BigInteger B = number("28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93");
    /** The number of points, a prime. */
    static final BigInteger ORDER = number("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    /** The generator's x. */
    static final BigInteger GENERATOR_X = number("32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7");
    /** The generator's y. */
    static final BigInteger GENERATOR_Y = number("bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0");

    private Sm2Curve() {}

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }
}
