package org.titlechain.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;

/** Checks an archive of blocks: every file's checksums, heights without a gap, and that each entry is found. */
public final class BlockArchiveCheck implements DataCheck {
    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;

    public BlockArchiveCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "archive of blocks";
    }

    @Override
    public void check(Consumer<Finding> findings) throws IOException {
        if (!Files.isDirectory(folder)) {
            findings.accept(new Finding(folder.toString(), 0, "", "", "the archive of blocks is missing"));
            return;
        }
        try (SilentLogger silent = new SilentLogger();
                Options options = new Options().setParanoidChecks(true).setLogger(silent);
                RocksDB database = RocksDB.openReadOnly(options, folder.toString())) {
            database.verifyChecksum();
            blocks(database, findings);
        } catch (RocksDBException e) {
            findings.accept(new Finding(folder.toString(), 0, "", "", String.valueOf(e.getMessage())));
        }
    }

    private void blocks(RocksDB database, Consumer<Finding> findings) throws RocksDBException {
        byte[] origin = database.get("morigin".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long beginning = origin == null ? 1 : ByteBuffer.wrap(origin).getLong();
        // A member that joined by state has no blocks up to there, or fills them in from the beginning.
        byte[] joined = database.get(BlockArchive.FIRST);
        byte[] filled = database.get(BlockArchive.FILLED);
        long later = joined == null ? beginning : ByteBuffer.wrap(joined).getLong();
        long gap = filled == null ? beginning : ByteBuffer.wrap(filled).getLong() + 1;
        long next = gap == beginning ? later : beginning;
        long time = 0;
        try (ReadOptions read = new ReadOptions().setVerifyChecksums(true);
                RocksIterator iterator = database.newIterator(read)) {
            for (iterator.seek(new byte[] {'b'}); iterator.isValid() && iterator.key()[0] == 'b'; iterator.next()) {
                long height = ByteBuffer.wrap(iterator.key(), 1, Long.BYTES).getLong();
                if (next == gap && height == later) {
                    next = later;
                }
                if (height != next) {
                    report(findings, next, "the block is missing");
                    next = height;
                }
                time = block(database, height, time, iterator.value(), findings);
                next++;
            }
            iterator.status();
        }
    }

    /** Checks one block; gives its time. */
    private long block(RocksDB database, long height, long before, byte[] value, Consumer<Finding> findings)
            throws RocksDBException {
        ArchivedBlock archived;
        try {
            archived = ArchivedBlock.decode(height, value);
        } catch (RuntimeException e) {
            report(findings, height, "the block cannot be read");
            return before;
        }
        if (archived.block().time() < before) {
            report(findings, height, "the block is earlier than the one before");
        }
        for (byte[] entry : archived.block().entries()) {
            byte[] digest = Digest.of(entry).bytes();
            byte[] key = ByteBuffer.allocate(1 + digest.length)
                    .put((byte) 'd')
                    .put(digest)
                    .array();
            byte[] place = database.get(key);
            // Where blocks were filled in, an entry of a later one may be a repeat of what they hold.
            if (place == null || ByteBuffer.wrap(place).getLong() > height) {
                report(findings, height, "an entry is not what was placed, or is not found by its digest");
            }
        }
        return archived.block().time();
    }

    private void report(Consumer<Finding> findings, long height, String problem) {
        findings.accept(new Finding(folder.toString(), height, "", "", problem));
    }
}
