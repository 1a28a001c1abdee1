package org.titlechain.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.ledger.Position;

/**
 * The index in a RocksDB of its own. Keys are the 32 bytes of an identifier; the key {@code tip} holds height and
 * digest of the last indexed block. The write-ahead log is kept, so that the death of the process loses nothing, but
 * not synced.
 */
final class RocksIndex implements EntryIndex {
    static {
        RocksDB.loadLibrary();
    }

    private static final byte[] TIP = "tip".getBytes(StandardCharsets.US_ASCII);
    private static final int POSITION_LENGTH = 12;

    private final Path folder;
    private final BloomFilter filter = new BloomFilter(10, false);
    private final LRUCache cache = new LRUCache(32L << 20);
    private final Options options;
    private final WriteOptions writeOptions = new WriteOptions();
    /** Closing waits for readers: RocksDB ends the process when a closed database is asked. */
    private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();

    private RocksDB database;
    private LogTip tip;
    private boolean closed;

    private RocksIndex(Path folder) throws RocksDBException {
        this.folder = folder;
        this.options = new Options()
                .setCreateIfMissing(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setWriteBufferSize(16L << 20)
                .setMaxOpenFiles(256)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(filter)
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true));
        this.database = RocksDB.open(options, folder.toString());
        this.tip = readTip();
    }

    /** Opens the index, beginning an empty one when its files are damaged: the log has everything. */
    static RocksIndex open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            return new RocksIndex(folder);
        } catch (RocksDBException e) {
            deleteFolder(folder);
            Files.createDirectories(folder);
            try {
                return new RocksIndex(folder);
            } catch (RocksDBException again) {
                throw new IOException("the entry index cannot be opened: " + again.getMessage(), again);
            }
        }
    }

    private LogTip readTip() throws RocksDBException {
        byte[] value = database.get(TIP);
        if (value == null || value.length != 8 + RecordFormat.DIGEST_LENGTH) {
            return LogTip.EMPTY;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        long height = in.getLong();
        byte[] digest = new byte[RecordFormat.DIGEST_LENGTH];
        in.get(digest);
        return new LogTip(height, 0, digest);
    }

    @Override
    public long height() {
        return tip.height();
    }

    @Override
    public byte[] digest() {
        return tip.digest();
    }

    @Override
    public Optional<Position> find(byte[] id) throws IOException {
        guard.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the engine is closed");
            }
            byte[] value = database.get(id);
            if (value == null || value.length != POSITION_LENGTH) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(value);
            return Optional.of(new Position(in.getLong(), in.getInt()));
        } catch (RocksDBException e) {
            throw new IOException("the entry index cannot be read: " + e.getMessage(), e);
        } finally {
            guard.readLock().unlock();
        }
    }

    @Override
    public void add(LogTip newTip, List<byte[]> ids) throws IOException {
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < ids.size(); i++) {
                byte[] position = ByteBuffer.allocate(POSITION_LENGTH)
                        .putLong(newTip.height())
                        .putInt(i)
                        .array();
                batch.put(ids.get(i), position);
            }
            batch.put(
                    TIP,
                    ByteBuffer.allocate(8 + RecordFormat.DIGEST_LENGTH)
                            .putLong(newTip.height())
                            .put(newTip.digest())
                            .array());
            database.write(writeOptions, batch);
            tip = newTip;
        } catch (RocksDBException e) {
            throw new IOException("the entry index cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void clear() throws IOException {
        database.close();
        deleteFolder(folder);
        Files.createDirectories(folder);
        try {
            database = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new IOException("the entry index cannot be made: " + e.getMessage(), e);
        }
        tip = LogTip.EMPTY;
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
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
            database.close();
            writeOptions.close();
            options.close();
            filter.close();
            cache.close();
        } finally {
            guard.writeLock().unlock();
        }
    }
}
