package org.titlechain.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.server.StartException.Kind;

/**
 * One node's folder. One process at a time works in it; the lock is the operating system's and ends with the process,
 * however it ends.
 */
public final class DataFolder implements AutoCloseable {
    /** Signs checkpoints. */
    public static final String NODE_KEY = "node";

    /** Grants and revokes keys. */
    public static final String ADMINISTRATOR_KEY = "administrator";

    /** Records messages. */
    public static final String GATEWAY_KEY = "gateway";

    private final Path root;
    private final FileChannel lockChannel;
    private final @Nullable FileLock lock;

    private DataFolder(Path root, FileChannel lockChannel, @Nullable FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Opens the folder, made when it is not there, for this process alone. */
    public static DataFolder open(Path root) {
        Path path = root.toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolder(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = readHolder(channel);
                channel.close();
                throw new StartException(
                        Kind.FOLDER_IN_USE,
                        "another process" + holder + " works in " + path
                                + "; stop it first, or choose another folder with --data");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new StartException(Kind.STORAGE, "the data folder " + path + " cannot be used: " + reason(e));
        }
    }

    /** Whether a process works in the folder now. */
    public static boolean isInUse(Path root) {
        Path file = root.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException e) {
            throw new StartException(Kind.STORAGE, "the data folder " + root + " cannot be used: " + reason(e));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readHolder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]+") ? " (" + text + ")" : "";
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    public Path root() {
        return root;
    }

    /** Tells programs on this machine where the node listens. */
    public void writeAddress(String address) throws IOException {
        PrivateFiles.replace(root.resolve("address"), address + "\n");
    }

    /** Where the node listens, when one runs in the folder. */
    public static Optional<String> address(Path root) throws IOException {
        Path file = root.resolve("address");
        return isInUse(root) && Files.exists(file)
                ? Optional.of(Files.readString(file).strip())
                : Optional.empty();
    }

    /** The node's own API token. */
    public static Optional<String> adminToken(Path root) throws IOException {
        Path file = root.resolve("admin-token");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve("address"));
            if (lock != null) {
                lock.release();
            }
            lockChannel.close();
        } catch (IOException e) {
            // The lock ends with the process in any case.
            org.slf4j.LoggerFactory.getLogger(DataFolder.class).warn("the lock was not released cleanly");
        }
    }
}
