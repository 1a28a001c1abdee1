package org.titlechain.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.HashFunction;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/** Reads the records of one segment, each verified against its own digest and the digest of the one before. */
final class RecordReader implements Closeable {
    private static final int SECTOR = 512;

    /** So many zeros do not end a digest. */
    private static final int LAST_BYTES = 8;

    private final Storage storage;
    private final String name;
    private final StorageFile file;
    private final HashFunction hash;

    RecordReader(Storage storage, String name, HashFunction hash) throws IOException {
        this.storage = storage;
        this.name = name;
        this.file = storage.open(name);
        this.hash = hash;
    }

    long size() throws IOException {
        return file.size();
    }

    /** The header of the record at the offset, or null when it is not whole. */
    RecordFormat.@Nullable Header header(long offset) throws IOException {
        byte[] bytes = new byte[RecordFormat.HEADER_LENGTH];
        return file.read(offset, ByteBuffer.wrap(bytes)) < bytes.length ? null : RecordFormat.header(bytes, 0);
    }

    /**
     * The record of the block at the offset, or null when there is no whole and valid record of that height, chained to
     * the digest.
     *
     * @param previous the digest of the record before, or null when it is not known
     */
    RecordFormat.@Nullable Stored tryRead(long offset, long height, byte @Nullable [] previous) throws IOException {
        RecordFormat.Header header = header(offset);
        if (header == null || header.height() != height) {
            return null;
        }
        byte[] record = new byte[header.length()];
        if (file.read(offset, ByteBuffer.wrap(record)) < record.length) {
            return null;
        }
        RecordFormat.Stored stored = RecordFormat.decode(record, hash);
        if (stored == null || (previous != null && !Arrays.equals(previous, stored.previous()))) {
            return null;
        }
        return stored;
    }

    /** As {@link #tryRead}, but a record that is not whole and valid is damage. */
    RecordFormat.Stored read(long offset, long height, byte @Nullable [] previous) throws IOException {
        RecordFormat.Stored stored = tryRead(offset, height, previous);
        if (stored == null) {
            throw damage(offset, height, explain(offset, height));
        }
        return stored;
    }

    LedgerDamageException damage(long offset, long height, String problem) {
        return new LedgerDamageException(new Finding(storage.describe(name), height, "at byte " + offset, "", problem));
    }

    /** Why there is no valid record, in words. */
    String explain(long offset, long height) throws IOException {
        if (offset + RecordFormat.HEADER_LENGTH > file.size()) {
            return "the file ends before the record";
        }
        RecordFormat.Header header = header(offset);
        if (header == null) {
            return "the header of the record is damaged";
        }
        if (header.height() != height) {
            return "the record is that of block " + header.height();
        }
        if (offset + header.length() > file.size()) {
            return "the file ends inside the record";
        }
        byte[] record = new byte[header.length()];
        if (file.read(offset, ByteBuffer.wrap(record)) < record.length || RecordFormat.decode(record, hash) == null) {
            return "the bytes of the record do not match its digest";
        }
        return "the record does not follow the one before it";
    }

    /**
     * Whether an invalid record at the offset looks like a write that a power cut interrupted: some sector of it never
     * reached the disk, so it is beyond the end of the file or all zeros. A record whose sectors are all there and that
     * is still invalid was damaged later.
     */
    boolean looksTorn(long offset) throws IOException {
        long size = file.size();
        byte[] rest = readFrom(offset, (int) Math.min(size - offset, RecordFormat.MAXIMUM_LENGTH));
        RecordFormat.Header header = RecordFormat.header(rest, 0);
        int length = header == null ? RecordFormat.HEADER_LENGTH : header.length();
        // A write that failed half way in a single sector leaves zeros of the room where the digest would end.
        if (rest.length < length || isZero(rest, length - LAST_BYTES, length)) {
            return true;
        }
        int start = 0;
        while (start < length) {
            int end = (int) Math.min(length, start + SECTOR - (offset + start) % SECTOR);
            if (isZero(rest, start, end)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    /** The height of a record header after the offset that is whole, or 0: then what is at the offset is no tail. */
    long laterRecord(long offset, long height) throws IOException {
        long size = file.size();
        byte[] rest = readFrom(offset, (int) Math.min(size - offset, 2L * RecordFormat.MAXIMUM_LENGTH));
        for (int i = 1; i + RecordFormat.HEADER_LENGTH <= rest.length; i++) {
            if (rest[i] == (byte) (RecordFormat.MAGIC >>> 24)) {
                RecordFormat.Header header = RecordFormat.header(rest, i);
                if (header != null && header.height() > height) {
                    return header.height();
                }
            }
        }
        return 0;
    }

    private byte[] readFrom(long offset, int length) throws IOException {
        byte[] bytes = new byte[Math.max(0, length)];
        int count = file.read(offset, ByteBuffer.wrap(bytes));
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    private static boolean isZero(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
