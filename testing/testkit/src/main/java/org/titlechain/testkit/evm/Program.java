package org.titlechain.testkit.evm;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A program that serves JSON-RPC on a port of this machine, and ends with this one at the latest. */
final class Program implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final List<String> command;
    private final File output;
    private final URI address;
    private final Thread hook;
    private @Nullable Process process;

    Program(List<String> command, Path output, int port) {
        this.command = List.copyOf(command);
        this.output = output.toFile();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.hook = new Thread(this::kill);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The root of the working tree. */
    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("ledger/evm/tools/package.json"))) {
            Path parent = at.getParent();
            if (parent == null) {
                throw new IllegalStateException("this is not run within the working tree");
            }
            at = parent;
        }
        return at;
    }

    /** Runs a command to its end. */
    static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said);
        }
    }

    URI address() {
        return address;
    }

    /** Starts the program and waits until it answers. */
    synchronized void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (deadline - System.nanoTime() > 0) {
            if (!process.isAlive()) {
                throw new IOException(command.getFirst() + " ended: " + Files.readString(output.toPath()));
            }
            try {
                call("eth_chainId", "");
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            }
        }
        throw new IOException(command.getFirst() + " did not answer");
    }

    /** Calls a method; the parameters and the answer are JSON. */
    String call(String method, String parameters) throws IOException {
        try {
            String body = HTTP.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(10))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":["
                                                    + parameters + "]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            if (body.contains("\"error\"")) {
                throw new IOException(method + ": " + body);
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends the process as a power cut would. */
    synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
        }
    }

    /** Stops the process where it is ({@code STOP}), or lets it go on ({@code CONT}). */
    void signal(String name) throws IOException {
        try {
            run(
                    Path.of("/"),
                    List.of(
                            "kill",
                            "-" + name,
                            Long.toString(
                                    java.util.Objects.requireNonNull(process).pid())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is ending already.
        } finally {
            output.delete();
        }
    }
}
