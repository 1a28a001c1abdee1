package org.titlechain.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/**
 * One file of the block log. It begins with a header of 96 bytes: magic "TCBLKLOG", format version (4), suite number
 * (4), height of its first block (8), time of the block before (8), digest of the record before (32), H of these 64
 * bytes (32).
 *
 * @param name the file's name
 * @param firstHeight the height of its first block
 * @param previousTime the time of the block before, 0 for the first
 * @param previousDigest the digest of the record before the first one
 */
record Segment(String name, long firstHeight, long previousTime, byte[] previousDigest) {
    static final int HEADER_LENGTH = 96;

    private static final byte[] MAGIC = "TCBLKLOG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String PREFIX = "blocks-";
    private static final String SUFFIX = ".log";
    private static final int NAME_LENGTH = PREFIX.length() + 16 + SUFFIX.length();

    static String nameOf(long firstHeight) {
        return String.format(Locale.ROOT, "%s%016d%s", PREFIX, firstHeight, SUFFIX);
    }

    /** The names of all segments in the order of their heights. */
    static List<String> names(Storage storage) throws IOException {
        return storage.list().stream().filter(Segment::isName).sorted().toList();
    }

    private static boolean isName(String name) {
        return name.length() == NAME_LENGTH
                && name.startsWith(PREFIX)
                && name.endsWith(SUFFIX)
                && name.substring(PREFIX.length(), NAME_LENGTH - SUFFIX.length())
                        .chars()
                        .allMatch(c -> c >= '0' && c <= '9');
    }

    static long firstHeightOf(String name) {
        return Long.parseLong(name.substring(PREFIX.length(), NAME_LENGTH - SUFFIX.length()));
    }

    byte[] header(Suite suite) {
        byte[] header = new byte[HEADER_LENGTH];
        ByteBuffer out = ByteBuffer.wrap(header);
        out.put(MAGIC)
                .putInt(VERSION)
                .putInt(suite.number())
                .putLong(firstHeight)
                .putLong(previousTime)
                .put(previousDigest);
        out.put(suite.hash().hash(Arrays.copyOf(header, out.position())));
        return header;
    }

    /** Reads the header of a segment; null when it is not whole or not what the name says. */
    static @Nullable Segment read(String name, StorageFile file, Suite suite) throws IOException {
        byte[] header = new byte[HEADER_LENGTH];
        if (file.read(0, ByteBuffer.wrap(header)) < HEADER_LENGTH) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(header, MAGIC.length + 8, HEADER_LENGTH - MAGIC.length - 8);
        long firstHeight = in.getLong();
        long previousTime = in.getLong();
        byte[] previousDigest = new byte[RecordFormat.DIGEST_LENGTH];
        in.get(previousDigest);
        Segment segment = new Segment(name, firstHeight, previousTime, previousDigest);
        return Arrays.equals(header, segment.header(suite)) && name.equals(nameOf(firstHeight)) ? segment : null;
    }
}
