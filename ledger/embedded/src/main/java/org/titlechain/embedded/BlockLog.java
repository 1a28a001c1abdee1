package org.titlechain.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;
import org.titlechain.storage.StorageFullException;

/**
 * The end of the block log, where records are added. For one thread.
 *
 * <p>The file that is written to has room ahead of its end: zeros, so that a force finds the file's length and blocks
 * as they were and writes the record alone. A file that grows with every record costs a change of the file system's own
 * journal with every force. Room is cut before the next file begins and when the log is closed.
 */
final class BlockLog implements Closeable {
    /** The room is this part of a full segment: 4 MiB of 64. */
    private static final int ROOMS_IN_A_SEGMENT = 16;

    private final Storage storage;
    private final Suite suite;
    private final long segmentBytes;
    private final AcknowledgedTip acknowledged;
    private StorageFile file;
    private long end;
    private long roomEnd;
    private LogTip tip;

    private BlockLog(Storage storage, Suite suite, long segmentBytes, LogRecovery.Recovered recovered)
            throws IOException {
        this.storage = storage;
        this.suite = suite;
        this.segmentBytes = segmentBytes;
        this.tip = recovered.tip();
        this.end = recovered.end();
        this.roomEnd = end;
        this.acknowledged = AcknowledgedTip.open(storage);
        this.file = storage.open(recovered.segment());
    }

    /**
     * Opens the log, cutting a tail that was never acknowledged.
     *
     * @throws org.titlechain.storage.LedgerDamageException when anything that was acknowledged is damaged
     */
    static BlockLog open(Storage storage, Suite suite, long segmentBytes) throws IOException {
        if (Segment.names(storage).isEmpty()) {
            LogRecovery.requireNothingAcknowledged(storage);
            createSegment(storage, suite, LogTip.EMPTY).close();
        }
        LogRecovery.Recovered recovered = LogRecovery.inspect(storage, suite);
        if (recovered.emptySegment()) {
            storage.delete(recovered.segment());
            storage.forceNames();
            createSegment(storage, suite, recovered.tip()).close();
        } else {
            settle(storage, recovered);
        }
        BlockLog log = new BlockLog(storage, suite, segmentBytes, recovered);
        log.acknowledge();
        return log;
    }

    /**
     * Cuts a torn tail, and forces what is there: a process that died between writing and forcing leaves records that
     * only the system's memory holds, and from now on they are shown as final.
     */
    private static void settle(Storage storage, LogRecovery.Recovered recovered) throws IOException {
        try (StorageFile file = storage.open(recovered.segment())) {
            if (recovered.torn()) {
                file.truncate(recovered.end());
            }
            file.force();
        }
        storage.forceNames();
    }

    private static StorageFile createSegment(Storage storage, Suite suite, LogTip tip) throws IOException {
        Segment segment = new Segment(Segment.nameOf(tip.height() + 1), tip.height() + 1, tip.time(), tip.digest());
        StorageFile file = storage.create(segment.name());
        try {
            file.write(0, ByteBuffer.wrap(segment.header(suite)));
            file.force();
            storage.forceNames();
            return file;
        } catch (StorageFullException e) {
            file.close();
            storage.delete(segment.name());
            throw e;
        }
    }

    /** The last record of the log. */
    LogTip tip() {
        return tip;
    }

    /**
     * Writes the record of the next block. It is durable after {@link #force}.
     *
     * @throws StorageFullException when there is no room; the log is then as before
     */
    void write(Block block) throws IOException {
        if (end >= segmentBytes && end > Segment.HEADER_LENGTH) {
            beginSegment();
        }
        byte[] record = RecordFormat.encode(block, tip.digest(), suite.hash());
        makeRoom(end + record.length);
        try {
            file.write(end, ByteBuffer.wrap(record));
        } catch (StorageFullException e) {
            cutRoom();
            throw e;
        }
        end += record.length;
        tip = new LogTip(block.height(), block.time(), RecordFormat.digestOf(record));
    }

    private void beginSegment() throws IOException {
        if (roomEnd > end) {
            cutRoom();
            // Readers take a file that is followed by another for full: it must not get its room back.
            try {
                file.force();
            } catch (StorageFullException e) {
                throw new IOException("the cut of a full file could not be made durable", e);
            }
        }
        StorageFile next = createSegment(storage, suite, tip);
        file.close();
        file = next;
        end = Segment.HEADER_LENGTH;
        roomEnd = end;
    }

    /** Zeros behind the place of the record that is about to be written, unless there is room or the disk is full. */
    private void makeRoom(long recordEnd) throws IOException {
        if (recordEnd <= roomEnd) {
            return;
        }
        byte[] room = new byte[Math.toIntExact(segmentBytes / ROOMS_IN_A_SEGMENT)];
        try {
            file.write(recordEnd, ByteBuffer.wrap(room));
            roomEnd = recordEnd + room.length;
        } catch (StorageFullException e) {
            cutRoom();
        }
    }

    private void cutRoom() throws IOException {
        file.truncate(end);
        roomEnd = end;
    }

    /** Makes the record durable. A failure is final. */
    void force() throws IOException {
        file.force();
    }

    /** Notes that the last record may be acknowledged from now on. */
    void acknowledge() throws IOException {
        acknowledged.write(tip.height());
    }

    @Override
    public void close() throws IOException {
        try {
            cutRoom();
        } catch (IOException e) {
            // The room does no harm: the next start cuts it.
        }
        file.close();
        acknowledged.close();
    }
}
