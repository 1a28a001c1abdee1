package org.titlechain.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.FileStorage;
import org.titlechain.storage.Finding;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/** Checks every record of a block log: its digest, its place in the chain of digests, its height and time. */
public final class BlockLogCheck implements DataCheck {
    private final Storage storage;
    private final Suite suite;

    BlockLogCheck(Storage storage, Suite suite) {
        this.storage = storage;
        this.suite = suite;
    }

    /** The check of the log in the folder. */
    public static BlockLogCheck of(Path folder, Suite suite) throws IOException {
        return new BlockLogCheck(FileStorage.openReadOnly(folder), suite);
    }

    @Override
    public String name() {
        return "block log";
    }

    @Override
    public void check(Consumer<Finding> findings) throws IOException {
        List<String> names = Segment.names(storage);
        LogTip tip = LogTip.EMPTY;
        for (String name : names) {
            if (Segment.firstHeightOf(name) != tip.height() + 1) {
                findings.accept(finding(
                        Segment.nameOf(tip.height() + 1), tip.height() + 1, "", "the file of these blocks is missing"));
                return;
            }
            LogTip end = check(name, tip, names.getLast().equals(name), findings);
            if (end == null) {
                return;
            }
            tip = end;
        }
        if (AcknowledgedTip.isDamaged(storage)) {
            findings.accept(finding(
                    AcknowledgedTip.NAME, 0, "at byte 0", "the note of the last acknowledged block is damaged"));
        } else if (AcknowledgedTip.read(storage).orElse(0) > tip.height()) {
            String last = names.isEmpty() ? Segment.nameOf(1) : names.getLast();
            findings.accept(finding(last, tip.height() + 1, "at the end", "acknowledged blocks are missing"));
        }
    }

    /** The end of the segment, or null after damage: what follows has nothing to be chained to. */
    private @Nullable LogTip check(String name, LogTip before, boolean last, Consumer<Finding> findings)
            throws IOException {
        try (StorageFile file = storage.open(name)) {
            Segment segment = Segment.read(name, file, suite);
            if (segment == null
                    || segment.previousTime() != before.time()
                    || !Arrays.equals(segment.previousDigest(), before.digest())) {
                findings.accept(
                        finding(name, Segment.firstHeightOf(name), "at byte 0", "the header of the file is damaged"));
                return null;
            }
        }
        LogTip tip = before;
        long offset = Segment.HEADER_LENGTH;
        try (RecordReader reader = new RecordReader(storage, name, suite.hash())) {
            while (offset < reader.size()) {
                long height = tip.height() + 1;
                RecordFormat.Stored stored = reader.tryRead(offset, height, tip.digest());
                if (stored == null) {
                    boolean unacknowledged = last
                            && AcknowledgedTip.read(storage).orElse(0) < height
                            && reader.laterRecord(offset, height) == 0
                            && reader.looksTorn(offset);
                    if (!unacknowledged) {
                        findings.accept(finding(name, height, "at byte " + offset, reader.explain(offset, height)));
                        return null;
                    }
                    return tip;
                }
                if (stored.block().time() < tip.time()) {
                    findings.accept(finding(name, height, "at byte " + offset, "block time goes backwards"));
                }
                tip = new LogTip(height, stored.block().time(), stored.digest());
                offset += stored.length();
            }
        }
        return tip;
    }

    private Finding finding(String name, long height, String record, String problem) {
        return new Finding(storage.describe(name), height, record, "", problem);
    }
}
