package org.titlechain.epochs;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.ReadAhead;

/** Reads over epochs: each block from the engine that the chain says it is of. */
final class EpochCursor implements BlockCursor {
    private static final Duration STEP = Duration.ofMillis(200);

    private final EpochEngine epochs;
    private final boolean ahead;
    private long next;
    private volatile boolean closed;
    private @Nullable LedgerEngine engine;
    private volatile @Nullable BlockCursor cursor;

    EpochCursor(EpochEngine epochs, long fromHeight, boolean ahead) {
        if (fromHeight < 1) {
            throw new IllegalArgumentException("heights begin at 1");
        }
        this.epochs = epochs;
        this.next = fromHeight;
        this.ahead = ahead;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<Block> next(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!closed) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Optional<EpochEngine.Source> source = epochs.source(next, left, this);
            if (source.isEmpty()) {
                return Optional.empty();
            }
            LedgerEngine present = source.get().engine();
            Optional<Block> block = present == null
                    ? Optional.of(epochs.past(source.get().epoch()).block(next))
                    : cursorOf(present).next(left.compareTo(STEP) < 0 ? left : STEP);
            if (block.isPresent()) {
                next++;
                return block;
            }
            if (left.isZero()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private BlockCursor cursorOf(LedgerEngine present) {
        BlockCursor open = cursor;
        if (open == null || engine != present) {
            if (open != null) {
                open.close();
            }
            open = ahead && present instanceof ReadAhead able ? able.readAhead(next) : present.read(next);
            engine = present;
            cursor = open;
            if (closed) {
                open.close();
            }
        }
        return open;
    }

    @Override
    public void close() {
        closed = true;
        BlockCursor open = cursor;
        if (open != null) {
            open.close();
        }
        epochs.wake();
    }
}
