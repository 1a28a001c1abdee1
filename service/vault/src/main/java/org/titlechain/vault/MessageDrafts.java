package org.titlechain.vault;

import java.util.LinkedHashMap;
import java.util.Map;
import org.titlechain.vault.Records.Batch;

/**
 * Rows that were sealed and whose message is not complete yet. Messages that are never completed are written out when
 * too many of them gather, so that memory is bounded and nothing is lost.
 */
final class MessageDrafts {
    private static final int MAXIMUM = 4_096;

    private final Records records;
    private final Map<String, Batch> drafts = new LinkedHashMap<>();

    MessageDrafts(Records records) {
        this.records = records;
    }

    synchronized void add(String messageId, Batch rows) {
        if (drafts.size() >= MAXIMUM && !drafts.containsKey(messageId)) {
            spill();
        }
        drafts.computeIfAbsent(messageId, id -> new Batch()).addAll(rows);
    }

    /** What was sealed for the message so far; it is then the caller's to write. */
    synchronized Batch take(String messageId) {
        Batch batch = drafts.remove(messageId);
        return batch == null ? new Batch() : batch;
    }

    /** Writes out everything that waits. */
    synchronized void spill() {
        Batch all = new Batch();
        drafts.values().forEach(all::addAll);
        drafts.clear();
        records.write(all);
    }
}
