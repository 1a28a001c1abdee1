package org.titlechain.exchange.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ProblemCode;

/**
 * Reads the directory of a ZIP archive (PKWARE APPNOTE 6.3) and refuses everything that an honest archive of messages
 * does not have. The directory must end where the end record begins, and the files must lie before it without
 * overlapping.
 */
final class ArchiveDirectory {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64_LENGTH = 56;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LONGEST_CENTRAL_RECORD = 1_024;
    /** File types of Unix in the external attributes; anything else is a link or a device. */
    private static final int FILE = 0x8;

    private static final int FOLDER = 0x4;
    private static final Charset GBK = Charset.forName("GBK");

    private final FileChannel file;
    private final long length;
    private final ArchiveLimits limits;
    private final Set<String> names = new HashSet<>();
    private long total;

    private ArchiveDirectory(FileChannel file, ArchiveLimits limits) throws IOException {
        this.file = file;
        this.length = file.size();
        this.limits = limits;
    }

    /** The files of the archive in the order in which they lie in it. */
    static List<ArchiveEntry> read(FileChannel file, ArchiveLimits limits) throws IOException {
        return new ArchiveDirectory(file, limits).read();
    }

    private record End(long entries, long start, long size, long position) {}

    private List<ArchiveEntry> read() throws IOException {
        if (length > limits.archiveBytes()) {
            throw problem(ProblemCode.ARCHIVE_TOO_LARGE, -1);
        }
        End end = findEnd();
        if (end.entries() > limits.entries()) {
            throw problem(ProblemCode.ARCHIVE_TOO_MANY_ENTRIES, end.position());
        }
        boolean fits = end.start() >= 0
                && end.size() >= 0
                && end.size() <= Integer.MAX_VALUE
                && end.start() + end.size() == end.position()
                && end.size() <= end.entries() * LONGEST_CENTRAL_RECORD;
        if (!fits) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, end.position());
        }
        ByteBuffer directory = bytes(end.start(), (int) end.size());
        List<ArchiveEntry> entries = new ArrayList<>();
        for (long i = 0; i < end.entries(); i++) {
            entry(directory, end.start(), entries);
        }
        if (directory.hasRemaining()) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, end.start() + directory.position());
        }
        entries.sort(Comparator.comparingLong(ArchiveEntry::offset));
        requireApart(entries, end.start());
        return List.copyOf(entries);
    }

    private End findEnd() throws IOException {
        if (length < END_LENGTH) {
            throw problem(ProblemCode.ARCHIVE_NOT_ZIP, 0);
        }
        int tailLength = (int) Math.min(length, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail = bytes(length - tailLength, tailLength);
        for (int at = tailLength - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && (tail.getShort(at + 20) & 0xffff) == tailLength - at - END_LENGTH) {
                return end(tail, at, length - tailLength + at);
            }
        }
        throw problem(ProblemCode.ARCHIVE_NOT_ZIP, 0);
    }

    private End end(ByteBuffer tail, int at, long position) throws IOException {
        int disks = tail.getShort(at + 4) | tail.getShort(at + 6);
        int here = tail.getShort(at + 8) & 0xffff;
        int all = tail.getShort(at + 10) & 0xffff;
        boolean wide = at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR_64;
        if (wide) {
            return end64(tail.getLong(at - LOCATOR_LENGTH + 8), position - LOCATOR_LENGTH);
        }
        if (disks != 0 || here != all) {
            throw problem(ProblemCode.ARCHIVE_UNSUPPORTED, position);
        }
        return new End(all, tail.getInt(at + 16) & 0xffffffffL, tail.getInt(at + 12) & 0xffffffffL, position);
    }

    private End end64(long position, long locator) throws IOException {
        if (position < 0 || position + END_64_LENGTH != locator) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, locator);
        }
        ByteBuffer end = bytes(position, END_64_LENGTH);
        if (end.getInt(0) != END_64 || end.getLong(24) != end.getLong(32) || end.getLong(32) < 0) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, position);
        }
        return new End(end.getLong(32), end.getLong(48), end.getLong(40), position);
    }

    private void entry(ByteBuffer directory, long start, List<ArchiveEntry> entries) {
        int at = directory.position();
        if (directory.remaining() < CENTRAL_LENGTH || directory.getInt(at) != CENTRAL) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, start + at);
        }
        int flags = directory.getShort(at + 8) & 0xffff;
        int method = directory.getShort(at + 10) & 0xffff;
        int crc = directory.getInt(at + 16);
        long packed = directory.getInt(at + 20) & 0xffffffffL;
        long size = directory.getInt(at + 24) & 0xffffffffL;
        int nameLength = directory.getShort(at + 28) & 0xffff;
        int extra = directory.getShort(at + 30) & 0xffff;
        int comment = directory.getShort(at + 32) & 0xffff;
        int mode = directory.getInt(at + 38) >>> 28;
        long offset = directory.getInt(at + 42) & 0xffffffffL;
        if (directory.remaining() < CENTRAL_LENGTH + nameLength + extra + comment) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, start + at);
        }
        byte[] nameBytes = new byte[nameLength];
        directory.get(at + CENTRAL_LENGTH, nameBytes);
        if (offset == 0xffffffffL) {
            offset = wideOffset(directory, at + CENTRAL_LENGTH + nameLength, extra, packed, size, start + at);
        }
        directory.position(at + CENTRAL_LENGTH + nameLength + extra + comment);
        String name = name(nameBytes, (flags & 0x800) != 0, start + at);
        boolean folder = name.endsWith("/");
        if (mode != 0 && mode != FILE && mode != FOLDER) {
            throw problem(ProblemCode.ARCHIVE_LINK, start + at);
        }
        check(flags, method, packed, size, folder, start + at);
        if (!folder) {
            requireFlat(name, start + at);
            entries.add(new ArchiveEntry(name, Arrays.hashCode(nameBytes), offset, packed, (int) size, crc, method));
        }
    }

    /** The offset from the extra field of ZIP64; only the offset of a file that lies far back may need it. */
    private static long wideOffset(ByteBuffer directory, int start, int length, long packed, long size, long place) {
        int at = start;
        while (at + 4 <= start + length) {
            int id = directory.getShort(at) & 0xffff;
            int fieldLength = directory.getShort(at + 2) & 0xffff;
            int skipped = (size == 0xffffffffL ? 8 : 0) + (packed == 0xffffffffL ? 8 : 0);
            if (id == 1 && fieldLength >= skipped + 8 && at + 4 + fieldLength <= start + length) {
                return directory.getLong(at + 4 + skipped);
            }
            at += 4 + fieldLength;
        }
        throw problem(ProblemCode.ARCHIVE_DAMAGED, place);
    }

    private void check(int flags, int method, long packed, long size, boolean folder, long place) {
        if ((flags & 0x2041) != 0) {
            throw problem(ProblemCode.ARCHIVE_ENCRYPTED, place);
        }
        if (method != 0 && method != 8 || (flags & 0x20) != 0) {
            throw problem(ProblemCode.ARCHIVE_UNSUPPORTED, place);
        }
        if (folder && size != 0 || method == 0 && packed != size) {
            throw problem(ProblemCode.ARCHIVE_DAMAGED, place);
        }
        total += size;
        if (size > limits.entryBytes() || total > limits.totalBytes()) {
            throw problem(ProblemCode.ARCHIVE_TOO_LARGE, place);
        }
        if (size > packed * limits.ratio()) {
            throw problem(ProblemCode.ARCHIVE_RATIO, place);
        }
    }

    private String name(byte[] bytes, boolean utf8, long place) {
        String name = decode(bytes, StandardCharsets.UTF_8);
        if (name.isEmpty() && !utf8) {
            name = decode(bytes, GBK);
        }
        if (!SafeNames.isSafePath(name)) {
            throw problem(ProblemCode.ARCHIVE_NAME, place);
        }
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (!names.add(folded)) {
            throw problem(ProblemCode.ARCHIVE_NAME_TWICE, place);
        }
        return name;
    }

    private static String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static void requireFlat(String name, long place) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending :
                List.of(".zip", ".jar", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".ofd", ".docx")) {
            if (lower.endsWith(ending)) {
                throw problem(ProblemCode.ARCHIVE_NESTED, place);
            }
        }
    }

    private static void requireApart(List<ArchiveEntry> entries, long directoryStart) {
        for (int i = 0; i < entries.size(); i++) {
            ArchiveEntry entry = entries.get(i);
            long next = i + 1 < entries.size() ? entries.get(i + 1).offset() : directoryStart;
            if (entry.offset() < 0 || entry.offset() + LOCAL_LENGTH + entry.packed() > next) {
                throw problem(ProblemCode.ARCHIVE_DAMAGED, entry.offset());
            }
        }
    }

    private ByteBuffer bytes(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw problem(ProblemCode.ARCHIVE_DAMAGED, position);
            }
        }
        return buffer.flip();
    }

    private static ExchangeException problem(ProblemCode code, long offset) {
        return new ExchangeException(Problem.atByte(code, offset));
    }
}
