package org.titlechain.driver;

import java.time.Duration;
import java.util.Optional;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;

/** Reads the newest blocks from memory and older ones from the archive. */
final class ArchiveCursor implements BlockCursor {
    private final BlockArchive archive;
    private final Tail tail;
    private long next;
    private volatile boolean closed;

    ArchiveCursor(BlockArchive archive, Tail tail, long fromHeight) {
        this.archive = archive;
        this.tail = tail;
        this.next = fromHeight;
    }

    @Override
    public Optional<Block> next(Duration patience) throws InterruptedException {
        if (!tail.await(next, patience, () -> closed)) {
            return Optional.empty();
        }
        Block block = tail.recent(next);
        if (block == null) {
            block = archive.block(next);
        }
        next++;
        return Optional.of(block);
    }

    @Override
    public void close() {
        closed = true;
        tail.wake();
    }
}
