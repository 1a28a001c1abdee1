package org.titlechain.proof;

import java.util.Arrays;

/** Secrets of test keys. */
final class Seeds {
    private Seeds() {}

    static byte[] of(int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        return seed;
    }
}
