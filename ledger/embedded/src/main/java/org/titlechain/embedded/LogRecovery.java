package org.titlechain.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/**
 * Finds the end of a block log that a process left behind, changing nothing.
 *
 * <p>Every record but the last was forced before the next was written, so at most the last one can be torn. It is taken
 * for torn only when nothing proves that it had been acknowledged: no later record, no {@link AcknowledgedTip} at its
 * height, and at least one sector that never reached the disk. Everything else is damage, and damage is refused.
 */
final class LogRecovery {
    private LogRecovery() {}

    /**
     * What was found.
     *
     * @param tip the last whole record
     * @param segment the name of the last segment
     * @param end where the next record goes
     * @param torn whether bytes of an unacknowledged record follow
     * @param emptySegment whether the last segment's own header is torn, so that it holds nothing
     */
    record Recovered(LogTip tip, String segment, long end, boolean torn, boolean emptySegment) {}

    static void requireNothingAcknowledged(Storage storage) throws IOException {
        long acknowledged = AcknowledgedTip.read(storage).orElse(0);
        if (acknowledged > 0) {
            throw new LedgerDamageException(new Finding(
                    storage.describe(Segment.nameOf(1)),
                    1,
                    "",
                    "",
                    "the block log is missing, and block " + acknowledged + " had been acknowledged"));
        }
    }

    static Recovered inspect(Storage storage, Suite suite) throws IOException {
        List<String> names = Segment.names(storage);
        if (names.isEmpty()) {
            requireNothingAcknowledged(storage);
            throw new IOException("there is no block log at " + storage.describe(""));
        }
        if (Segment.firstHeightOf(names.getFirst()) != 1) {
            throw new LedgerDamageException(new Finding(
                    storage.describe(Segment.nameOf(1)), 1, "", "", "the first file of the block log is missing"));
        }
        String last = names.getLast();
        long acknowledged = AcknowledgedTip.read(storage).orElse(0);
        try (StorageFile file = storage.open(last)) {
            Segment segment = Segment.read(last, file, suite);
            if (segment != null) {
                return scan(storage, suite, segment, acknowledged);
            }
            if (acknowledged >= Segment.firstHeightOf(last) || !isTornHeader(file)) {
                throw damagedHeader(storage, last);
            }
        }
        if (names.size() == 1) {
            return new Recovered(LogTip.EMPTY, last, Segment.HEADER_LENGTH, false, true);
        }
        String before = names.get(names.size() - 2);
        try (StorageFile file = storage.open(before)) {
            Segment segment = Segment.read(before, file, suite);
            if (segment == null) {
                throw damagedHeader(storage, before);
            }
            Recovered recovered = scan(storage, suite, segment, Segment.firstHeightOf(last) - 1);
            if (recovered.tip().height() != Segment.firstHeightOf(last) - 1) {
                throw damagedHeader(storage, last);
            }
            return new Recovered(recovered.tip(), last, Segment.HEADER_LENGTH, false, true);
        }
    }

    private static Recovered scan(Storage storage, Suite suite, Segment segment, long acknowledged) throws IOException {
        LogTip tip = new LogTip(segment.firstHeight() - 1, segment.previousTime(), segment.previousDigest());
        long offset = Segment.HEADER_LENGTH;
        try (RecordReader reader = new RecordReader(storage, segment.name(), suite.hash())) {
            long size = reader.size();
            while (offset < size) {
                RecordFormat.Stored stored = reader.tryRead(offset, tip.height() + 1, tip.digest());
                if (stored == null) {
                    requireTorn(reader, offset, tip.height() + 1, acknowledged);
                    return new Recovered(tip, segment.name(), offset, true, false);
                }
                tip = new LogTip(stored.block().height(), stored.block().time(), stored.digest());
                offset += stored.length();
            }
            if (acknowledged > tip.height()) {
                throw reader.damage(
                        offset,
                        tip.height() + 1,
                        "the file ends here, and block " + acknowledged + " had been acknowledged");
            }
        }
        return new Recovered(tip, segment.name(), offset, false, false);
    }

    private static void requireTorn(RecordReader reader, long offset, long height, long acknowledged)
            throws IOException {
        String problem = reader.explain(offset, height);
        if (height <= acknowledged) {
            throw reader.damage(offset, height, problem);
        }
        long later = reader.laterRecord(offset, height);
        if (later > 0) {
            throw reader.damage(offset, height, problem + ", and block " + later + " follows");
        }
        if (!reader.looksTorn(offset)) {
            throw reader.damage(offset, height, problem + ", and it was written in full");
        }
    }

    private static boolean isTornHeader(StorageFile file) throws IOException {
        byte[] header = new byte[Segment.HEADER_LENGTH];
        int count = file.read(0, ByteBuffer.wrap(header));
        if (count < header.length) {
            return true;
        }
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static LedgerDamageException damagedHeader(Storage storage, String name) {
        return new LedgerDamageException(new Finding(
                storage.describe(name),
                Segment.firstHeightOf(name),
                "at byte 0",
                "",
                "the header of the file is damaged, or it belongs to another suite"));
    }
}
