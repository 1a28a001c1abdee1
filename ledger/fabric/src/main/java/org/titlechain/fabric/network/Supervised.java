package org.titlechain.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program of the network. It ends with this one, however this one ends: a small shell beside it reads from a pipe
 * that closes then.
 */
final class Supervised implements AutoCloseable {
    /** Waits for the child and, beside it, for the end of its input; the first ends the other. */
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            echo "$child" > "$PID_FILE.new"
            mv "$PID_FILE.new" "$PID_FILE"
            ( read -r stop <&3; kill -9 "$child" ) 2>/dev/null &
            watcher=$!
            exec 3<&-
            wait "$child"
            code=$?
            kill "$watcher" 2>/dev/null
            exit "$code"
            """;

    private final String name;
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable Process process;

    Supervised(String name, Path folder, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.folder = folder;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    private Path pidFile() {
        return folder.resolve("process");
    }

    Path log() {
        return folder.resolve("log");
    }

    /** Starts the program. */
    synchronized void start() throws IOException {
        Files.deleteIfExists(pidFile());
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, name));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("PID_FILE", pidFile().toString());
        process = builder.start();
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The end of what the program said. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    /** Ends the program as a power cut would. */
    synchronized void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        handle().ifPresent(ProcessHandle::destroyForcibly);
        end(running);
    }

    private java.util.Optional<ProcessHandle> handle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (deadline - System.nanoTime() > 0 && process != null && process.isAlive()) {
            try {
                if (Files.exists(pidFile())) {
                    return ProcessHandle.of(
                            Long.parseLong(Files.readString(pidFile()).strip()));
                }
            } catch (IOException | NumberFormatException e) {
                // It is written at this moment.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return java.util.Optional.empty();
    }

    /** Stops the program where it is, or lets it go on. */
    synchronized void signal(String signal) throws IOException {
        long number = handle().orElseThrow(() -> new IOException(name + " does not run"))
                .pid();
        Process sender = new ProcessBuilder("kill", "-" + signal, Long.toString(number)).start();
        try {
            sender.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Process running) {
        boolean interrupted = false;
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        while (true) {
            try {
                running.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        process = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
