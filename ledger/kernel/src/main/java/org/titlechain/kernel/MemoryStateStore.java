package org.titlechain.kernel;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store of a member in a simulation: in memory, for one thread, with the faults that the store of a node can have.
 *
 * <ul>
 *   <li>A crash loses the newest blocks, as whole blocks: {@link #crash}. The node's store writes a block in one batch
 *       that it does not sync, and its log of batches ends at the first that is damaged.
 *   <li>The disk is full: {@link #fill}. A block is not stored, and nothing of it is.
 *   <li>A bit is flipped: {@link #rot}. The node's store checks what it reads, so reading it is an error.
 * </ul>
 */
public final class MemoryStateStore implements StateStore {
    private final Map<Column, NavigableMap<byte[], byte[]>> columns = new EnumMap<>(Column.class);
    private final Deque<List<Undo>> unsynced = new ArrayDeque<>();
    private final Set<Bytes> rotten = new HashSet<>();
    private boolean full;
    private boolean forgetful;

    private record Put(Column column, byte[] key, byte[] value) {}

    private record Undo(Column column, byte[] key, byte @Nullable [] before) {}

    /** An empty store. */
    public MemoryStateStore() {
        for (Column column : Column.values()) {
            columns.put(column, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /** The newest blocks are gone, at most so many, and at most those since {@link #sync}. */
    public void crash(int blocks) {
        for (int i = 0; i < blocks && !unsynced.isEmpty(); i++) {
            for (Undo undo : unsynced.removeLast().reversed()) {
                if (undo.before() == null) {
                    rows(undo.column()).remove(undo.key());
                } else {
                    rows(undo.column()).put(undo.key(), undo.before());
                }
            }
        }
    }

    /** A mistake on purpose: half of what the newest block wrote is gone. What opens this store must notice. */
    public void tear(Random random) {
        List<Undo> newest = unsynced.pollLast();
        if (newest != null) {
            unsynced.addLast(newest.subList(0, newest.size() / (2 + random.nextInt(2))));
            crash(1);
        }
    }

    /** A mistake on purpose: entries that were decided are not found again. */
    public void forgetEntries() {
        forgetful = true;
    }

    /** Everything so far survives every crash. */
    public void sync() {
        unsynced.clear();
    }

    /** The disk has no room from now on, or has some again. */
    public void fill(boolean isFull) {
        full = isFull;
    }

    /** One present value of the register is damaged. False when there is none. */
    public boolean rot(Random random) {
        NavigableMap<byte[], byte[]> values = rows(Column.VALUES);
        if (values.isEmpty()) {
            return false;
        }
        List<byte[]> keys = new ArrayList<>(values.keySet());
        rotten.add(new Bytes(keys.get(random.nextInt(keys.size()))));
        return true;
    }

    /**
     * Changes one byte of a present value behind the back of the store, as an insider would. The key, or empty text.
     */
    public String forge(Random random) {
        NavigableMap<byte[], byte[]> values = rows(Column.VALUES);
        List<byte[]> keys = new ArrayList<>(values.keySet());
        if (keys.isEmpty()) {
            return "";
        }
        byte[] key = keys.get(random.nextInt(keys.size()));
        byte[] value = values.getOrDefault(key, new byte[1]).clone();
        value[value.length - 1] ^= 1;
        values.put(key, value);
        return new String(key, StandardCharsets.UTF_8);
    }

    private NavigableMap<byte[], byte[]> rows(Column column) {
        NavigableMap<byte[], byte[]> rows = columns.get(column);
        if (rows == null) {
            throw new IllegalStateException("no column " + column);
        }
        return rows;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
        if (!rotten.isEmpty() && column == Column.VALUES && rotten.contains(new Bytes(key))) {
            throw new UncheckedIOException(new StoreException(
                    "a row of " + column.label() + " does not match its checksum", false, new AssertionError()));
        }
        return forgetful && column == Column.ENTRIES ? null : rows(column).get(key);
    }

    @Override
    public Batch batch() {
        return new MemoryBatch();
    }

    @Override
    public void note(byte[] key, byte[] value) {
        rows(Column.META).put(key, value);
    }

    @Override
    public long estimatedRows(Column column) {
        return rows(column).size();
    }

    @Override
    public <T> T scan(Column column, byte[] from, Function<Rows, T> reader) {
        return reader.apply(new MemoryRows(rows(column), rows(column).ceilingEntry(from)));
    }

    @Override
    public <T> T scanBack(Column column, byte[] from, Function<Rows, T> reader) {
        return reader.apply(new MemoryRows(rows(column), rows(column).floorEntry(from)));
    }

    @Override
    public void close() {
        // Memory only.
    }

    private final class MemoryBatch implements Batch {
        private final List<Put> written = new ArrayList<>();

        @Override
        public void put(Column column, byte[] key, byte[] value) {
            written.add(new Put(column, key, value));
        }

        @Override
        public void write() throws StoreException {
            if (full) {
                throw new StoreException("No space left", true, new AssertionError());
            }
            List<Undo> undo = new ArrayList<>();
            for (Put row : written) {
                undo.add(new Undo(row.column(), row.key(), rows(row.column()).put(row.key(), row.value())));
            }
            unsynced.addLast(undo);
        }

        @Override
        public void close() {
            // Memory only.
        }
    }

    private static final class MemoryRows implements Rows {
        private final NavigableMap<byte[], byte[]> rows;
        private Map.@Nullable Entry<byte[], byte[]> present;

        MemoryRows(NavigableMap<byte[], byte[]> rows, Map.@Nullable Entry<byte[], byte[]> present) {
            this.rows = rows;
            this.present = present;
        }

        @Override
        public @Nullable Row row() {
            return present == null ? null : new Row(present.getKey(), present.getValue());
        }

        @Override
        public void next() {
            present = present == null ? null : rows.higherEntry(present.getKey());
        }

        @Override
        public void previous() {
            present = present == null ? null : rows.lowerEntry(present.getKey());
        }

        @Override
        public void seek(byte[] key) {
            present = rows.ceilingEntry(key);
        }
    }
}
