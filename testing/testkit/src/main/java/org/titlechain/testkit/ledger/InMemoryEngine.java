package org.titlechain.testkit.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Capability;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;

/**
 * The whole promise of an engine on one screen: a list, one block for each entry, nothing on disk. For tests and
 * teaching.
 */
public final class InMemoryEngine implements LedgerEngine {
    private final InstantSource clock;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Position> positions = new HashMap<>();
    private boolean closed;

    public InMemoryEngine(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletableFuture<Position> append(Entry entry) {
        if (closed) {
            return CompletableFuture.failedFuture(new Rejected(Rejection.STOPPED, "the engine is closed"));
        }
        if (entry.bytes().length > Entry.MAXIMUM_LENGTH) {
            return CompletableFuture.failedFuture(new Rejected(Rejection.ENTRY_TOO_LARGE, "the entry is too large"));
        }
        Position position = positions.get(entry.idText());
        if (position == null) {
            place(List.of(entry.bytes()));
            position = new Position(blocks.size(), 0);
            positions.put(entry.idText(), position);
        }
        return CompletableFuture.completedFuture(position);
    }

    /** Adds a block with any bytes: what an engine that is shared with strangers may carry. */
    public synchronized void place(List<byte[]> entries) {
        long before = blocks.isEmpty() ? 0 : blocks.getLast().time();
        blocks.add(new Block(blocks.size() + 1L, Math.max(before, clock.millis()), entries));
        notifyAll();
    }

    @Override
    public BlockCursor read(long fromHeight) {
        return new BlockCursor() {
            private long next = fromHeight;
            private boolean ended;

            @Override
            public Optional<Block> next(Duration patience) throws InterruptedException {
                synchronized (InMemoryEngine.this) {
                    long deadline = System.nanoTime() + patience.toNanos();
                    while (!ended && !closed && next > blocks.size() && System.nanoTime() < deadline) {
                        InMemoryEngine.this.wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                    }
                    return ended || next > blocks.size()
                            ? Optional.empty()
                            : Optional.of(blocks.get(Math.toIntExact(next++) - 1));
                }
            }

            @Override
            public void close() {
                synchronized (InMemoryEngine.this) {
                    ended = true;
                    InMemoryEngine.this.notifyAll();
                }
            }
        };
    }

    @Override
    public Finality finality(long height) {
        throw new UnsupportedOperationException("a list has no evidence");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public synchronized EngineStatus status() {
        return new EngineStatus("memory", blocks.size(), 0, !closed, "");
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
