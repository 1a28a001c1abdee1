package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one {@code cometbft} process running for a home: any exit, with whatever code, is a restart. The process ends
 * with this one, however this one ends: a small shell beside it reads from a pipe that closes then. What survives even
 * so, because everything was killed at once, is ended before the next start, by its number, after a look whether it is
 * ours.
 */
final class Supervisor implements AutoCloseable {
    /** Waits for the child and, beside it, for the end of its input; the first ends the other. */
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            echo "$child" > "$PID_FILE"
            ( read -r stop <&3; kill -9 "$child" ) 2>/dev/null &
            watcher=$!
            exec 3<&-
            wait "$child"
            code=$?
            kill "$watcher" 2>/dev/null
            exit "$code"
            """;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration STEADY = Duration.ofSeconds(10);
    private static final Duration STOPPING = Duration.ofSeconds(3);
    private static final long LARGEST_LOG = 8L << 20;

    private final Path program;
    private final Home home;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private @Nullable Process process;
    private boolean closing;
    private volatile String detail = "";

    Supervisor(Path program, Home home) {
        this.program = program;
        this.home = home;
        this.thread = Thread.ofPlatform().name("titlechain-cometbft").unstarted(this::run);
    }

    /** Starts the process, and looks after it from now on. */
    void start() throws IOException {
        launch();
        thread.start();
    }

    private Path pidFile() {
        return home.folder().resolve("cometbft.pid");
    }

    Path logFile() {
        return home.folder().resolve("cometbft.log");
    }

    /** The process itself, when one is known and lives. */
    Optional<ProcessHandle> cometbft() {
        try {
            String text = Files.readString(pidFile()).strip();
            return ProcessHandle.of(Long.parseLong(text)).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void endStale() {
        cometbft().filter(this::isOurs).ifPresent(stale -> {
            stale.destroyForcibly();
            stale.onExit().orTimeout(STOPPING.toMillis(), TimeUnit.MILLISECONDS).join();
        });
    }

    /** Numbers are used again: ours is who was started for this home. */
    private boolean isOurs(ProcessHandle handle) {
        Path commandLine = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
        String line;
        try {
            line = Files.exists(commandLine)
                    ? Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                    : handle.info().commandLine().orElse("");
        } catch (IOException e) {
            return false;
        }
        byte[] wanted = home.folder().toString().getBytes(StandardCharsets.UTF_8);
        return line.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private void launch() throws IOException {
        endStale();
        turnLog();
        Files.deleteIfExists(pidFile());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "cometbft",
                program.toString(),
                "start",
                "--home",
                home.folder().toString()));
        builder.environment().put("PID_FILE", pidFile().toString());
        builder.environment().putIfAbsent("GOMEMLIMIT", "1GiB");
        builder.directory(home.folder().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        Process started = builder.start();
        lock.lock();
        try {
            process = started;
        } finally {
            lock.unlock();
        }
    }

    private void turnLog() throws IOException {
        Path log = logFile();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling("cometbft.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long started = System.nanoTime();
            int code = awaitExit();
            boolean steady = System.nanoTime() - started > STEADY.toNanos();
            pause = steady
                    ? FIRST_PAUSE
                    : pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            if (!rest(pause)) {
                return;
            }
            detail = "cometbft ended with code " + code + " and was started again";
            try {
                launch();
            } catch (IOException e) {
                detail = "cometbft cannot be started: " + e.getMessage();
            }
        }
    }

    private int awaitExit() {
        Process running;
        lock.lock();
        try {
            running = process;
        } finally {
            lock.unlock();
        }
        while (running != null) {
            try {
                return running.waitFor();
            } catch (InterruptedException e) {
                // Only the end of the process or of this supervisor counts.
            }
        }
        return -1;
    }

    /** Waits before a restart; false when there is none. */
    private boolean rest(Duration pause) {
        lock.lock();
        try {
            long nanoseconds = pause.toNanos();
            while (!closing && nanoseconds > 0) {
                nanoseconds = woken.awaitNanos(nanoseconds);
            }
            return !closing;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What happened to the process last, else empty. */
    String detail() {
        return detail;
    }

    /** The process is at work again. */
    void healthy() {
        detail = "";
    }

    @Override
    public void close() {
        Process running;
        lock.lock();
        try {
            closing = true;
            woken.signalAll();
            running = process;
        } finally {
            lock.unlock();
        }
        if (running == null) {
            return;
        }
        cometbft().ifPresent(ProcessHandle::destroy);
        try {
            if (!running.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                cometbft().ifPresent(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            }
            running.waitFor();
            thread.join();
            Files.deleteIfExists(pidFile());
        } catch (InterruptedException e) {
            cometbft().ifPresent(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // A file that stays is looked at with care at the next start.
        }
    }
}
