package org.titlechain.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.storage.BackupPart;

/** Saves an archive of blocks as it stands when the backup begins; the engine may be at work. */
public final class BlockArchiveBackup implements BackupPart {
    static {
        RocksDB.loadLibrary();
    }

    private static final int BATCH_BYTES = 4 << 20;

    private final Path folder;
    private final String path;

    /**
     * The backup of the archive in the folder.
     *
     * @param path the folder's path relative to the data folder
     */
    public BlockArchiveBackup(Path folder, String path) {
        this.folder = folder;
        this.path = path;
    }

    @Override
    public String name() {
        return "archive of blocks";
    }

    @Override
    public void save(Sink sink) throws IOException {
        Path copy = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "copy-");
        try {
            copyTo(copy);
            List<Path> files;
            try (Stream<Path> found = Files.list(copy)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    sink.file(path + "/" + file.getFileName(), bytes);
                }
            }
        } catch (RocksDBException e) {
            throw new IOException("the archive of blocks in " + folder + " cannot be copied: " + e.getMessage(), e);
        } finally {
            delete(copy);
        }
    }

    /** Read without a lock, so that the engine's own database is not disturbed. */
    private void copyTo(Path copy) throws RocksDBException {
        try (SilentLogger silent = new SilentLogger();
                Options from = new Options().setParanoidChecks(true).setLogger(silent);
                Options to = new Options().setCreateIfMissing(true).setLogger(silent);
                RocksDB source = RocksDB.openReadOnly(from, folder.toString());
                RocksDB target = RocksDB.open(to, copy.toString());
                ReadOptions read = new ReadOptions().setVerifyChecksums(true);
                WriteOptions write = new WriteOptions();
                RocksIterator iterator = source.newIterator(read);
                WriteBatch batch = new WriteBatch()) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                batch.put(iterator.key(), iterator.value());
                if (batch.getDataSize() > BATCH_BYTES) {
                    target.write(write, batch);
                    batch.clear();
                }
            }
            iterator.status();
            target.write(write, batch);
            target.syncWal();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
