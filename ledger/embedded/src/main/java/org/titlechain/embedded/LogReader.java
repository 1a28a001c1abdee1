package org.titlechain.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.storage.Storage;

/**
 * Reads blocks of the log in order, every record verified. Has file handles of its own, so that an interrupted reader
 * cannot close a file under the writer. For one thread.
 */
final class LogReader implements Closeable {
    private final Storage storage;
    private final Suite suite;
    private long next;
    private long offset;
    private byte @Nullable [] previous;
    private @Nullable RecordReader reader;

    /** Reads from the height on. */
    LogReader(Storage storage, Suite suite, long fromHeight) {
        this.storage = storage;
        this.suite = suite;
        this.next = fromHeight;
    }

    /** Goes on at another height. */
    void seek(long height) throws IOException {
        if (height != next) {
            close();
            previous = null;
            next = height;
        }
    }

    /**
     * The next block, which must have been forced before.
     *
     * @throws LedgerDamageException when it is not as it was written
     */
    Block read() throws IOException {
        return readStored().block();
    }

    RecordFormat.Stored readStored() throws IOException {
        RecordReader current = reader;
        if (current == null) {
            current = locate();
        } else if (offset >= current.size()) {
            current.close();
            current = openSegment(Segment.nameOf(next));
        }
        RecordFormat.Stored stored = current.read(offset, next, previous);
        offset += stored.length();
        previous = stored.digest();
        next++;
        return stored;
    }

    private RecordReader openSegment(String name) throws IOException {
        if (!storage.list().contains(name)) {
            throw new LedgerDamageException(new Finding(
                    storage.describe(name), next, "", "", "a file of the block log is missing or cut short"));
        }
        RecordReader opened = new RecordReader(storage, name, suite.hash());
        reader = opened;
        offset = Segment.HEADER_LENGTH;
        return opened;
    }

    /** Opens the segment that holds the next block and walks over the records before it. */
    private RecordReader locate() throws IOException {
        List<String> names = Segment.names(storage);
        String holder = names.isEmpty() ? Segment.nameOf(1) : names.getFirst();
        for (String name : names) {
            if (Segment.firstHeightOf(name) <= next) {
                holder = name;
            }
        }
        RecordReader opened = openSegment(holder);
        for (long height = Segment.firstHeightOf(holder); height < next; height++) {
            RecordFormat.Header header = opened.header(offset);
            if (header == null || header.height() != height) {
                throw opened.damage(offset, height, opened.explain(offset, height));
            }
            offset += header.length();
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        RecordReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
        }
    }
}
