package org.titlechain.kernel;

import java.util.Arrays;

/** Bytes as a key of a map. */
record Bytes(byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
