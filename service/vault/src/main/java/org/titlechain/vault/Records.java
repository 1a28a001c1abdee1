package org.titlechain.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.vault.VaultException.Reason;

/** The ciphertexts and what leads to them. Nothing here can be read without a key of {@link Keys}. */
final class Records implements AutoCloseable {
    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final RocksDB store;
    private final Map<Family, ColumnFamilyHandle> families;
    private final WriteOptions durably = new WriteOptions().setSync(true);

    /** What is kept; the order is that on disk. */
    enum Family {
        DEFAULT("default"),
        /** {@code message id ‖ 00 ‖ row (4) ‖ commitment (first 8)}: the sealed row. */
        ROWS("rows"),
        /** {@code message id ‖ 00 ‖ commitment (32)}: the sealed message as sent. */
        ORIGINALS("originals"),
        /** {@code reference (32) ‖ message id}: the message names the subject. */
        SUBJECTS("subjects"),
        /** {@code index key (4) ‖ kind ‖ token (32) ‖ reference (32)}: the blind index. */
        TOKENS("tokens"),
        /** {@code reference (32) ‖ index key (4) ‖ kind ‖ token (32)}: the same the other way round, for erasure. */
        TOKENS_OF("tokens-of");

        private final String label;

        Family(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** One record. */
    record Entry(byte[] key, byte[] value) {}

    private Records(
            DBOptions options,
            ColumnFamilyOptions familyOptions,
            RocksDB store,
            Map<Family, ColumnFamilyHandle> families) {
        this.options = options;
        this.familyOptions = familyOptions;
        this.store = store;
        this.families = families;
    }

    static Records open(Path folder) {
        RocksDB.loadLibrary();
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true);
        ColumnFamilyOptions familyOptions = new ColumnFamilyOptions();
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Family family : Family.values()) {
            descriptors.add(
                    new ColumnFamilyDescriptor(family.label().getBytes(StandardCharsets.US_ASCII), familyOptions));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB store = RocksDB.open(options, folder.toString(), descriptors, handles);
            Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
            for (Family family : Family.values()) {
                families.put(family, handles.get(families.size()));
            }
            return new Records(options, familyOptions, store, families);
        } catch (RocksDBException e) {
            familyOptions.close();
            options.close();
            throw new VaultException(Reason.STORAGE, "the record store cannot be opened", e);
        }
    }

    /** Changes that are written together. */
    static final class Batch {
        private final List<Change> changes = new ArrayList<>();

        private record Change(Family family, byte[] key, Optional<byte[]> value) {}

        void put(Family family, byte[] key, byte[] value) {
            changes.add(new Change(family, key, Optional.of(value)));
        }

        void delete(Family family, byte[] key) {
            changes.add(new Change(family, key, Optional.empty()));
        }

        void addAll(Batch other) {
            changes.addAll(other.changes);
        }
    }

    /** Writes all changes or none, durable when this returns. */
    void write(Batch changes) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Batch.Change change : changes.changes) {
                ColumnFamilyHandle family = handle(change.family);
                if (change.value.isPresent()) {
                    batch.put(family, change.key, change.value.get());
                } else {
                    batch.delete(family, change.key);
                }
            }
            store.write(durably, batch);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    Optional<byte[]> find(Family family, byte[] key) {
        try {
            return Optional.ofNullable(store.get(handle(family), key));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** At most so many records whose key begins with the prefix, in order. */
    List<Entry> prefixed(Family family, byte[] prefix, int limit) {
        List<Entry> found = new ArrayList<>();
        try (Scan scan = scan(family, prefix)) {
            while (found.size() < limit && scan.next()) {
                found.add(scan.entry());
            }
        }
        return found;
    }

    /** All records whose key begins with the prefix, one after another. */
    Scan scan(Family family, byte[] prefix) {
        return new Scan(store.newIterator(handle(family)), prefix);
    }

    /** A walk over records. */
    static final class Scan implements AutoCloseable {
        private final RocksIterator iterator;
        private final byte[] prefix;
        private boolean started;

        private Scan(RocksIterator iterator, byte[] prefix) {
            this.iterator = iterator;
            this.prefix = prefix;
        }

        boolean next() {
            if (started) {
                iterator.next();
            } else {
                iterator.seek(prefix);
                started = true;
            }
            if (!iterator.isValid()) {
                try {
                    iterator.status();
                } catch (RocksDBException e) {
                    throw failed(e);
                }
                return false;
            }
            byte[] key = iterator.key();
            return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        }

        Entry entry() {
            return new Entry(iterator.key(), iterator.value());
        }

        @Override
        public void close() {
            iterator.close();
        }
    }

    /** The files that may hold the record: where an operator has to look. */
    List<String> filesOf(Family family, byte[] key) {
        List<String> files = new ArrayList<>();
        for (LiveFileMetaData file : store.getLiveFilesMetaData()) {
            if (family.label().equals(new String(file.columnFamilyName(), StandardCharsets.US_ASCII))
                    && Arrays.compareUnsigned(file.smallestKey(), key) <= 0
                    && Arrays.compareUnsigned(file.largestKey(), key) >= 0) {
                files.add(file.fileName());
            }
        }
        return files;
    }

    /** Brings everything from memory into table files. */
    void flush() {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            store.flush(flush, List.copyOf(families.values()));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Rewrites all table files without what was deleted. */
    void compact() {
        try {
            for (ColumnFamilyHandle family : families.values()) {
                store.compactRange(family);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    RocksDB store() {
        return store;
    }

    private ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    static VaultException failed(RocksDBException e) {
        return new VaultException(Reason.STORAGE, "the record store failed", e);
    }

    @Override
    public void close() {
        families.values().forEach(ColumnFamilyHandle::close);
        store.close();
        durably.close();
        familyOptions.close();
        options.close();
    }
}
