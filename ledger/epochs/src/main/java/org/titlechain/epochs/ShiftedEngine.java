package org.titlechain.epochs;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Capability;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.ledger.ReadAhead;

/** An engine that counts its blocks from 1, shown from an origin on. It must know when a block is final ahead of it. */
public final class ShiftedEngine implements LedgerEngine, ReadAhead {
    private final LedgerEngine engine;
    private final ReadAhead ahead;
    private final long by;

    /** Shows the engine from the origin on; its clock must not be earlier than the origin's time. */
    public <E extends LedgerEngine & ReadAhead> ShiftedEngine(E engine, Origin origin) {
        this.engine = engine;
        this.ahead = engine;
        this.by = origin.height() - 1;
    }

    @Override
    public CompletableFuture<Position> append(Entry entry) {
        return engine.append(entry).thenApply(position -> new Position(position.height() + by, position.index()));
    }

    @Override
    public BlockCursor read(long fromHeight) {
        return shifted(engine.read(fromHeight - by));
    }

    @Override
    public BlockCursor readAhead(long fromHeight) {
        return shifted(ahead.readAhead(fromHeight - by));
    }

    private BlockCursor shifted(BlockCursor cursor) {
        return new BlockCursor() {
            @Override
            public Optional<Block> next(Duration patience) throws InterruptedException {
                return cursor.next(patience)
                        .map(block -> new Block(block.height() + by, block.time(), block.entries()));
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    @Override
    public boolean awaitFinal(long height, Duration patience) throws InterruptedException {
        return ahead.awaitFinal(height - by, patience);
    }

    @Override
    public Finality finality(long height) {
        return engine.finality(height - by);
    }

    @Override
    public Set<Capability> capabilities() {
        return engine.capabilities();
    }

    @Override
    public EngineStatus status() {
        EngineStatus status = engine.status();
        return new EngineStatus(
                status.engine(), status.height() + by, status.waiting(), status.accepting(), status.detail());
    }

    @Override
    public void close() {
        engine.close();
    }
}
