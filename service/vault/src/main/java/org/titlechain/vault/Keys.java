package org.titlechain.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.titlechain.vault.VaultException.Reason;

/**
 * The wrapped keys, in a store of their own: the data store may be copied and kept for years, copies of this one may
 * not, for erasing somebody is destroying a key here.
 *
 * <p>Records: {@code S ‖ reference} the key of a subject, {@code M ‖ message id} the key of a message, {@code I ‖
 * number} an index key, {@code C} the consortium key; {@code E ‖ reference} an erasure, {@code 00} begun or {@code 01}
 * finished; {@code P ‖ reference} the position of the ledger at which its erasure stands; {@code X ‖ message id} a
 * message whose key was destroyed.
 */
final class Keys implements AutoCloseable {
    static final byte SUBJECT = 'S';
    static final byte MESSAGE = 'M';
    static final byte INDEX = 'I';
    static final byte CONSORTIUM = 'C';
    static final byte ERASURE = 'E';
    static final byte ERASURE_POSITION = 'P';
    static final byte DESTROYED_MESSAGE = 'X';
    static final byte[] BEGUN = {0};
    static final byte[] FINISHED = {1};

    private final MasterKey master;
    private final VaultCipher cipher;
    private final Options options;
    private final RocksDB store;
    private final WriteOptions lazily = new WriteOptions();
    private final WriteOptions durably = new WriteOptions().setSync(true);
    private final Object[] stripes = new Object[64];
    private final Object order = new Object();
    private final AtomicLong synced = new AtomicLong();
    private long written;

    private Keys(Options options, RocksDB store, MasterKey master, VaultCipher cipher) {
        this.options = options;
        this.store = store;
        this.master = master;
        this.cipher = cipher;
        Arrays.setAll(stripes, i -> new Object());
    }

    static Keys open(Path folder, MasterKey master, VaultCipher cipher) {
        RocksDB.loadLibrary();
        Options options = new Options().setCreateIfMissing(true).setParanoidChecks(true);
        try {
            return new Keys(options, RocksDB.open(options, folder.toString()), master, cipher);
        } catch (RocksDBException e) {
            options.close();
            throw new VaultException(Reason.STORAGE, "the key store cannot be opened", e);
        }
    }

    static byte[] name(byte kind, byte[] owner) {
        byte[] name = new byte[owner.length + 1];
        name[0] = kind;
        System.arraycopy(owner, 0, name, 1, owner.length);
        return name;
    }

    static byte[] name(byte kind, String owner) {
        return name(kind, owner.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of that name, if it is there. */
    Optional<byte[]> find(byte[] name) {
        return read(name).map(wrapped -> master.unwrap(wrapped, name));
    }

    /**
     * The key of that name, made now when there is none. A new key is durable after the next {@link #sync}; all callers
     * get the same one.
     */
    byte[] findOrCreate(byte[] name) {
        Optional<byte[]> present = find(name);
        if (present.isPresent()) {
            return present.get();
        }
        synchronized (stripes[Math.floorMod(Arrays.hashCode(name), stripes.length)]) {
            Optional<byte[]> meanwhile = find(name);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            byte[] key = cipher.newKey();
            put(name, key);
            return key;
        }
    }

    void put(byte[] name, byte[] key) {
        byte[] wrapped = master.wrap(key, name);
        synchronized (order) {
            try {
                store.put(lazily, name, wrapped);
            } catch (RocksDBException e) {
                throw failed(e);
            }
            written++;
        }
    }

    /** Makes every key durable that anybody could have seen before; costs nothing when all of them are. */
    void sync() {
        long target;
        synchronized (order) {
            target = written;
        }
        if (synced.get() >= target) {
            return;
        }
        try {
            store.syncWal();
        } catch (RocksDBException e) {
            throw failed(e);
        }
        synced.accumulateAndGet(target, Math::max);
    }

    Optional<byte[]> read(byte[] name) {
        try {
            return Optional.ofNullable(store.get(name));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void mark(byte[] name, byte[] value) {
        try {
            store.put(durably, name, value);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /**
     * Destroys keys: after this they are in no file of the store, its write-ahead log included.
     *
     * @param marks records that replace them, written in the same step
     */
    void destroy(List<byte[]> names, List<byte[]> marks) {
        try (WriteBatch batch = new WriteBatch();
                FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions compaction = new CompactRangeOptions()
                        .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            for (byte[] name : names) {
                batch.delete(name);
            }
            for (byte[] mark : marks) {
                batch.put(mark, BEGUN);
            }
            store.write(durably, batch);
            store.flush(flush);
            for (byte[] name : names) {
                store.compactRange(
                        store.getDefaultColumnFamily(), name, Arrays.copyOf(name, name.length + 1), compaction);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Takes what was deleted out of every file of the store, when a kill came before {@link #destroy} had done so. */
    void scrub() {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions compaction = new CompactRangeOptions()
                        .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            store.flush(flush);
            store.compactRange(store.getDefaultColumnFamily(), null, null, compaction);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** The records of one kind, in order: what follows the kind, and the value. */
    void forEach(byte kind, BiConsumer<byte[], byte[]> action) {
        try (RocksIterator iterator = store.newIterator()) {
            byte[] prefix = {kind};
            for (iterator.seek(prefix); iterator.isValid() && iterator.key()[0] == kind; iterator.next()) {
                byte[] name = iterator.key();
                action.accept(Arrays.copyOfRange(name, 1, name.length), iterator.value());
            }
            iterator.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** References whose erasure was begun and not finished. */
    List<byte[]> unfinishedErasures() {
        List<byte[]> unfinished = new ArrayList<>();
        forEach(ERASURE, (reference, state) -> {
            if (Arrays.equals(state, BEGUN)) {
                unfinished.add(reference);
            }
        });
        return unfinished;
    }

    RocksDB store() {
        return store;
    }

    private static VaultException failed(RocksDBException e) {
        return new VaultException(Reason.STORAGE, "the key store failed", e);
    }

    @Override
    public void close() {
        store.close();
        options.close();
        lazily.close();
        durably.close();
    }
}
