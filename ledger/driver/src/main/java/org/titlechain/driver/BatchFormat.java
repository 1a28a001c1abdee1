package org.titlechain.driver;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.ledger.Entry;

/**
 * A batch of entries as one transaction of a native chain ({@code docs/formats.md}, "Batch transaction"): magic "TCB1",
 * sender (8), number (8), count (4), then each entry as length (4) and bytes. Sender and number only keep two
 * transactions with the same entries apart. All numbers big-endian.
 */
public final class BatchFormat {
    /** Bytes before the first entry. */
    public static final int HEADER_LENGTH = 24;

    private static final int MAGIC = 0x54434231;

    private BatchFormat() {}

    /** The transaction that carries the entries. */
    public static byte[] encode(long sender, long number, List<byte[]> entries) {
        int length = HEADER_LENGTH;
        for (byte[] entry : entries) {
            length += Integer.BYTES + entry.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(MAGIC).putLong(sender).putLong(number).putInt(entries.size());
        for (byte[] entry : entries) {
            out.putInt(entry.length).put(entry);
        }
        return out.array();
    }

    /** The entries of a transaction; empty when it is not a batch, whole and exact. */
    public static Optional<List<byte[]>> decode(byte[] transaction) {
        ByteBuffer in = ByteBuffer.wrap(transaction);
        if (in.remaining() < HEADER_LENGTH || in.getInt() != MAGIC) {
            return Optional.empty();
        }
        in.position(HEADER_LENGTH - Integer.BYTES);
        int count = in.getInt();
        if (count < 1 || count > in.remaining() / Integer.BYTES) {
            return Optional.empty();
        }
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (in.remaining() < Integer.BYTES) {
                return Optional.empty();
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() || length > Entry.MAXIMUM_LENGTH) {
                return Optional.empty();
            }
            byte[] entry = new byte[length];
            in.get(entry);
            entries.add(entry);
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(entries);
    }
}
