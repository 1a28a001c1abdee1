package org.titlechain.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;

/** Reads the newest blocks from memory and older ones from the log. */
final class EmbeddedCursor implements BlockCursor {
    private final Chronicle chronicle;
    private final LogReader reader;
    private final boolean ahead;
    private long next;
    private boolean counted;
    private volatile boolean closed;

    EmbeddedCursor(Chronicle chronicle, LogReader reader, long fromHeight, boolean ahead) {
        this.chronicle = chronicle;
        this.reader = reader;
        this.ahead = ahead;
        this.next = fromHeight;
        this.counted = ahead;
        if (ahead) {
            chronicle.aheadReader(true);
        }
    }

    @Override
    public Optional<Block> next(Duration patience) throws InterruptedException {
        if (!chronicle.await(next, ahead, patience, () -> closed)) {
            return Optional.empty();
        }
        Block block = chronicle.recent(next);
        if (block == null) {
            try {
                synchronized (reader) {
                    if (closed) {
                        return Optional.empty();
                    }
                    reader.seek(next);
                    block = reader.read();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        next++;
        return Optional.of(block);
    }

    @Override
    public void close() {
        closed = true;
        chronicle.wake();
        try {
            synchronized (reader) {
                if (counted) {
                    counted = false;
                    chronicle.aheadReader(false);
                }
                reader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
