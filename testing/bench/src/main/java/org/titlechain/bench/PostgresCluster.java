package org.titlechain.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of its own in a temporary folder, with the durable settings it comes with. A small shell watches this
 * process and stops the server and removes its folder when the process is gone, however it went.
 */
final class PostgresCluster implements AutoCloseable {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");

    /** $1 this process, $2 the server's folder, the rest: the command that stops the server. */
    private static final String WATCH =
            "p=$1; f=$2; shift 2; while kill -0 \"$p\" 2>/dev/null; do sleep 1; done; " + "\"$@\"; rm -rf \"$f\"";

    private final Path folder;
    private final int port;

    private PostgresCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts a cluster below the folder. */
    static PostgresCluster start(Path parent) throws IOException {
        Path folder = parent.resolve("postgres");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        PostgresCluster cluster = new PostgresCluster(folder, port);
        Path data = folder.resolve("data");
        run(asOwner("initdb", "-D", data.toString(), "-A", "trust", "-U", "bench"));
        cluster.watch();
        run(asOwner(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories=" + folder
                        + " -c max_connections=100",
                "start"));
        return cluster;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asOwner(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "nobody", "--"));
        }
        command.add(BINARIES.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/tmp").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), e);
        }
    }

    private List<String> stopping() {
        return asOwner("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    }

    private void watch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                "sh",
                "-c",
                WATCH,
                "watch",
                Long.toString(ProcessHandle.current().pid()),
                folder.toString()));
        command.addAll(stopping());
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/tmp").toFile())
                .start();
    }

    @Override
    public void close() throws IOException {
        run(stopping());
    }
}
