package org.titlechain.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, in a folder of its own, on a free port of 127.0.0.1, gone when it is closed. It never
 * touches a server that runs on the machine. Nothing is synced to disk unless asked for.
 */
public final class TemporaryPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final long START_SECONDS = 60;
    /** The server refuses to be root; this account can own nothing of worth. */
    private static final String UNPRIVILEGED = "nobody";

    private final Path folder;
    private final boolean kept;
    private final Process server;
    private final int port;

    private TemporaryPostgres(Path folder, boolean kept, Process server, int port) {
        this.folder = folder;
        this.kept = kept;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param settings further settings, such as {@code fsync=on}
     * @throws IllegalStateException that says what to install when there are no server programs
     */
    public static TemporaryPostgres start(String... settings) {
        try {
            return start(Files.createTempDirectory("titlechain-postgres"), false, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server whose data stay in the folder when it is closed, and are found there again.
     *
     * @param folder is made when it is not there
     * @param settings further settings, such as {@code fsync=on}
     * @throws IllegalStateException that says what to install when there are no server programs
     */
    public static TemporaryPostgres startIn(Path folder, String... settings) {
        try {
            Files.createDirectories(folder);
            // The server adds to its log, in which the start looks for the word that it is ready.
            Files.deleteIfExists(folder.resolve("log"));
            return start(folder.toAbsolutePath(), true, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemporaryPostgres start(Path folder, boolean kept, String... settings) {
        try {
            boolean root = isRoot();
            if (root) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            Path data = folder.resolve("data");
            if (!Files.exists(data)) {
                run(
                        folder,
                        root,
                        List.of(
                                program("initdb"),
                                "-D",
                                data.toString(),
                                "-U",
                                "titlechain",
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync",
                                "--no-instructions"));
            }
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    program("postgres"),
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-h",
                    "127.0.0.1",
                    "-k",
                    folder.toString(),
                    "-c",
                    "fsync=off"));
            for (String setting : settings) {
                command.add("-c");
                command.add(setting);
            }
            Process server = process(folder, root, command).start();
            TemporaryPostgres postgres = new TemporaryPostgres(folder, kept, server, port);
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    private static String program(String name) {
        return programs()
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL's server programs are missing; install them with: apt-get install postgresql"))
                .resolve(name)
                .toString();
    }

    private static Optional<Path> programs() throws IllegalStateException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder process(Path folder, boolean root, List<String> command) {
        List<String> words = new ArrayList<>(root ? List.of("runuser", "-u", UNPRIVILEGED, "--") : List.of());
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        return builder;
    }

    private static void run(Path folder, boolean root, List<String> command) throws IOException, InterruptedException {
        Process process = process(folder, root, command).start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command.getFirst() + " failed: " + log(folder));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            if (!server.isAlive()) {
                throw new IllegalStateException("PostgreSQL ended: " + log(folder));
            }
            if (log(folder).contains("database system is ready to accept connections")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    if (socket.isConnected()) {
                        return;
                    }
                }
            }
            server.waitFor(20, TimeUnit.MILLISECONDS);
        }
        close();
        throw new IllegalStateException("PostgreSQL did not start in time: " + log(folder));
    }

    private static String log(Path folder) throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    /** What is kept must be whole: connections are ended, everything is written, then the server goes. */
    private void stopInOrder() {
        try {
            run(
                    folder,
                    isRoot(),
                    List.of(
                            program("pg_ctl"),
                            "stop",
                            "-D",
                            folder.resolve("data").toString(),
                            "-m",
                            "fast",
                            "-t",
                            "600"));
            server.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The address of the database {@code postgres}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The owner of everything; needs no password. */
    public String user() {
        return "titlechain";
    }

    @Override
    public void close() {
        if (kept) {
            stopInOrder();
            return;
        }
        // The server is a child of runuser when we are root; it must end first, or its folder cannot be deleted.
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            if (!server.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
