package org.titlechain.driver;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.ledger.Block;

/**
 * A block as it is archived: native height (8), time (8), count (4), each entry as length (4) and bytes.
 *
 * @param block the block
 * @param nativeHeight where it stands on the native chain
 */
record ArchivedBlock(Block block, long nativeHeight) {
    byte[] encode() {
        int length = 2 * Long.BYTES + Integer.BYTES;
        for (byte[] entry : block.entries()) {
            length += Integer.BYTES + entry.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putLong(nativeHeight).putLong(block.time()).putInt(block.entries().size());
        for (byte[] entry : block.entries()) {
            out.putInt(entry.length).put(entry);
        }
        return out.array();
    }

    static ArchivedBlock decode(long height, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long nativeHeight = in.getLong();
        long time = in.getLong();
        int count = in.getInt();
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[in.getInt()];
            in.get(entry);
            entries.add(entry);
        }
        return new ArchivedBlock(new Block(height, time, entries), nativeHeight);
    }
}
