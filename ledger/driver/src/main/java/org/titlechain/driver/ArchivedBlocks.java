package org.titlechain.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;

/** The blocks in the archive of an engine that does not run, read without changing anything. Ends with the archive. */
public final class ArchivedBlocks implements BlockCursor {
    static {
        RocksDB.loadLibrary();
    }

    private final SilentLogger logger = new SilentLogger();
    private final Options options = new Options().setParanoidChecks(true).setLogger(logger);
    private final RocksDB database;
    private long next;

    private ArchivedBlocks(Path folder, long fromHeight) throws RocksDBException {
        this.database = RocksDB.openReadOnly(options, folder.toString());
        this.next = fromHeight;
    }

    /** Reads the archive in the folder from the height on. */
    public static ArchivedBlocks open(Path folder, long fromHeight) throws IOException {
        try {
            return new ArchivedBlocks(folder, fromHeight);
        } catch (RocksDBException e) {
            throw new IOException("the archive of blocks in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Block> next(Duration patience) {
        try {
            byte[] value = database.get(key('b', next));
            byte[] first = value == null ? database.get(BlockArchive.FIRST) : null;
            if (first != null && next < ByteBuffer.wrap(first).getLong()) {
                throw new UncheckedIOException(
                        new IOException("OLDER_BLOCKS_MISSING: the member joined with a state and"
                                + " has the blocks from "
                                + ByteBuffer.wrap(first).getLong() + " on, not block " + next
                                + " yet; it fetches older ones from other members while it runs"));
            }
            if (value == null) {
                return Optional.empty();
            }
            return Optional.of(ArchivedBlock.decode(next++, value).block());
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException("block " + next + ": " + e.getMessage(), e));
        }
    }

    /** The engine's evidence for the block at the height, where it was asked for while the engine ran. */
    public Optional<byte[]> evidence(long height) {
        try {
            return Optional.ofNullable(database.get(key('f', height)));
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException("evidence of block " + height + ": " + e.getMessage(), e));
        }
    }

    private static byte[] key(char letter, long height) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) letter)
                .putLong(height)
                .array();
    }

    @Override
    public void close() {
        database.close();
        options.close();
        logger.close();
    }
}
