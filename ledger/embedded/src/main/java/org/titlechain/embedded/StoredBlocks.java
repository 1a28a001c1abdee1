package org.titlechain.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.storage.FileStorage;
import org.titlechain.storage.Storage;

/** The blocks in the folder of an engine that does not run, read without changing anything. Ends with the log. */
public final class StoredBlocks implements BlockCursor {
    private final LogReader reader;
    private final long last;
    private long next;

    private StoredBlocks(LogReader reader, long from, long last) {
        this.reader = reader;
        this.next = from;
        this.last = last;
    }

    /**
     * Reads the log in the folder from the height on.
     *
     * @throws org.titlechain.storage.LedgerDamageException when the end of the log is damaged
     */
    public static StoredBlocks open(Path folder, Suite suite, long fromHeight) throws IOException {
        Storage storage = FileStorage.openReadOnly(folder);
        long last = LogRecovery.inspect(storage, suite).tip().height();
        return new StoredBlocks(new LogReader(storage, suite, fromHeight), fromHeight, last);
    }

    /** The last block. */
    public long height() {
        return last;
    }

    @Override
    public Optional<Block> next(Duration patience) {
        if (next > last) {
            return Optional.empty();
        }
        try {
            Block block = reader.read();
            next++;
            return Optional.of(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
