package org.titlechain.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Position;
import org.titlechain.storage.FolderLock;

/**
 * The member's own durable list of the blocks of one native chain, in RocksDB: the engine may forget what is here. A
 * block, the places of its entries and the native height are one write.
 *
 * <p>Writes are not synced before the archive is closed. The death of the process loses nothing; a power cut may lose
 * the newest blocks, always a tail, and the native chain gives them again from {@link #nativeHeight} on. A chain that
 * could not must not use this.
 *
 * <p>Keys: a letter, then b: height → block; d: digest of an entry → its first position; n: native height → height; r:
 * height → root; f: height → evidence; m: name → what the driver keeps.
 */
public final class BlockArchive implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final byte[] ORIGIN = name("origin");
    private static final byte[] NATIVE = name("native");
    private static final byte[] DECIDED = name("decided");
    /** The key of the first height where that is not the origin's; then the time before it, and the native height. */
    static final byte[] FIRST = name("first");
    /** The key of the last height that was filled in from the origin on ({@link #fill}). */
    static final byte[] FILLED = name("filled");

    private final Path folder;
    private final FolderLock lock;
    private final BloomFilter filter = new BloomFilter(10, false);
    private final LRUCache cache = new LRUCache(32L << 20);
    private final Options options;
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB database;
    private final Origin origin;
    /** Closing waits for readers: RocksDB ends the process when a closed database is asked. */
    private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();

    private boolean closed;
    private volatile long height;
    private volatile long time;
    private volatile long nativeHeight;
    private volatile long decided;
    private volatile long first;
    private volatile long filled;

    private BlockArchive(Path folder, Origin origin, FolderLock lock) throws IOException, RocksDBException {
        this.folder = folder;
        this.origin = origin;
        this.lock = lock;
        this.options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setWriteBufferSize(16L << 20)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(4_096)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(filter)
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true));
        this.database = RocksDB.open(options, folder.toString());
        try {
            requireOrigin();
            this.nativeHeight = number(database.get(NATIVE), 0);
            this.first = number(database.get(FIRST), origin.height());
            this.filled = number(database.get(FILLED), origin.height() - 1);
            this.height = Math.max(first - 1, last('b').orElse(0L));
            this.time = height < first ? timeBefore() : read(height).time();
            this.decided = number(database.get(DECIDED), origin.height() - 1);
        } catch (IOException | RocksDBException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Opens the archive in the folder, making it when it is missing.
     *
     * @throws org.titlechain.storage.FolderInUseException when another process has the folder
     * @throws IOException when it cannot be opened, or begins elsewhere
     */
    public static BlockArchive open(Path folder, Origin origin) throws IOException {
        Files.createDirectories(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return new BlockArchive(folder, origin, lock);
        } catch (RocksDBException e) {
            lock.close();
            throw new IOException("the archive of blocks in " + folder + " cannot be opened: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void requireOrigin() throws IOException, RocksDBException {
        byte[] wanted = ByteBuffer.allocate(2 * Long.BYTES + origin.root().length)
                .putLong(origin.height())
                .putLong(origin.time())
                .put(origin.root())
                .array();
        byte[] stored = database.get(ORIGIN);
        if (stored == null) {
            database.put(ORIGIN, wanted);
        } else if (!java.util.Arrays.equals(stored, wanted)) {
            throw new IOException("the archive of blocks in " + folder + " begins at another block than "
                    + origin.height() + ", or after another root");
        }
    }

    /** Where the list begins. */
    public Origin origin() {
        return origin;
    }

    private long timeBefore() throws RocksDBException {
        byte[] stored = database.get(FIRST);
        return stored == null ? origin.time() : ByteBuffer.wrap(stored).getLong(Long.BYTES);
    }

    /** The first block from which on all are here: the origin's height, or, after {@link #begin}, a later one. */
    public long firstHeight() {
        return missing().isEmpty() ? origin.height() : first;
    }

    /** The last block that came with a state ({@link #begin}), for ever; the origin's height less one without one. */
    public long joinedHeight() {
        return first - 1;
    }

    /** The first block that is missing here, because the member joined with a later state; empty when none is. */
    public OptionalLong missing() {
        return filled + 1 < first ? OptionalLong.of(filled + 1) : OptionalLong.empty();
    }

    /**
     * Adds the first block that is {@link #missing}. Entries that are in an earlier block already are left out, as they
     * were when the block was made; durable with what is written later.
     *
     * @param evidence kept for the block
     * @param expected its time as the chain says it
     * @throws IllegalArgumentException when it is not the block that is missing; nothing is changed
     */
    public void fill(NativeBlock nativeBlock, byte[] evidence, long expected) {
        guarded(() -> {
            long wanted = missing().orElseThrow(() -> new IllegalArgumentException("no block is missing"));
            Optional<ArchivedBlock> before =
                    wanted == origin.height() ? Optional.empty() : Optional.of(readArchived(wanted - 1));
            long newTime = Math.max(
                    nativeBlock.time(),
                    before.map(archived -> archived.block().time()).orElse(origin.time()));
            if (nativeBlock.height() <= before.map(ArchivedBlock::nativeHeight).orElse(0L) || newTime != expected) {
                throw new IllegalArgumentException("native block " + nativeBlock.height() + " is not block " + wanted);
            }
            FreshEntries fresh = FreshEntries.of(
                            nativeBlock, wanted, digest -> find(digest).filter(place -> place.height() < wanted))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "native block " + nativeBlock.height() + " holds nothing of ours"));
            try (WriteBatch batch = new WriteBatch()) {
                Block block = new Block(wanted, newTime, fresh.entries());
                put(batch, new ArchivedBlock(block, nativeBlock.height()), fresh.digests());
                batch.put(key('f', wanted), evidence);
                batch.put(FILLED, bytes(wanted));
                database.write(writeOptions, batch);
            }
            filled = wanted;
            return true;
        });
    }

    /**
     * Lets an archive that is empty begin later: the member has the state after a block and not the blocks up to it.
     *
     * @param newNativeHeight the last native block that the state contains
     * @param lastHeight the last block of ours up to there
     * @param lastTime its time, ms
     * @param root the root after it
     * @throws IllegalStateException when the archive is not empty
     */
    public void begin(long newNativeHeight, long lastHeight, long lastTime, byte[] root) {
        guarded(() -> {
            if (nativeHeight != 0 || lastHeight < origin.height()) {
                throw new IllegalStateException("the archive of blocks in " + folder + " has begun already");
            }
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(
                        FIRST,
                        ByteBuffer.allocate(3 * Long.BYTES)
                                .putLong(lastHeight + 1)
                                .putLong(lastTime)
                                .putLong(newNativeHeight)
                                .array());
                batch.put(NATIVE, bytes(newNativeHeight));
                batch.put(key('n', newNativeHeight), bytes(lastHeight));
                batch.put(key('r', lastHeight), root);
                batch.put(DECIDED, bytes(lastHeight));
                database.write(writeOptions, batch);
            }
            first = lastHeight + 1;
            nativeHeight = newNativeHeight;
            height = lastHeight;
            time = lastTime;
            decided = lastHeight;
            return true;
        });
    }

    /** Whether it was begun with a state and has taken nothing since. */
    public boolean hasJoinedOnly() {
        return guarded(() -> {
            byte[] stored = database.get(FIRST);
            return stored != null && ByteBuffer.wrap(stored).getLong(2 * Long.BYTES) == nativeHeight;
        });
    }

    /** Makes the archive empty again, for a member that begins anew. */
    public void forget() {
        guarded(() -> {
            try (WriteBatch batch = new WriteBatch()) {
                batch.deleteRange(key('n', 0), key('n', Long.MAX_VALUE));
                batch.deleteRange(key('r', 0), key('r', Long.MAX_VALUE));
                batch.deleteRange(key('b', 0), key('b', Long.MAX_VALUE));
                batch.deleteRange(new byte[] {'d'}, new byte[] {'e'});
                batch.deleteRange(key('f', 0), key('f', Long.MAX_VALUE));
                for (byte[] known : List.of(FIRST, FILLED, NATIVE, DECIDED)) {
                    batch.delete(known);
                }
                batch.deleteRange(name("driver/"), name("driver0"));
                database.write(writeOptions, batch);
            }
            first = origin.height();
            filled = origin.height() - 1;
            height = origin.height() - 1;
            time = origin.time();
            nativeHeight = 0;
            decided = origin.height() - 1;
            return true;
        });
    }

    /** The last block; the first height less one when there is none. */
    public long height() {
        return height;
    }

    /** The time of the last block, ms. */
    public long time() {
        return time;
    }

    /** The last native block that was taken; 0 for none. */
    public long nativeHeight() {
        return nativeHeight;
    }

    /** The last height whose root is known; the origin's height less one when there is none. */
    public long decidedHeight() {
        return decided;
    }

    /** Notes a native block without a batch of ours. */
    void skip(long newNativeHeight) {
        guarded(() -> {
            database.put(writeOptions, NATIVE, bytes(newNativeHeight));
            nativeHeight = newNativeHeight;
            return true;
        });
    }

    /** Adds the next block with the digests of its entries, which must be new. */
    void add(ArchivedBlock archived, List<Digest> digests) {
        Block block = archived.block();
        guarded(() -> {
            try (WriteBatch batch = new WriteBatch()) {
                put(batch, archived, digests);
                batch.put(NATIVE, bytes(archived.nativeHeight()));
                database.write(writeOptions, batch);
            }
            time = block.time();
            nativeHeight = archived.nativeHeight();
            height = block.height();
            return true;
        });
    }

    private static void put(WriteBatch batch, ArchivedBlock archived, List<Digest> digests) throws RocksDBException {
        long blockHeight = archived.block().height();
        batch.put(key('b', blockHeight), archived.encode());
        batch.put(key('n', archived.nativeHeight()), bytes(blockHeight));
        for (int i = 0; i < digests.size(); i++) {
            batch.put(key('d', digests.get(i).bytes()), position(blockHeight, i));
        }
    }

    /** The block at the height. */
    public Block block(long wanted) {
        return guarded(() -> read(wanted));
    }

    private Block read(long wanted) throws RocksDBException {
        return readArchived(wanted).block();
    }

    private ArchivedBlock readArchived(long wanted) throws RocksDBException {
        byte[] value = database.get(key('b', wanted));
        if (value == null) {
            throw new UncheckedIOException(new IOException(
                    wanted < first
                            ? "this member joined with the state before block " + first + " and has no block " + wanted
                                    + " yet; it has older ones from other members"
                            : "block " + wanted + " is missing in " + folder));
        }
        return ArchivedBlock.decode(wanted, value);
    }

    /** Where the block at the height stands on the native chain. */
    public long nativeHeightOf(long wanted) {
        return guarded(() -> readArchived(wanted).nativeHeight());
    }

    /** The height of the last block up to a native height. */
    public long heightAt(long wantedNativeHeight) {
        return guarded(() -> {
            try (RocksIterator iterator = database.newIterator()) {
                iterator.seekForPrev(key('n', wantedNativeHeight));
                iterator.status();
                return iterator.isValid() && iterator.key()[0] == 'n'
                        ? number(iterator.value(), 0)
                        : origin.height() - 1;
            }
        });
    }

    /** The first place of the entry with these bytes. */
    Optional<Position> find(Digest digest) {
        return guarded(() -> Optional.ofNullable(database.get(key('d', digest.bytes())))
                .map(ByteBuffer::wrap)
                .map(in -> new Position(in.getLong(), in.getInt())));
    }

    /**
     * Keeps the root after a block.
     *
     * @throws IllegalStateException when another root is known for it, or the one before is not known
     */
    public void decide(long decidedHeight, byte[] root) {
        guarded(() -> {
            byte[] known = database.get(key('r', decidedHeight));
            if (known != null ? !java.util.Arrays.equals(known, root) : decidedHeight != decided + 1) {
                throw new IllegalStateException("after block " + decidedHeight
                        + (known != null ? " there was another root before" : " a root was told out of order"));
            }
            if (known == null) {
                try (WriteBatch batch = new WriteBatch()) {
                    batch.put(key('r', decidedHeight), root);
                    batch.put(DECIDED, bytes(decidedHeight));
                    database.write(writeOptions, batch);
                }
                decided = decidedHeight;
            }
            return true;
        });
    }

    /** The root after a block; the origin's for the height before the first. */
    public Optional<byte[]> root(long wanted) {
        return wanted < origin.height()
                ? Optional.of(origin.root())
                : guarded(() -> Optional.ofNullable(database.get(key('r', wanted))));
    }

    /** The evidence that is kept for a block. */
    public Optional<byte[]> evidence(long wanted) {
        return guarded(() -> Optional.ofNullable(database.get(key('f', wanted))));
    }

    /** Keeps evidence for a block. */
    public void keepEvidence(long forHeight, byte[] evidence) {
        guarded(() -> {
            database.put(writeOptions, key('f', forHeight), evidence);
            return true;
        });
    }

    /** What a driver keeps under a name of its own. */
    public Optional<byte[]> note(String noteName) {
        return guarded(() -> Optional.ofNullable(database.get(name("driver/" + noteName))));
    }

    /** Keeps something of a driver's own, unsynced like everything. */
    public void note(String noteName, byte[] value) {
        guarded(() -> {
            database.put(writeOptions, name("driver/" + noteName), value);
            return true;
        });
    }

    /** A number that a driver keeps under a name of its own; the other one when it keeps none. */
    public long number(String noteName, long otherwise) {
        return number(note(noteName).orElse(null), otherwise);
    }

    /** Keeps a number of a driver's own. */
    public void note(String noteName, long number) {
        note(noteName, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Brings everything that was written to the disk. */
    public void sync() {
        guarded(() -> {
            database.syncWal();
            return true;
        });
    }

    /** Free bytes on the disk of the archive. */
    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private Optional<Long> last(char letter) throws RocksDBException {
        try (RocksIterator iterator = database.newIterator()) {
            iterator.seekForPrev(key(letter, Long.MAX_VALUE));
            iterator.status();
            return iterator.isValid() && iterator.key()[0] == letter
                    ? Optional.of(ByteBuffer.wrap(iterator.key(), 1, Long.BYTES).getLong())
                    : Optional.empty();
        }
    }

    private static byte[] name(String name) {
        return ("m" + name).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] key(char letter, long number) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) letter)
                .putLong(number)
                .array();
    }

    private static byte[] key(char letter, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put((byte) letter).put(rest).array();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] position(long blockHeight, int index) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(blockHeight)
                .putInt(index)
                .array();
    }

    private static long number(byte @Nullable [] bytes, long otherwise) {
        return bytes == null ? otherwise : ByteBuffer.wrap(bytes).getLong();
    }

    private interface Work<T> {
        T run() throws RocksDBException;
    }

    private <T> T guarded(Work<T> work) {
        guard.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the archive of blocks in " + folder + " is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw new UncheckedIOException(
                    new IOException("the archive of blocks in " + folder + ": " + e.getMessage(), e));
        } finally {
            guard.readLock().unlock();
        }
    }

    @Override
    public void close() {
        guard.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try {
                database.syncWal();
            } finally {
                database.close();
                writeOptions.close();
                options.close();
                filter.close();
                cache.close();
                lock.close();
            }
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            guard.writeLock().unlock();
        }
    }
}
