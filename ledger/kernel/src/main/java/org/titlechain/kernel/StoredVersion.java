package org.titlechain.kernel;

import java.nio.ByteBuffer;

/** How a version of a state key is stored: version, position, height, time, value. */
final class StoredVersion {
    private static final int HEADER = 4 * Long.BYTES;

    private StoredVersion() {}

    static byte[] encode(long version, long position, long height, long time, byte[] value) {
        return ByteBuffer.allocate(HEADER + value.length)
                .putLong(version)
                .putLong(position)
                .putLong(height)
                .putLong(time)
                .put(value)
                .array();
    }

    static Ledger.Version decode(String key, byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        long version = in.getLong();
        long position = in.getLong();
        long height = in.getLong();
        long time = in.getLong();
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new Ledger.Version(key, version, value, position, height, time);
    }
}
