package org.titlechain.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/**
 * Remembers which block was acknowledged last: 8 bytes height, 4 bytes CRC-32C. Written after each force and never
 * forced itself, so it costs a microsecond; after the death of the process it is exact, after a power cut it may be
 * old. It can therefore prove that a damaged block had been acknowledged, never that it had not.
 */
final class AcknowledgedTip implements Closeable {
    static final String NAME = "acknowledged";
    private static final int LENGTH = 12;

    private final StorageFile file;

    private AcknowledgedTip(StorageFile file) {
        this.file = file;
    }

    static AcknowledgedTip open(Storage storage) throws IOException {
        return new AcknowledgedTip(storage.list().contains(NAME) ? storage.open(NAME) : storage.create(NAME));
    }

    /** The height that was acknowledged at least; empty when the file is missing, empty or damaged. */
    static OptionalLong read(Storage storage) throws IOException {
        if (!storage.list().contains(NAME)) {
            return OptionalLong.empty();
        }
        try (StorageFile file = storage.open(NAME)) {
            ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
            if (file.read(0, bytes) < LENGTH) {
                return OptionalLong.empty();
            }
            long height = bytes.getLong(0);
            return bytes.getInt(8) == checkOf(height) ? OptionalLong.of(height) : OptionalLong.empty();
        }
    }

    /** Whether the file holds bytes that it should not. */
    static boolean isDamaged(Storage storage) throws IOException {
        if (!storage.list().contains(NAME)) {
            return false;
        }
        try (StorageFile file = storage.open(NAME)) {
            return file.size() != 0 && (file.size() != LENGTH || read(storage).isEmpty());
        }
    }

    void write(long height) throws IOException {
        file.write(0, ByteBuffer.wrap(encode(height)));
    }

    static byte[] encode(long height) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(height)
                .putInt(checkOf(height))
                .array();
    }

    private static int checkOf(long height) {
        CRC32C check = new CRC32C();
        check.update(ByteBuffer.allocate(8).putLong(height).flip());
        return (int) check.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
