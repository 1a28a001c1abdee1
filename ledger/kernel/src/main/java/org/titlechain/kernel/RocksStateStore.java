package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Logger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;

/** The store of a node, in RocksDB. A block is one write batch, and is not synced. */
final class RocksStateStore implements StateStore {
    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;

    /**
     * One bounded cache for everything that is read. Half of it is kept for indexes and filters, which are read in
     * parts: read whole, one of a large file is a hundred times the size of the value that is looked for.
     */
    private final LRUCache cache = new LRUCache(256L << 20, -1, false, 0.5);

    private final BloomFilter filter = new BloomFilter(10, false);
    private final DBOptions options;
    private final ColumnFamilyOptions columnOptions;
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB database;
    private final Map<Column, ColumnFamilyHandle> columns = new EnumMap<>(Column.class);

    /** Closing waits for readers: RocksDB ends the process when a closed database is asked. */
    private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();

    private boolean closed;

    private RocksStateStore(Path folder, boolean readOnly, WALRecoveryMode recovery) throws RocksDBException {
        this.folder = folder;
        this.options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(recovery)
                .setMaxOpenFiles(512)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(1L << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxTotalWalSize(64L << 20)
                .setDbWriteBufferSize(64L << 20);
        if (readOnly) {
            options.setLogger(new SilentLogger());
        }
        this.columnOptions = new ColumnFamilyOptions()
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setWriteBufferSize(16L << 20)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(filter)
                        .setBlockCache(cache)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setChecksumType(ChecksumType.kXXH3));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Column column : Column.values()) {
            descriptors.add(new ColumnFamilyDescriptor(column.bytes(), columnOptions));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        this.database = readOnly
                ? RocksDB.openReadOnly(options, folder.toString(), descriptors, handles)
                : RocksDB.open(options, folder.toString(), descriptors, handles);
        int next = 0;
        for (Column column : Column.values()) {
            columns.put(column, handles.get(next++));
        }
    }

    /** Keeps a store that is opened for reading from writing a log file into its folder. */
    private static final class SilentLogger extends Logger {
        SilentLogger() {
            super(InfoLogLevel.FATAL_LEVEL);
        }

        @Override
        protected void log(InfoLogLevel level, String message) {
            // What matters is thrown.
        }
    }

    /**
     * Opens the store of a node.
     *
     * @throws LedgerDamageException when its files are not as they were written
     */
    static RocksStateStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            return opened(folder, false, WALRecoveryMode.PointInTimeRecovery);
        } catch (StoreException e) {
            if (e.getCause() instanceof RocksDBException cause
                    && cause.getStatus() != null
                    && cause.getStatus().getCode() == Status.Code.Corruption) {
                throw new LedgerDamageException(
                        new Finding(folder.toString(), 0, "", "", String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /**
     * Opens an empty store that is filled from a snapshot: without a log of writes, because it counts only when it is
     * whole. {@link #flush} makes it durable.
     */
    static RocksStateStore openForJoin(Path folder) throws IOException {
        RocksStateStore store = open(folder);
        store.writeOptions.setDisableWAL(true);
        return store;
    }

    /** Opens the store of a node that does not run, changing nothing. */
    static RocksStateStore openReadOnly(Path folder) throws IOException {
        return opened(folder, true, WALRecoveryMode.PointInTimeRecovery);
    }

    /** As {@link #openReadOnly}, but what a start would heal by replaying is damage too. */
    static RocksStateStore openForCheck(Path folder) throws IOException {
        return opened(folder, true, WALRecoveryMode.AbsoluteConsistency);
    }

    private static RocksStateStore opened(Path folder, boolean readOnly, WALRecoveryMode recovery) throws IOException {
        try {
            return new RocksStateStore(folder, readOnly, recovery);
        } catch (RocksDBException e) {
            throw failure(folder, e);
        }
    }

    private static StoreException failure(Path folder, RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        return new StoreException(
                "the state store in " + folder + ": " + message, message.contains("No space left"), e);
    }

    private StoreException storeException(RocksDBException e) {
        return failure(folder, e);
    }

    private interface Work<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }

    private <T extends @Nullable Object> T guarded(Work<T> work) {
        guard.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the state store in " + folder + " is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw new java.io.UncheckedIOException(storeException(e));
        } finally {
            guard.readLock().unlock();
        }
    }

    private ColumnFamilyHandle handle(Column column) {
        ColumnFamilyHandle handle = columns.get(column);
        if (handle == null) {
            throw new IllegalStateException("no column family " + column);
        }
        return handle;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
        return guarded(() -> database.get(handle(column), key));
    }

    @Override
    public void note(byte[] key, byte[] value) {
        guarded(() -> {
            database.put(writeOptions, key, value);
            return true;
        });
    }

    private final class RocksBatch implements Batch {
        private final WriteBatch batch = new WriteBatch();

        @Override
        public void put(Column column, byte[] key, byte[] value) {
            try {
                batch.put(handle(column), key, value);
            } catch (RocksDBException e) {
                throw new java.io.UncheckedIOException(storeException(e));
            }
        }

        @Override
        public void write() throws StoreException {
            guard.readLock().lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the state store is closed");
                }
                database.write(writeOptions, batch);
            } catch (RocksDBException e) {
                throw storeException(e);
            } finally {
                guard.readLock().unlock();
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    @Override
    public Batch batch() {
        return new RocksBatch();
    }

    @Override
    public long estimatedRows(Column column) {
        return guarded(() -> database.getLongProperty(handle(column), "rocksdb.estimate-num-keys"));
    }

    @Override
    public <T> T scan(Column column, byte[] from, Function<Rows, T> reader) {
        return guarded(() -> {
            try (ReadOptions readOptions = new ReadOptions().setVerifyChecksums(true);
                    RocksIterator iterator = database.newIterator(handle(column), readOptions)) {
                iterator.seek(from);
                T result = reader.apply(new RocksRows(iterator));
                iterator.status();
                return result;
            }
        });
    }

    @Override
    public <T> T scanBack(Column column, byte[] from, Function<Rows, T> reader) {
        return guarded(() -> {
            try (RocksIterator iterator = database.newIterator(handle(column))) {
                iterator.seekForPrev(from);
                T result = reader.apply(new RocksRows(iterator));
                iterator.status();
                return result;
            }
        });
    }

    private record RocksRows(RocksIterator iterator) implements Rows {
        @Override
        public @Nullable Row row() {
            return iterator.isValid() ? new Row(iterator.key(), iterator.value()) : null;
        }

        @Override
        public void next() {
            iterator.next();
        }

        @Override
        public void previous() {
            iterator.prev();
        }

        @Override
        public void seek(byte[] key) {
            iterator.seek(key);
        }
    }

    /** Everything that was written is durable afterwards. */
    void flush() throws StoreException {
        try (FlushOptions flushOptions = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flushOptions, List.copyOf(columns.values()));
        } catch (RocksDBException e) {
            throw storeException(e);
        }
    }

    /** Checks the checksums of every file. */
    void verifyChecksums() {
        guarded(() -> {
            database.verifyChecksum();
            return true;
        });
    }

    @Override
    public void close() {
        guard.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            columns.values().forEach(ColumnFamilyHandle::close);
            database.close();
            writeOptions.close();
            columnOptions.close();
            options.close();
            filter.close();
            cache.close();
        } finally {
            guard.writeLock().unlock();
        }
    }
}
