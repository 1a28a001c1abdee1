package org.titlechain.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.BackupPart;
import org.titlechain.storage.FileStorage;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/** Saves the block log up to the last durable block, each record verified on the way; the engine may be at work. */
public final class BlockLogBackup implements BackupPart {
    private final Storage storage;
    private final Suite suite;
    private final String folderName;
    private final LongSupplier durableHeight;

    private BlockLogBackup(Storage storage, Suite suite, String folderName, LongSupplier durableHeight) {
        this.storage = storage;
        this.suite = suite;
        this.folderName = folderName;
        this.durableHeight = durableHeight;
    }

    /**
     * The backup of the log in the folder.
     *
     * @param folderName the folder's path relative to the data folder
     * @param durableHeight the last durable block when the backup begins, as the engine's status says
     */
    public static BlockLogBackup of(Path folder, Suite suite, String folderName, LongSupplier durableHeight)
            throws IOException {
        return new BlockLogBackup(FileStorage.openReadOnly(folder), suite, folderName, durableHeight);
    }

    /** The same for an engine that does not run. */
    public static BlockLogBackup ofStopped(Path folder, Suite suite, String folderName) throws IOException {
        long height = LogRecovery.inspect(FileStorage.openReadOnly(folder), suite)
                .tip()
                .height();
        return of(folder, suite, folderName, () -> height);
    }

    @Override
    public String name() {
        return "block log";
    }

    @Override
    public void save(Sink sink) throws IOException {
        long height = durableHeight.getAsLong();
        byte[] previous = LogTip.EMPTY.digest();
        long next = 1;
        for (String name : Segment.names(storage)) {
            if (Segment.firstHeightOf(name) > height && next > 1) {
                break;
            }
            long end = Segment.HEADER_LENGTH;
            try (RecordReader reader = new RecordReader(storage, name, suite.hash())) {
                while (next <= height && end < reader.size()) {
                    RecordFormat.Stored stored = reader.read(end, next, previous);
                    previous = stored.digest();
                    end += stored.length();
                    next++;
                }
            }
            try (StorageFile file = storage.open(name);
                    InputStream bytes = new Range(file, end)) {
                sink.file(folderName + "/" + name, bytes);
            }
        }
        if (next <= height) {
            throw new IOException("the block log ends before block " + height);
        }
        byte[] note = AcknowledgedTip.encode(height);
        sink.file(folderName + "/" + AcknowledgedTip.NAME, new ByteArrayInputStream(note));
    }

    /** The first bytes of a file. */
    private static final class Range extends InputStream {
        private final StorageFile file;
        private final long end;
        private long at;

        Range(StorageFile file, long end) {
            this.file = file;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, end - at);
            if (wanted <= 0) {
                return length == 0 ? 0 : -1;
            }
            int count = file.read(at, ByteBuffer.wrap(bytes, offset, wanted));
            at += count;
            return count == 0 ? -1 : count;
        }
    }
}
