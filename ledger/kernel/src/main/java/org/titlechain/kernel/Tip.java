package org.titlechain.kernel;

import java.nio.ByteBuffer;
import org.titlechain.crypto.HashFunction;

/**
 * Where a replay stands: everything up to the block is decided and stored.
 *
 * @param height the last block, 0 for none
 * @param time its time, ms
 * @param logSize leaves in the log
 * @param logRoot the root over them
 * @param stateRoot the root of the state tree
 */
record Tip(long height, long time, long logSize, byte[] logRoot, byte[] stateRoot) {
    private static final int LENGTH = 3 * Long.BYTES + 2 * HashFunction.DIGEST_LENGTH;

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(height)
                .putLong(time)
                .putLong(logSize)
                .put(logRoot)
                .put(stateRoot)
                .array();
    }

    static Tip decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long height = in.getLong();
        long time = in.getLong();
        long logSize = in.getLong();
        byte[] logRoot = new byte[HashFunction.DIGEST_LENGTH];
        in.get(logRoot);
        byte[] stateRoot = new byte[HashFunction.DIGEST_LENGTH];
        in.get(stateRoot);
        if (in.hasRemaining()) {
            throw new IllegalStateException("the stored tip has " + bytes.length + " bytes");
        }
        return new Tip(height, time, logSize, logRoot, stateRoot);
    }
}
