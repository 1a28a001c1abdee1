package org.titlechain.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Logger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The stored result of a replay, in RocksDB. A block is one write batch: it is there as a whole or not at all. The
 * write is not synced, because whatever is missing after a crash is replayed from the engine.
 */
final class StateStore implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final byte[] TIP = "tip".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHAIN = "chain".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final LRUCache cache = new LRUCache(128L << 20);
    private final BloomFilter filter = new BloomFilter(10, false);
    private final DBOptions options;
    private final ColumnFamilyOptions columnOptions;
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB database;
    private final Map<Column, ColumnFamilyHandle> columns = new EnumMap<>(Column.class);

    /** Closing waits for readers: RocksDB ends the process when a closed database is asked. */
    private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();

    private boolean closed;

    private StateStore(Path folder, boolean readOnly, WALRecoveryMode recovery) throws RocksDBException {
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
                        .setCacheIndexAndFilterBlocks(true)
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

    static StateStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return opened(folder, false, WALRecoveryMode.PointInTimeRecovery);
    }

    /** Opens the store of a node that does not run, changing nothing. */
    static StateStore openReadOnly(Path folder) throws IOException {
        return opened(folder, true, WALRecoveryMode.PointInTimeRecovery);
    }

    /** As {@link #openReadOnly}, but what a start would heal by replaying is damage too. */
    static StateStore openForCheck(Path folder) throws IOException {
        return opened(folder, true, WALRecoveryMode.AbsoluteConsistency);
    }

    private static StateStore opened(Path folder, boolean readOnly, WALRecoveryMode recovery) throws IOException {
        try {
            return new StateStore(folder, readOnly, recovery);
        } catch (RocksDBException e) {
            throw new StoreException(folder, e);
        }
    }

    /** The store cannot be read or written. The message names what RocksDB says, files included. */
    static final class StoreException extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean full;

        StoreException(Path folder, RocksDBException e) {
            super("the state store in " + folder + ": " + e.getMessage(), e);
            this.full = String.valueOf(e.getMessage()).contains("No space left");
        }

        boolean isFull() {
            return full;
        }
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
            throw new java.io.UncheckedIOException(new StoreException(folder, e));
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

    Path folder() {
        return folder;
    }

    byte @Nullable [] get(Column column, byte[] key) {
        return guarded(() -> database.get(handle(column), key));
    }

    Optional<Tip> tip() {
        return Optional.ofNullable(get(Column.META, TIP)).map(Tip::decode);
    }

    /** The chain and suite that the store is of: {@code label/chain}. */
    Optional<String> chain() {
        return Optional.ofNullable(get(Column.META, CHAIN)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    void setChain(String chain) {
        guarded(() -> {
            database.put(CHAIN, chain.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    /** What one block changes. */
    final class Batch implements AutoCloseable {
        private final WriteBatch batch = new WriteBatch();

        void put(Column column, byte[] key, byte[] value) {
            try {
                batch.put(handle(column), key, value);
            } catch (RocksDBException e) {
                throw new java.io.UncheckedIOException(new StoreException(folder, e));
            }
        }

        /** Writes everything at once. */
        void commit(Tip tip) throws StoreException {
            put(Column.META, TIP, tip.encode());
            guard.readLock().lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the state store is closed");
                }
                database.write(writeOptions, batch);
            } catch (RocksDBException e) {
                throw new StoreException(folder, e);
            } finally {
                guard.readLock().unlock();
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    Batch batch() {
        return new Batch();
    }

    /** A key and its value. */
    record Row(byte[] key, byte[] value) {}

    /** Reads rows in the order of their keys from the first key on, all of one moment. */
    <T> T scan(Column column, byte[] from, Function<Rows, T> reader) {
        return guarded(() -> {
            try (ReadOptions readOptions = new ReadOptions().setVerifyChecksums(true);
                    RocksIterator iterator = database.newIterator(handle(column), readOptions)) {
                iterator.seek(from);
                T result = reader.apply(new Rows(iterator));
                iterator.status();
                return result;
            }
        });
    }

    /** As {@link #scan}, but backwards from the last key that is not after the given one. */
    <T> T scanBack(Column column, byte[] from, Function<Rows, T> reader) {
        return guarded(() -> {
            try (RocksIterator iterator = database.newIterator(handle(column))) {
                iterator.seekForPrev(from);
                T result = reader.apply(new Rows(iterator));
                iterator.status();
                return result;
            }
        });
    }

    /** The rows of one scan. */
    static final class Rows {
        private final RocksIterator iterator;

        Rows(RocksIterator iterator) {
            this.iterator = iterator;
        }

        /** The present row, or null at the end. */
        @Nullable
        Row row() {
            return iterator.isValid() ? new Row(iterator.key(), iterator.value()) : null;
        }

        void next() {
            iterator.next();
        }

        void previous() {
            iterator.prev();
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
