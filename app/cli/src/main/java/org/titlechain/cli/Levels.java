package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.crypto.Suite;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException.Kind;

/** {@code up --levels}: four members of one chain on this machine, each a process of its own, kept running. */
final class Levels {
    private static final Duration ENDING = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LevelsFolder folder;
    private final boolean demo;
    private final boolean json;
    private final PrintStream out;
    private final Map<Level, MemberProcess> members = new EnumMap<>(Level.class);
    private final Map<Level, String> addresses = new EnumMap<>(Level.class);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger status = new AtomicInteger();
    private boolean ending;

    private Levels(LevelsFolder folder, boolean demo, boolean json, PrintStream out) {
        this.folder = folder;
        this.demo = demo;
        this.json = json;
        this.out = out;
    }

    /**
     * Runs the four until the process is told to end.
     *
     * @param suite the chain's algorithms; empty for those that it has
     * @param port the county's; the others have the following ones. 0 picks any
     * @return the exit status: 0, or the one of the node that could not start
     */
    static int run(Path data, Optional<Suite> suite, int port, boolean demo, boolean json, PrintStream out)
            throws IOException, InterruptedException {
        DataFolder lock = DataFolder.open(data);
        LevelsFolder folder = LevelsFolder.open(data, suite);
        Levels levels = new Levels(folder, demo, json, out);
        Runtime.getRuntime().addShutdownHook(new Thread(levels::close));
        for (Level level : Level.values()) {
            levels.endStale(level);
        }
        folder.renewAddresses();
        folder.introduce(Map.of());
        int next = port;
        for (Level level : Level.values()) {
            levels.start(level, port == 0 ? 0 : next++);
        }
        levels.ended.await();
        levels.close();
        lock.close();
        return levels.status.get();
    }

    /** A node of an earlier run notices by itself that its parent has gone; one that does not is ended. */
    private void endStale(Level level) throws IOException {
        Path data = folder.of(level);
        long deadline = System.nanoTime() + ENDING.toNanos();
        while (DataFolder.isInUse(data)) {
            if (System.nanoTime() - deadline > 0) {
                String holder = Files.readString(data.resolve("lock"), StandardCharsets.US_ASCII)
                        .strip();
                ProcessHandle.of(Long.parseLong(holder))
                        .filter(process -> isOf(process, data))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean isOf(ProcessHandle process, Path data) {
        return process.info().arguments().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(argument -> argument.equals(data.toString()));
    }

    private synchronized void start(Level level, int port) {
        if (ending) {
            return;
        }
        try {
            StringBuilder said = new StringBuilder();
            MemberProcess member = MemberProcess.start(
                    folder.of(level), port, demo && level == Level.COUNTY, line -> hear(level, line, said));
            members.put(level, member);
            var _ = member.address().thenAccept(address -> ready(level, address, said));
            var _ = member.end().thenAccept(code -> ended(level, code));
        } catch (IOException e) {
            out.println("titlechain: " + level.label() + ": " + e.getMessage());
            end(1);
        }
    }

    private synchronized void hear(Level level, String line, StringBuilder said) {
        if (json) {
            return;
        }
        if (addresses.containsKey(level)) {
            out.println(level.label() + ": " + line);
        } else {
            said.append("  ").append(line).append('\n');
        }
    }

    private synchronized void ready(Level level, String address, StringBuilder said) {
        boolean first = addresses.put(level, address) == null;
        Path token = folder.of(level).resolve("admin-token");
        try {
            // The port for members is another one at each start.
            folder.introduceDelivery();
            if (first) {
                folder.introduce(addresses);
            }
        } catch (IOException e) {
            System.err.println("titlechain: the members could not be told of " + level.label() + ": " + e.getMessage());
        }
        if (!first) {
            return;
        }
        if (addresses.size() == Level.values().length) {
            Optional.ofNullable(addresses.get(Level.COUNTY))
                    .ifPresent(county -> LevelsShares.begin(county, folder.of(Level.COUNTY)));
        }
        if (json) {
            out.println("{\"level\":\"" + level.label() + "\",\"url\":\"" + address + "\",\"tokenFile\":\""
                    + token.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        } else {
            out.println(level.label() + "  " + address + "  " + token);
            out.print(said);
            if (addresses.size() == Level.values().length) {
                out.println("四级就绪 · four levels are ready");
            }
        }
        out.flush();
    }

    /**
     * A node that was ready once is started again. One that finds its own folder damaged stays away: the others are
     * enough. One that never was ready for another reason ends them all.
     */
    private void ended(Level level, int code) {
        String address;
        synchronized (this) {
            if (ending) {
                return;
            }
            address = addresses.get(level);
        }
        if (code == Kind.DAMAGED.exitStatus()) {
            System.err.println(
                    "titlechain: " + level.label() + " is away, the others go on; look with: fsck " + folder.of(level));
        } else if (address == null) {
            end(code == 0 ? 1 : code);
        } else {
            System.err.println("titlechain: " + level.label() + " ended with " + code + " and is started again");
            LockSupport.parkNanos(PAUSE.toNanos());
            start(level, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        }
    }

    private void end(int code) {
        status.set(code);
        ended.countDown();
    }

    private void close() {
        Map<Level, MemberProcess> running;
        synchronized (this) {
            ending = true;
            running = new EnumMap<>(members);
            members.clear();
        }
        running.values().forEach(MemberProcess::close);
        try {
            for (MemberProcess member : running.values()) {
                member.awaitEnd(ENDING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a node when its input ends: the process that started it has gone. */
    static void endWithInput() {
        Thread.ofPlatform().name("titlechain-parent").daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is said on it.
                }
            } catch (IOException e) {
                // The same as its end.
            }
            System.exit(0);
        });
    }
}
