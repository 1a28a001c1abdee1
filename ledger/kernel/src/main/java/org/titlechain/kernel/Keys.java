package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the keys of the column families are written. */
final class Keys {
    private Keys() {}

    static byte[] text(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] node(int level, long index) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) level)
                .putLong(index)
                .array();
    }

    static byte[] version(String key, long version) {
        byte[] text = text(key);
        return ByteBuffer.allocate(text.length + 1 + Long.BYTES)
                .put(text)
                .put((byte) 0)
                .putLong(version)
                .array();
    }

    /** Whether the key of a history row belongs to the state key. */
    static boolean isVersionOf(byte[] row, byte[] key) {
        return row.length == key.length + 1 + Long.BYTES
                && row[key.length] == 0
                && Arrays.equals(row, 0, key.length, key, 0, key.length);
    }

    static long lastNumber(byte[] row) {
        return ByteBuffer.wrap(row, row.length - Long.BYTES, Long.BYTES).getLong();
    }
}
