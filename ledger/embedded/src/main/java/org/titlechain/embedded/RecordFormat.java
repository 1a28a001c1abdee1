package org.titlechain.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.HashFunction;
import org.titlechain.ledger.Block;

/**
 * One block as a record of the log:
 *
 * <pre>
 *  0  4  magic "TCB1"
 *  4  4  length of the whole record
 *  8  8  height
 * 16  8  block time, ms
 * 24  4  number of entries
 * 28 32  digest of the record before (of the first: 32 zero bytes)
 * 60  4  CRC-32C of the bytes 0 to 59, so that a damaged length is known as such
 * 64     for each entry: 4 bytes length, the bytes
 * …  32  digest: H of everything before it
 * </pre>
 *
 * All numbers are big-endian. The digests form a chain over all records.
 */
final class RecordFormat {
    static final int MAGIC = 0x54434231;
    static final int HEADER_LENGTH = 64;
    static final int DIGEST_LENGTH = HashFunction.DIGEST_LENGTH;
    static final int MAXIMUM_LENGTH = 64 * 1024 * 1024;

    private static final int CHECKED_LENGTH = 60;

    private RecordFormat() {}

    /** The fixed part of a record. */
    record Header(int length, long height, long time, int count, byte[] previous) {}

    /** A record that is whole. */
    record Stored(Block block, byte[] previous, byte[] digest, int length) {}

    /** Bytes of a record with these entries. */
    static long lengthOf(List<byte[]> entries) {
        long length = HEADER_LENGTH + DIGEST_LENGTH;
        for (byte[] entry : entries) {
            length += 4L + entry.length;
        }
        return length;
    }

    static byte[] encode(Block block, byte[] previous, HashFunction hash) {
        int length = Math.toIntExact(lengthOf(block.entries()));
        byte[] record = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(record);
        out.putInt(MAGIC)
                .putInt(length)
                .putLong(block.height())
                .putLong(block.time())
                .putInt(block.entries().size())
                .put(previous);
        out.putInt(checkOf(record, 0));
        for (byte[] entry : block.entries()) {
            out.putInt(entry.length).put(entry);
        }
        out.put(hash.hash(Arrays.copyOf(record, length - DIGEST_LENGTH)));
        return record;
    }

    /** The digest at the end of an encoded record. */
    static byte[] digestOf(byte[] record) {
        return Arrays.copyOfRange(record, record.length - DIGEST_LENGTH, record.length);
    }

    /** The header at the offset, or null when there is none that is whole. */
    static @Nullable Header header(byte[] bytes, int offset) {
        if (bytes.length - offset < HEADER_LENGTH) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, HEADER_LENGTH);
        if (in.getInt() != MAGIC) {
            return null;
        }
        int length = in.getInt();
        long height = in.getLong();
        long time = in.getLong();
        int count = in.getInt();
        byte[] previous = new byte[DIGEST_LENGTH];
        in.get(previous);
        boolean plausible = length >= HEADER_LENGTH + DIGEST_LENGTH && length <= MAXIMUM_LENGTH && count >= 0;
        return plausible && in.getInt() == checkOf(bytes, offset)
                ? new Header(length, height, time, count, previous)
                : null;
    }

    /** The record that fills the bytes, or null when its digest or shape is wrong. */
    static @Nullable Stored decode(byte[] record, HashFunction hash) {
        Header header = header(record, 0);
        if (header == null || header.length() != record.length) {
            return null;
        }
        byte[] digest = digestOf(record);
        if (!Arrays.equals(digest, hash.hash(Arrays.copyOf(record, record.length - DIGEST_LENGTH)))) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(record, HEADER_LENGTH, record.length - HEADER_LENGTH - DIGEST_LENGTH);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < header.count(); i++) {
            if (in.remaining() < 4) {
                return null;
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                return null;
            }
            byte[] entry = new byte[length];
            in.get(entry);
            entries.add(entry);
        }
        return in.hasRemaining()
                ? null
                : new Stored(
                        new Block(header.height(), header.time(), entries), header.previous(), digest, record.length);
    }

    private static int checkOf(byte[] bytes, int offset) {
        CRC32C check = new CRC32C();
        check.update(bytes, offset, CHECKED_LENGTH);
        return (int) check.getValue();
    }
}
