package org.titlechain.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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
 * An engine whose order is made by a network elsewhere. A subclass brings its {@link NativeChain} and calls
 * {@link #start}; everything that engines promise is kept here, by what is in the {@link BlockArchive}.
 *
 * <p>A block of the list is a native block that holds at least one batch transaction of ours; such blocks are counted
 * without gaps from the origin's height. Its entries are those of the batches in their order, without those whose bytes
 * are in the list already: so every member of the native chain has the same list. An append completes when its block is
 * in the archive. Block time is the native block's, and never goes back.
 *
 * <p>Whether an entry that was sent will be placed cannot be known before it is. It is sent again until it is, as long
 * as the engine runs.
 */
public abstract class DrivenEngine implements LedgerEngine {
    private final BlockArchive archive;
    private final NativeChain chain;
    private final Limits limits;
    private final Tail tail;
    private final Submissions submissions;
    private final Intake intake = new Intake();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean full;

    /** An engine that is not started yet; it owns the archive and the chain from now on. */
    protected DrivenEngine(BlockArchive archive, NativeChain chain, Limits limits) {
        this.archive = archive;
        this.chain = chain;
        this.limits = limits;
        this.tail = new Tail(archive.height());
        this.submissions = new Submissions(chain, limits);
    }

    /** Connects the chain. When this fails everything is closed. */
    protected final void start() throws IOException {
        submissions.start();
        try {
            chain.start(intake);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Adds the first block that is {@link BlockArchive#missing}, as {@link BlockArchive#fill} does; between two blocks
     * of the native chain, so that an entry has one place.
     *
     * @throws IOException when the disk is full up to its reserve
     */
    protected final void fill(NativeBlock block, byte[] evidence, long time) throws IOException {
        if (archive.usableBytes() < limits.reservedBytes()) {
            throw new IOException("the disk is full up to its reserve");
        }
        synchronized (intake) {
            archive.fill(block, evidence, time);
        }
    }

    /** The member's own list of blocks. */
    protected final BlockArchive archive() {
        return archive;
    }

    @Override
    public final CompletableFuture<Position> append(Entry entry) {
        byte[] bytes = entry.bytes();
        if (bytes.length > limits.entryBytes()) {
            return Submissions.rejected(
                    Rejection.ENTRY_TOO_LARGE,
                    "the entry has " + bytes.length + " bytes, " + chain.name() + " carries " + limits.entryBytes());
        }
        if (!submissions.accepting()) {
            String detail = submissions.detail();
            return Submissions.rejected(Rejection.STOPPED, detail.isEmpty() ? "the engine is closed" : detail);
        }
        if (full) {
            return Submissions.rejected(Rejection.STORAGE_FULL, "the disk is full up to its reserve");
        }
        Digest digest = Digest.of(bytes);
        try {
            Optional<Position> known = archive.find(digest);
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            CompletableFuture<Position> placed = submissions.add(digest, bytes);
            // A block that came in between has looked for this entry before it was there.
            archive.find(digest).ifPresent(position -> submissions.placed(Map.of(digest, position)));
            return placed;
        } catch (IllegalStateException | UncheckedIOException e) {
            return Submissions.rejected(Rejection.STOPPED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public final BlockCursor read(long fromHeight) {
        if (fromHeight < archive.origin().height()) {
            throw new IllegalArgumentException(
                    "heights begin at " + archive.origin().height());
        }
        return new ArchiveCursor(archive, tail, fromHeight);
    }

    @Override
    public final Finality finality(long height) {
        if (!capabilities().contains(Capability.FINALITY_EVIDENCE)) {
            throw new UnsupportedOperationException(chain.name() + " gives no evidence");
        }
        if (height < archive.origin().height() || height > archive.height()) {
            throw new IllegalArgumentException("there is no block " + height);
        }
        byte[] evidence = archive.evidence(height).orElseGet(() -> {
            try {
                byte[] made = chain.evidence(archive.nativeHeightOf(height));
                archive.keepEvidence(height, made);
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
        return new Finality(chain.name(), height, evidence);
    }

    @Override
    public final Set<Capability> capabilities() {
        return chain.capabilities();
    }

    @Override
    public final EngineStatus status() {
        String detail = submissions.detail();
        if (detail.isEmpty()) {
            detail = full ? "the disk is full; blocks and appends wait until there is room" : chain.detail();
        }
        return new EngineStatus(chain.name(), tail.height(), submissions.waiting(), submissions.accepting(), detail);
    }

    @Override
    public final void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        submissions.close(limits.closePatience());
        closing = true;
        tail.end();
        chain.close();
        archive.close();
    }

    /** Where the chain hands in its blocks. */
    private final class Intake implements NativeBlocks {
        @Override
        public long archived() {
            return archive.nativeHeight();
        }

        @Override
        public synchronized long committed(NativeBlock block) {
            if (block.height() <= archive.nativeHeight()) {
                return archive.heightAt(block.height());
            }
            try {
                awaitRoom();
                Optional<FreshEntries> fresh = FreshEntries.of(block, archive.height() + 1, archive::find);
                if (fresh.isEmpty()) {
                    archive.skip(block.height());
                } else {
                    add(block, fresh.get());
                }
                return archive.height();
            } catch (UncheckedIOException e) {
                submissions.fail("native block " + block.height() + " could not be archived: " + e.getMessage());
                tail.end();
                throw e;
            }
        }

        @Override
        public synchronized void joined(long nativeHeight, long height, long time, byte[] root) {
            archive.begin(nativeHeight, height, time, root);
            tail.begin(height);
        }

        @Override
        public void forgotten() {
            submissions.sendAllAgain();
        }

        private void add(NativeBlock nativeBlock, FreshEntries fresh) {
            Block block =
                    new Block(archive.height() + 1, Math.max(nativeBlock.time(), archive.time()), fresh.entries());
            archive.add(new ArchivedBlock(block, nativeBlock.height()), fresh.digests());
            tail.add(block);
            submissions.placed(fresh.places());
        }

        /** The native chain keeps the block, so a full disk is waited for. */
        private void awaitRoom() {
            try {
                while (archive.usableBytes() < limits.reservedBytes()) {
                    full = true;
                    if (closing) {
                        throw new IllegalStateException("the engine is closed");
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                }
                full = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
