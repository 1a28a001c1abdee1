package org.titlechain.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored result of a replay. A block is one batch: it is there as a whole or not at all. The newest blocks may be
 * lost in a crash, because whatever is missing is replayed from the engine.
 */
interface StateStore extends AutoCloseable {
    /** The key of the tip in {@link Column#META}. */
    byte[] TIP = "tip".getBytes(StandardCharsets.US_ASCII);

    /** The key of the chain's name in {@link Column#META}. */
    byte[] CHAIN = "chain".getBytes(StandardCharsets.US_ASCII);

    /** Where it is, for people. */
    String place();

    /** The value under the key, or null; the array must not be changed. */
    byte @Nullable [] get(Column column, byte[] key);

    /** Starts a block. */
    Batch batch();

    /** Keeps something beside what blocks change, in {@link Column#META}. */
    void note(byte[] key, byte[] value);

    /** Reads rows in the order of their keys from the first key on, all of one moment. */
    <T> T scan(Column column, byte[] from, Function<Rows, T> reader);

    /** As {@link #scan}, but backwards from the last key that is not after the given one. */
    <T> T scanBack(Column column, byte[] from, Function<Rows, T> reader);

    /** About how many rows the column has; those that were overwritten may count twice. */
    long estimatedRows(Column column);

    @Override
    void close();

    /** Where the replay stands; empty before the first block. */
    default Optional<Tip> tip() {
        return Optional.ofNullable(get(Column.META, TIP)).map(Tip::decode);
    }

    /** The chain and suite that the store is of: {@code label/chain}. */
    default Optional<String> chain() {
        return Optional.ofNullable(get(Column.META, CHAIN)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What one block changes. */
    interface Batch extends AutoCloseable {
        void put(Column column, byte[] key, byte[] value);

        /** Writes everything at once. */
        void write() throws StoreException;

        /** Writes everything at once, and where the replay stands after it. */
        default void commit(Tip tip) throws StoreException {
            put(Column.META, TIP, tip.encode());
            write();
        }

        @Override
        void close();
    }

    /** A key and its value. */
    record Row(byte[] key, byte[] value) {}

    /** The rows of one scan. */
    interface Rows {
        /** The present row, or null at the end. */
        @Nullable
        Row row();

        void next();

        void previous();

        /** Goes to the first row that is not before the key. */
        void seek(byte[] key);
    }

    /** The store cannot be read or written. The message names what the store says, files included. */
    final class StoreException extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean full;

        StoreException(String message, boolean full, Throwable cause) {
            super(message, cause);
            this.full = full;
        }

        boolean isFull() {
            return full;
        }
    }
}
