package org.titlechain.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of the file system. A folder that is opened for reading only is never changed. */
public final class FileStorage implements Storage {
    private final Path folder;
    private final boolean writable;
    private final FileStore store;

    private FileStorage(Path folder, boolean writable) throws IOException {
        this.folder = folder;
        this.writable = writable;
        this.store = Files.getFileStore(folder);
    }

    /** Opens the folder, making it when it is missing. */
    public static FileStorage open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                forceFolder(parent);
            }
        }
        return new FileStorage(folder, true);
    }

    /** Opens an existing folder without ever changing it. */
    public static FileStorage openReadOnly(Path folder) throws IOException {
        return new FileStorage(folder, false);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public StorageFile open(String name) throws IOException {
        Set<? extends OpenOption> options =
                writable ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE) : Set.of(StandardOpenOption.READ);
        return new ChannelFile(FileChannel.open(folder.resolve(name), options), folder.resolve(name));
    }

    @Override
    public StorageFile create(String name) throws IOException {
        requireWritable();
        Path file = folder.resolve(name);
        try {
            return new ChannelFile(
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)),
                    file);
        } catch (IOException e) {
            throw translate(e, file);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        requireWritable();
        Files.delete(folder.resolve(name));
    }

    @Override
    public void forceNames() throws IOException {
        requireWritable();
        forceFolder(folder);
    }

    @Override
    public long usableBytes() throws IOException {
        return store.getUsableSpace();
    }

    @Override
    public String describe(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() {
        // Files are closed one by one; the folder itself holds nothing open.
    }

    private void requireWritable() throws IOException {
        if (!writable) {
            throw new IOException(folder + " is open for reading only");
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The JDK has no type of its own for a full disk; the system's message is all there is. */
    private static IOException translate(IOException e, Path file) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            return new StorageFullException("no room left for " + file);
        }
        return e;
    }

    private static final class ChannelFile implements StorageFile {
        private final FileChannel channel;
        private final Path path;

        ChannelFile(FileChannel channel, Path path) {
            this.channel = channel;
            this.path = path;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            long at = position;
            try {
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            } catch (IOException e) {
                throw translate(e, path);
            }
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            int total = 0;
            while (bytes.hasRemaining()) {
                int count = channel.read(bytes, position + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
