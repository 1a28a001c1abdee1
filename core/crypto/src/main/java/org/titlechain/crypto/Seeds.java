package org.titlechain.crypto;

/** The 32 secret bytes from which a software key is derived. */
final class Seeds {
    static final int LENGTH = 32;

    private Seeds() {}

    /** A copy of the seed, so that its owner may clear it. */
    static byte[] copyOf(byte[] seed) {
        if (seed.length != LENGTH) {
            throw new IllegalArgumentException("a seed has " + LENGTH + " bytes, not " + seed.length);
        }
        return seed.clone();
    }
}
