package org.titlechain.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node in a process of its own, which ends when this one does: it reads from a pipe that closes then. */
final class MemberProcess {
    /** A node says this, and its address on the next line. */
    private static final String READY = "就绪 · ready:";

    private final Process process;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    private MemberProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts {@code up} for the folder.
     *
     * @param lines takes what the node says beside its address
     */
    static MemberProcess start(Path folder, int port, boolean demo, Consumer<String> lines) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:MaxRAMPercentage=15", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "up", "--data", folder.toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--end-with-input"));
        if (demo) {
            command.add("--demo");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        MemberProcess member = new MemberProcess(process);
        Thread.ofVirtual().start(() -> member.read(lines));
        return member;
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean next = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (next) {
                    address.complete(line);
                    next = false;
                } else if (line.equals(READY)) {
                    next = true;
                } else {
                    lines.accept(line);
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
        address.completeExceptionally(new IOException("the node ended before it was ready"));
    }

    /** The address, once the node is ready; fails when it ends before. */
    CompletableFuture<String> address() {
        return address;
    }

    /** The exit status, when the process ends. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Asks the node to end. */
    void close() {
        process.destroy();
    }

    /** Waits for the end; a node that takes longer is ended as it stands, which its ledger survives. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
