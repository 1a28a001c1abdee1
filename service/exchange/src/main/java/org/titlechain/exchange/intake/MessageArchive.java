package org.titlechain.exchange.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ProblemCode;

/**
 * A ZIP archive of message files. Nothing is written to disk; one file at a time is unpacked in memory, never beyond
 * the length that the directory declares. Not for concurrent use.
 */
public final class MessageArchive implements Closeable {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;

    private final FileChannel file;
    private final List<ArchiveEntry> entries;

    private MessageArchive(FileChannel file, List<ArchiveEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Opens the archive and checks its directory.
     *
     * @throws ExchangeException with an {@code ARCHIVE_…} code when it is not an archive that may be read
     */
    public static MessageArchive open(Path path, ArchiveLimits limits) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new MessageArchive(file, ArchiveDirectory.read(file, limits));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The files in the archive, in the order in which they lie in it. */
    public List<MessageFile> files() {
        return entries.stream()
                .map(entry -> new MessageFile(
                        entry.name(), entry.size() + "-" + Integer.toHexString(entry.crc()), () -> read(entry)))
                .toList();
    }

    private byte[] read(ArchiveEntry entry) throws IOException {
        ByteBuffer header = bytes(entry.offset(), LOCAL_LENGTH);
        int flags = header.getShort(6) & 0xffff;
        int nameLength = header.getShort(26) & 0xffff;
        int extra = header.getShort(28) & 0xffff;
        if (header.getInt(0) != LOCAL || (header.getShort(8) & 0xffff) != entry.method() || (flags & 1) != 0) {
            throw damaged(entry);
        }
        byte[] name = bytes(entry.offset() + LOCAL_LENGTH, nameLength).array();
        if (Arrays.hashCode(name) != entry.nameHash()) {
            throw damaged(entry);
        }
        byte[] packed = bytes(entry.offset() + LOCAL_LENGTH + nameLength + extra, (int) entry.packed())
                .array();
        byte[] unpacked = entry.method() == 0 ? packed : inflate(packed, entry);
        CRC32 checksum = new CRC32();
        checksum.update(unpacked);
        if ((int) checksum.getValue() != entry.crc()) {
            throw damaged(entry);
        }
        if (unpacked.length >= 4 && unpacked[0] == 'P' && unpacked[1] == 'K' && unpacked[2] == 3 && unpacked[3] == 4) {
            throw new ExchangeException(Problem.atByte(ProblemCode.ARCHIVE_NESTED, entry.offset()));
        }
        return unpacked;
    }

    /** Unpacks into exactly the declared length; one byte more or less is damage. */
    private static byte[] inflate(byte[] packed, ArchiveEntry entry) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] unpacked = new byte[entry.size() + 1];
            int filled = 0;
            while (!inflater.finished() && filled < unpacked.length) {
                int count = inflater.inflate(unpacked, filled, unpacked.length - filled);
                if (count == 0 && !inflater.finished()) {
                    throw damaged(entry);
                }
                filled += count;
            }
            if (filled != entry.size() || !inflater.finished() || inflater.getRemaining() > 0) {
                throw damaged(entry);
            }
            return Arrays.copyOf(unpacked, filled);
        } catch (DataFormatException e) {
            throw damaged(entry);
        }
    }

    private ByteBuffer bytes(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new ExchangeException(Problem.atByte(ProblemCode.ARCHIVE_DAMAGED, position));
            }
        }
        return buffer.flip();
    }

    private static ExchangeException damaged(ArchiveEntry entry) {
        return new ExchangeException(Problem.atByte(ProblemCode.ARCHIVE_DAMAGED, entry.offset()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
