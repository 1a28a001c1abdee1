package org.titlechain.vault;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.titlechain.vault.Records.Batch;

/**
 * Rows that were sealed and whose message is not complete yet, and the keys that they were sealed with: those of the
 * message and of its subjects are wanted row after row, and each unwrapping costs as much as sealing a row. Messages
 * that are never completed are written out when too many of them gather, so that memory is bounded and nothing is lost.
 */
final class MessageDrafts {
    private static final int MAXIMUM = 4_096;

    private final Records records;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** One message's rows and keys. */
    static final class Draft {
        private final Batch rows = new Batch();
        private final Map<ByteBuffer, byte[]> keys = new HashMap<>();

        /** What was sealed so far. */
        Batch rows() {
            return rows;
        }

        /** The key of that name, asked for once. */
        synchronized byte[] key(byte[] name, Function<byte[], byte[]> keeper) {
            return keys.computeIfAbsent(ByteBuffer.wrap(name), unknown -> keeper.apply(name));
        }
    }

    MessageDrafts(Records records) {
        this.records = records;
    }

    synchronized void add(String messageId, Batch rows) {
        draft(messageId).rows.addAll(rows);
    }

    /** The key of that name; the keeper is asked once for each message that is being written. */
    byte[] key(String messageId, byte[] name, Function<byte[], byte[]> keeper) {
        return draft(messageId).key(name, keeper);
    }

    private synchronized Draft draft(String messageId) {
        if (drafts.size() >= MAXIMUM && !drafts.containsKey(messageId)) {
            spill();
        }
        return drafts.computeIfAbsent(messageId, id -> new Draft());
    }

    /** What was sealed for the message so far; it is then the caller's to write. */
    synchronized Draft take(String messageId) {
        Draft draft = drafts.remove(messageId);
        return draft == null ? new Draft() : draft;
    }

    /** Writes out everything that waits, and forgets its keys. */
    synchronized void spill() {
        Batch all = new Batch();
        drafts.values().forEach(draft -> all.addAll(draft.rows));
        drafts.clear();
        records.write(all);
    }
}
