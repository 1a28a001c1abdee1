package org.titlechain.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Capability;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.ledger.ReadAhead;
import org.titlechain.storage.FileStorage;
import org.titlechain.storage.FolderLock;
import org.titlechain.storage.Storage;

/**
 * The embedded engine: an append-only log of blocks in one folder of one process.
 *
 * <p>An append completes when its block was forced to the disk. A failed force stops the engine for good; the blocks
 * that were acknowledged are there after the next start. A full disk refuses appends until there is room again.
 */
public final class EmbeddedEngine implements LedgerEngine, ReadAhead {
    /** The name in {@link EngineStatus}. */
    public static final String NAME = "embedded";

    /**
     * Bounds of the engine.
     *
     * @param queuedEntries entries that wait at most
     * @param queuedBytes bytes that wait at most
     * @param blockEntries entries in a block at most
     * @param blockBytes bytes of entries in a block at most, unless one entry alone is larger
     * @param segmentBytes size at which a file of the log is full
     * @param reservedBytes room on the disk that is left to others; below it appends are refused
     */
    public record Limits(
            int queuedEntries,
            long queuedBytes,
            int blockEntries,
            long blockBytes,
            long segmentBytes,
            long reservedBytes) {
        /** What is right for a registration office. */
        public static Limits standard() {
            return new Limits(65_536, 256L << 20, 8_192, 16L << 20, 64L << 20, 64L << 20);
        }
    }

    private final Storage storage;
    private final Suite suite;
    private final BlockLog log;
    private final EntryIndex index;
    private final Chronicle chronicle;
    private final GroupCommit commits;
    private final Closeable lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedEngine(
            Storage storage,
            Suite suite,
            BlockLog log,
            EntryIndex index,
            InstantSource clock,
            Limits limits,
            Closeable lock) {
        this.storage = storage;
        this.suite = suite;
        this.log = log;
        this.index = index;
        this.chronicle = new Chronicle(log.tip().height());
        this.commits = new GroupCommit(storage, log, index, chronicle, clock, limits);
        this.lock = lock;
        commits.start();
    }

    /**
     * Opens the folder, making it when it is missing.
     *
     * @param clock gives the time of blocks; when it goes backwards, block time stands still
     * @throws org.titlechain.storage.FolderInUseException when another process has the folder
     * @throws org.titlechain.storage.LedgerDamageException when acknowledged blocks are damaged
     */
    public static EmbeddedEngine open(Path folder, Suite suite, InstantSource clock, Limits limits) throws IOException {
        FileStorage storage = FileStorage.open(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return open(storage, RocksIndex.open(folder.resolve("index")), suite, clock, limits, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Opens a ledger on any storage, with its index in memory; for tests with a simulated disk. */
    public static EmbeddedEngine open(Storage storage, Suite suite, InstantSource clock, Limits limits)
            throws IOException {
        return open(storage, new MemoryIndex(), suite, clock, limits, () -> {});
    }

    /** Opens a ledger on any storage with any index. */
    static EmbeddedEngine open(
            Storage storage, EntryIndex index, Suite suite, InstantSource clock, Limits limits, Closeable lock)
            throws IOException {
        try {
            BlockLog log = BlockLog.open(storage, suite, limits.segmentBytes());
            catchUp(storage, suite, log.tip(), index);
            return new EmbeddedEngine(storage, suite, log, index, clock, limits, lock);
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /** Fills the index from the log; begins anew when it is not of this log. */
    private static void catchUp(Storage storage, Suite suite, LogTip tip, EntryIndex index) throws IOException {
        if (index.height() > tip.height()
                || (index.height() > 0 && !Arrays.equals(index.digest(), digestAt(storage, suite, index.height())))) {
            index.clear();
        }
        try (LogReader reader = new LogReader(storage, suite, index.height() + 1)) {
            while (index.height() < tip.height()) {
                RecordFormat.Stored stored = reader.readStored();
                Block block = stored.block();
                index.add(new LogTip(block.height(), block.time(), stored.digest()), identifiers(block));
            }
        }
    }

    private static byte[] digestAt(Storage storage, Suite suite, long height) throws IOException {
        try (LogReader reader = new LogReader(storage, suite, height)) {
            return reader.readStored().digest();
        }
    }

    private static List<byte[]> identifiers(Block block) throws IOException {
        List<byte[]> identifiers = new ArrayList<>();
        for (byte[] entry : block.entries()) {
            try {
                identifiers.add(Entry.decode(entry).id());
            } catch (CodecException e) {
                throw new IOException("block " + block.height() + " holds bytes that were never an entry", e);
            }
        }
        return identifiers;
    }

    @Override
    public CompletableFuture<Position> append(Entry entry) {
        return commits.append(entry);
    }

    @Override
    public BlockCursor read(long fromHeight) {
        return cursor(fromHeight, false);
    }

    @Override
    public BlockCursor readAhead(long fromHeight) {
        return cursor(fromHeight, true);
    }

    private BlockCursor cursor(long fromHeight, boolean ahead) {
        if (fromHeight < 1) {
            throw new IllegalArgumentException("heights begin at 1");
        }
        return new EmbeddedCursor(chronicle, new LogReader(storage, suite, fromHeight), fromHeight, ahead);
    }

    @Override
    public boolean awaitFinal(long height, Duration patience) throws InterruptedException {
        return chronicle.await(height, false, patience, () -> false);
    }

    @Override
    public Finality finality(long height) {
        throw new UnsupportedOperationException("the embedded engine has no evidence but its log");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.READ_AHEAD);
    }

    @Override
    public EngineStatus status() {
        return new EngineStatus(NAME, chronicle.durable(), commits.waiting(), commits.accepting(), commits.detail());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        commits.close();
        try {
            log.close();
            index.close();
            lock.close();
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
