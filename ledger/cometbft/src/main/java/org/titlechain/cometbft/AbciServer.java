package org.titlechain.cometbft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where CometBFT finds the application: a Unix socket in a folder that only this user enters. CometBFT opens four
 * connections and expects answers in order on each; a connection that is lost makes it end, and it is started again.
 */
final class AbciServer implements AutoCloseable {
    /** A socket's path has 107 bytes at most (sun_path in the system's unix.h). */
    private static final int LONGEST_PATH = 100;

    /** Larger than any block: a length beyond is no message. */
    private static final int LARGEST_MESSAGE = 256 << 20;

    private static final int BUFFER = 64 << 10;

    /** Answers the requests. Called from one thread for each connection. */
    interface Application {
        /** The content of the answer to a request. */
        ProtoWriter answer(int request, ProtoReader content) throws InterruptedException;
    }

    private final ServerSocketChannel server;
    private final Path socket;
    private final Optional<Path> temporary;
    private final Application application;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private AbciServer(ServerSocketChannel server, Path socket, Optional<Path> temporary, Application application) {
        this.server = server;
        this.socket = socket;
        this.temporary = temporary;
        this.application = application;
    }

    /** Listens at a socket in the folder, or in one of the system's when the folder's name is too long. */
    static AbciServer open(Path folder, Application application) throws IOException {
        Path near = folder.toAbsolutePath().resolve("abci.socket");
        if (near.toString().length() <= LONGEST_PATH) {
            Files.deleteIfExists(near);
            return open(near, Optional.empty(), application);
        }
        Path temporary = Files.createTempDirectory(
                "titlechain-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return open(temporary.resolve("abci.socket"), Optional.of(temporary), application);
    }

    private static AbciServer open(Path socket, Optional<Path> temporary, Application application) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        AbciServer opened = new AbciServer(server, socket, temporary, application);
        Thread.ofPlatform().name("titlechain-abci").daemon().start(opened::accept);
        return opened;
    }

    /** As CometBFT's configuration names it. */
    String address() {
        return "unix://" + socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                connections.add(connection);
                Thread.ofPlatform().name("titlechain-abci-connection").daemon().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection), BUFFER);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(connection), BUFFER);
            while (true) {
                serve(new ProtoReader(frame(in)), out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The other side has gone, or this one is closing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private void serve(ProtoReader request, OutputStream out) throws IOException, InterruptedException {
        if (!request.next()) {
            throw new IOException("an empty request");
        }
        int kind = request.field();
        try {
            out.write(Abci.answer(kind, application.answer(kind, request.message())));
        } catch (RuntimeException e) {
            out.write(Abci.exception(String.valueOf(e.getMessage())));
            out.flush();
            throw new IOException(e);
        }
        if (kind == Abci.FLUSH) {
            out.flush();
        }
    }

    private static byte[] frame(InputStream in) throws IOException {
        long length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.read();
            if (next < 0 || shift > 28) {
                throw new EOFException();
            }
            length |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                break;
            }
        }
        if (length > LARGEST_MESSAGE) {
            throw new IOException("a message of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
            Files.deleteIfExists(socket);
            if (temporary.isPresent()) {
                Files.deleteIfExists(temporary.get());
            }
        } catch (IOException e) {
            // The system takes the rest away with the process.
        }
    }
}
