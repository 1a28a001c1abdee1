package org.titlechain.server;

import java.util.Arrays;

/** Secrets of keys that tests use. */
final class TestKeys {
    private TestKeys() {}

    static byte[] seed(int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        return seed;
    }
}
