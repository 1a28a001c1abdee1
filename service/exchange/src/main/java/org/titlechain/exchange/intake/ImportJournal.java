package org.titlechain.exchange.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Remembers which files of an import are done, so that it can be stopped at any moment and resumed. A file of 16-byte
 * records, each the beginning of a digest of a file's name and stamp; a torn last record is dropped. Losing records
 * does no harm: the files are submitted again, which is safe.
 *
 * <p>Memory is 16 bytes for each done file, twice over at most. Not for concurrent use.
 */
public final class ImportJournal implements Closeable {
    private static final int RECORD = 16;

    private final FileChannel file;
    private final MessageDigest digest;
    private long[] table = new long[1 << 12];
    private int size;

    private ImportJournal(FileChannel file) {
        this.file = file;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the journal, which is made when it is not there. */
    public static ImportJournal open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ImportJournal journal = new ImportJournal(file);
        try {
            journal.load();
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void load() throws IOException {
        long whole = file.size() / RECORD * RECORD;
        file.truncate(whole);
        ByteBuffer buffer = ByteBuffer.allocate(RECORD * 4_096);
        while (file.position() < whole) {
            buffer.clear();
            while (buffer.hasRemaining() && file.position() < whole) {
                file.read(buffer);
            }
            buffer.flip();
            while (buffer.remaining() >= RECORD) {
                add(buffer.getLong(), buffer.getLong());
            }
        }
    }

    /** How many files are done. */
    public int size() {
        return size;
    }

    boolean isDone(MessageFile message) {
        ByteBuffer key = key(message);
        return table[slot(key.getLong(0), key.getLong(8))] != 0;
    }

    void done(MessageFile message) throws IOException {
        ByteBuffer key = key(message);
        if (add(key.getLong(0), key.getLong(8))) {
            while (key.hasRemaining()) {
                file.write(key);
            }
        }
    }

    private ByteBuffer key(MessageFile message) {
        digest.update(message.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        byte[] key = Arrays.copyOf(digest.digest(message.stamp().getBytes(StandardCharsets.UTF_8)), RECORD);
        key[0] |= 1;
        return ByteBuffer.wrap(key);
    }

    private boolean add(long high, long low) {
        int slot = slot(high, low);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = high;
        table[slot + 1] = low;
        if (++size * 4 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (int i = 0; i < old.length; i += 2) {
                if (old[i] != 0) {
                    int moved = slot(old[i], old[i + 1]);
                    table[moved] = old[i];
                    table[moved + 1] = old[i + 1];
                }
            }
        }
        return true;
    }

    /** The place of the key, or of the free slot where it belongs. A key's first half is never zero. */
    private int slot(long high, long low) {
        int mask = table.length - 1;
        int slot = (int) (low << 1) & mask;
        while (table[slot] != 0 && (table[slot] != high || table[slot + 1] != low)) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
