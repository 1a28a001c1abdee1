package org.titlechain.driver;

import java.time.Duration;
import org.titlechain.ledger.Entry;

/**
 * Bounds of an engine whose order is made elsewhere.
 *
 * @param waitingEntries entries that wait to be committed at most; more are refused as overload
 * @param waitingBytes their bytes at most
 * @param entryBytes bytes of an entry at most; larger ones are refused
 * @param batchEntries entries in a transaction at most
 * @param batchBytes bytes of entries in a transaction at most, unless one entry alone is larger
 * @param batchesInFlight transactions that are sent and not yet committed at most
 * @param gather how long entries gather for a transaction while others are under way; a lone entry never waits
 * @param resendAfter how long after a transaction was taken by the network it is sent again; doubles each time
 * @param closePatience how long closing waits for what was taken; the rest ends as ambiguous
 * @param reservedBytes room on the disk that is left to others; below it appends are refused and blocks wait
 */
public record Limits(
        int waitingEntries,
        long waitingBytes,
        int entryBytes,
        int batchEntries,
        int batchBytes,
        int batchesInFlight,
        Duration gather,
        Duration resendAfter,
        Duration closePatience,
        long reservedBytes) {
    /** What is right for a network of registration offices. */
    public static Limits standard() {
        return new Limits(
                65_536,
                256L << 20,
                Entry.MAXIMUM_LENGTH,
                100,
                512 << 10,
                32,
                Duration.ofMillis(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                64L << 20);
    }

    /** The same with other bounds of a transaction. */
    public Limits withBatches(int newEntryBytes, int newBatchEntries, int newBatchBytes, int newBatchesInFlight) {
        return new Limits(
                waitingEntries,
                waitingBytes,
                newEntryBytes,
                newBatchEntries,
                newBatchBytes,
                newBatchesInFlight,
                gather,
                resendAfter,
                closePatience,
                reservedBytes);
    }

    /** The same with another bound of what waits. */
    public Limits withWaiting(int newWaitingEntries, Duration newClosePatience) {
        return new Limits(
                newWaitingEntries,
                waitingBytes,
                entryBytes,
                batchEntries,
                batchBytes,
                batchesInFlight,
                gather,
                resendAfter,
                newClosePatience,
                reservedBytes);
    }
}
