package org.titlechain.crypto;

import java.security.MessageDigest;

/** Comparison of secrets. */
public final class ConstantTime {
    private ConstantTime() {}

    /** Whether both hold the same bytes, in a time that depends on the lengths alone. */
    public static boolean equal(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }
}
