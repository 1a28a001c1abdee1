package org.titlechain.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.TreeImage;
import org.titlechain.storage.FileStorage;
import org.titlechain.storage.Finding;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;

/**
 * Images of the state tree in files, so that a start need not read every leaf. One file is one image, named by its
 * height: a header in a sector of its own, then the roots of the buckets and their marks. The header is written last,
 * when the rest is durable; a file whose header is empty was not finished. An older file is removed when the next one
 * is durable. Nothing is lost with any of them: what they say is only believed when it leads to the stored state root.
 */
final class TreeFiles {
    /** The folder, beside the database's files. */
    private static final String FOLDER = "tree";

    private static final String PREFIX = "tree-";
    private static final long FORMAT = 0x7469746c65747231L;
    private static final int HEADER = 512;
    private static final int PIECE = 1 << 20;

    private final Storage storage;

    /**
     * An image as it was kept.
     *
     * @param name of the file
     * @param height the block that it is of
     * @param logSize leaves in the log after it
     */
    record Kept(String name, long height, long logSize, TreeImage image) {}

    TreeFiles(Storage storage) {
        this.storage = storage;
    }

    /** Those of a state folder. */
    static TreeFiles open(Path stateFolder) throws IOException {
        return new TreeFiles(FileStorage.open(stateFolder.resolve(FOLDER)));
    }

    /** Those of a state folder that is only read; empty when it has none. */
    static Optional<TreeFiles> openReadOnly(Path stateFolder) throws IOException {
        Path folder = stateFolder.resolve(FOLDER);
        return Files.isDirectory(folder)
                ? Optional.of(new TreeFiles(FileStorage.openReadOnly(folder)))
                : Optional.empty();
    }

    /** Keeps the image of the tip durably, in place of all before. */
    void save(Tip tip, TreeImage image) throws IOException {
        String name = PREFIX + "%020d".formatted(tip.height());
        List<String> before = names();
        if (before.contains(name)) {
            storage.delete(name);
        }
        try (StorageFile file = storage.create(name)) {
            CRC32C sum = new CRC32C();
            ByteBuffer marks = ByteBuffer.allocate(image.single().length * Long.BYTES);
            marks.asLongBuffer().put(image.single());
            long end = write(file, HEADER, ByteBuffer.wrap(image.hashes()), sum);
            write(file, end, marks, sum);
            file.force();
            file.write(0, header(tip, image, sum.getValue()));
            file.force();
        }
        storage.forceNames();
        for (String older : before) {
            if (!older.equals(name)) {
                storage.delete(older);
            }
        }
    }

    /** The newest image that is whole and can be read; what cannot is passed over. */
    Optional<Kept> newest() {
        try {
            for (String name : names().reversed()) {
                Optional<Kept> kept = read(name, finding -> {});
                if (kept.isPresent()) {
                    return kept;
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Reports files that were finished and are not what was written. */
    void check(Consumer<Finding> findings) throws IOException {
        for (String name : names()) {
            read(name, findings);
        }
    }

    String describe(Kept kept) {
        return storage.describe(kept.name());
    }

    private List<String> names() throws IOException {
        return storage.list().stream().filter(name -> name.startsWith(PREFIX)).toList();
    }

    private static long write(StorageFile file, long from, ByteBuffer bytes, CRC32C sum) throws IOException {
        long position = from;
        while (bytes.hasRemaining()) {
            ByteBuffer piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
            bytes.position(bytes.position() + piece.remaining());
            sum.update(piece.duplicate());
            int length = piece.remaining();
            file.write(position, piece);
            position += length;
        }
        return position;
    }

    private static ByteBuffer header(Tip tip, TreeImage image, long sum) {
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .putLong(FORMAT)
                .putLong(tip.height())
                .putLong(tip.logSize())
                .putLong(image.size())
                .putLong(image.depth())
                .putLong(sum);
        return header.putLong(HEADER - Long.BYTES, headerSum(header)).rewind();
    }

    private Optional<Kept> read(String name, Consumer<Finding> findings) throws IOException {
        try (StorageFile file = storage.open(name)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            file.read(0, header);
            if (header.rewind().equals(ByteBuffer.allocate(HEADER))) {
                return Optional.empty();
            }
            Optional<Kept> kept = isHeader(header) ? content(name, file, header.rewind()) : Optional.empty();
            if (kept.isEmpty()) {
                findings.accept(new Finding(
                        storage.describe(name), 0, "", "", "the image of the state tree is not as it was written"));
            }
            return kept;
        }
    }

    private static boolean isHeader(ByteBuffer header) {
        return header.getLong(0) == FORMAT && header.getLong(HEADER - Long.BYTES) == headerSum(header);
    }

    private static long headerSum(ByteBuffer header) {
        CRC32C sum = new CRC32C();
        sum.update(header.slice(0, HEADER - Long.BYTES));
        return sum.getValue();
    }

    private static Optional<Kept> content(String name, StorageFile file, ByteBuffer header) throws IOException {
        header.getLong();
        long height = header.getLong();
        long logSize = header.getLong();
        long size = header.getLong();
        long depth = header.getLong();
        if (depth < 0 || depth > TreeImage.MAXIMUM_DEPTH) {
            return Optional.empty();
        }
        int buckets = 1 << depth;
        ByteBuffer hashes = ByteBuffer.allocate(buckets * HashFunction.DIGEST_LENGTH);
        ByteBuffer marks = ByteBuffer.allocate((buckets + 63 >>> 6) * Long.BYTES);
        boolean whole = file.size() == (long) HEADER + hashes.capacity() + marks.capacity();
        file.read(HEADER, hashes);
        file.read(HEADER + hashes.capacity(), marks);
        CRC32C sum = new CRC32C();
        sum.update(hashes.rewind());
        sum.update(marks.rewind());
        if (!whole || sum.getValue() != header.getLong()) {
            return Optional.empty();
        }
        long[] single = new long[marks.capacity() / Long.BYTES];
        marks.rewind().asLongBuffer().get(single);
        return Optional.of(new Kept(name, height, logSize, new TreeImage(size, (int) depth, hashes.array(), single)));
    }
}
