package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.Logging;
import org.titlechain.server.node.Gateway;
import org.titlechain.server.node.GatewaySubmission;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/**
 * Import end to end (parse, vault, commit, decide, search) of a generated city's messages, against the sum of its bare
 * parts, each run alone over the same messages in the same process: prepare (parse, vault, sign), submit (commit,
 * decide, receipt), and filling the search tables.
 */
final class ImportFigure implements Figure {
    /** As {@code ./titlechain import} does. */
    private static final int WINDOW = 512;

    private static final int ENTRIES_UNDER_WAY = 4;
    private static final int MESSAGES_IN_AN_ENTRY = 64;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String description() {
        return "messages imported end to end until they can be searched, against the sum of the bare parts; with --memory N"
                + " what is in use after every N";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--count", "--seed", "--memory"));
        int count = options.number("--count", 20_000);
        int seed = options.number("--seed", 1);
        Path folder = Files.createTempDirectory("titlechain-import");
        Logging.toFolder(folder.resolve("logs"));
        try {
            if (options.number("--memory", 0) > 0) {
                memory(folder, count, seed, options.number("--memory", 0), out);
                return;
            }
            List<byte[]> messages = new ArrayList<>(count);
            messages(count, seed).forEachRemaining(messages::add);
            endToEnd(folder.resolve("warm"), messages.subList(0, Math.min(count, 3_000)));
            Took[] parts = parts(folder.resolve("parts"), messages);
            Took whole = endToEnd(folder.resolve("whole"), messages);
            print(out, count, parts, whole);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** Seconds from the first message to the last one found in the search tables. */
    private static Took endToEnd(Path data, List<byte[]> messages) throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                Node node = Nodes.open(folder, Configuration.read(data, Map.of()))) {
            Submission submission = new GatewaySubmission(node.gateway());
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            Took.Clock started = Took.start();
            for (byte[] message : messages) {
                underWay.add(submission.submit("message", message).toCompletableFuture());
                if (underWay.size() >= WINDOW) {
                    underWay.remove().join();
                }
            }
            underWay.forEach(CompletableFuture::join);
            await(node);
            return started.stop();
        }
    }

    /**
     * Imports messages as they are generated, and says after every so many what is in use: the heap after a collection,
     * what the process has in memory altogether, and how quick the last ones were.
     */
    private static void memory(Path data, int count, int seed, int every, PrintStream out) throws Exception {
        out.printf(
                Locale.ROOT,
                "%10s %10s %12s %12s %14s%n",
                "messages",
                "heap MB",
                "process MB",
                "messages/s",
                "cpu ms each");
        try (DataFolder folder = DataFolder.open(data);
                Node node = Nodes.open(folder, Configuration.read(data, Map.of()))) {
            Submission submission = new GatewaySubmission(node.gateway());
            Iterator<byte[]> messages = messages(count, seed);
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            Took.Clock clock = Took.start();
            for (int done = 1; messages.hasNext(); done++) {
                underWay.add(submission.submit("message", messages.next()).toCompletableFuture());
                if (underWay.size() >= WINDOW) {
                    underWay.remove().join();
                }
                if (done % every == 0) {
                    underWay.forEach(CompletableFuture::join);
                    underWay.clear();
                    await(node);
                    Took took = clock.stop();
                    System.gc();
                    long heap = (Runtime.getRuntime().totalMemory()
                                    - Runtime.getRuntime().freeMemory())
                            >> 20;
                    out.printf(
                            Locale.ROOT,
                            "%10d %10d %12d %12.0f %14.2f%n",
                            done,
                            heap,
                            residentMegabytes(),
                            every / took.seconds(),
                            took.cpuSeconds() * 1_000 / every);
                    clock = Took.start();
                }
            }
            underWay.forEach(CompletableFuture::join);
        }
    }

    /** What Linux says that the process has in memory, libraries and their caches included. */
    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
            }
        }
        throw new IOException("no VmRSS in /proc/self/status");
    }

    private static Took[] parts(Path data, List<byte[]> messages) throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                Node node = Nodes.open(folder, Configuration.read(data, Map.of()))) {
            Took.Clock started = Took.start();
            List<Gateway.Prepared> prepared = prepare(node.gateway(), messages);
            Took prepare = started.stop();
            started = Took.start();
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            for (int from = 0; from < prepared.size(); from += MESSAGES_IN_AN_ENTRY) {
                underWay.add(node.gateway()
                        .submit(prepared.subList(from, Math.min(prepared.size(), from + MESSAGES_IN_AN_ENTRY))));
                if (underWay.size() >= ENTRIES_UNDER_WAY) {
                    underWay.remove().join();
                }
            }
            underWay.forEach(CompletableFuture::join);
            Took submit = started.stop();
            await(node);
            started = Took.start();
            node.query().rebuild().join();
            return new Took[] {prepare, submit, started.stop()};
        }
    }

    private static List<Gateway.Prepared> prepare(Gateway gateway, List<byte[]> messages) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(64)) {
            List<Callable<Gateway.Prepared>> tasks = new ArrayList<>();
            for (byte[] message : messages) {
                tasks.add(() -> gateway.prepare(message));
            }
            List<Gateway.Prepared> prepared = new ArrayList<>();
            for (Future<Gateway.Prepared> task : workers.invokeAll(tasks)) {
                prepared.add(task.get());
            }
            return prepared;
        }
    }

    private static void await(Node node) throws InterruptedException {
        if (!node.query().awaitPosition(node.ledger().status().logSize() - 1, Duration.ofMinutes(10))) {
            throw new IllegalStateException("the search tables did not follow");
        }
    }

    private static Iterator<byte[]> messages(int count, int seed) {
        CityGenerator city = new CityGenerator(CityOptions.of(seed, count));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return city.hasNext();
            }

            @Override
            public byte[] next() {
                return city.next().bytes();
            }
        };
    }

    private static String line(Took took, int count) {
        return String.format(
                Locale.ROOT,
                "%10.2f %12.0f %14.2f",
                took.seconds(),
                count / took.seconds(),
                took.cpuSeconds() * 1_000 / count);
    }

    private static void print(PrintStream out, int count, Took[] parts, Took whole) {
        Took sum = new Took(
                Arrays.stream(parts).mapToDouble(Took::seconds).sum(),
                Arrays.stream(parts).mapToDouble(Took::cpuSeconds).sum());
        out.printf(Locale.ROOT, "%-42s %10s %12s %14s%n", count + " messages", "seconds", "messages/s", "cpu ms each");
        String[] names = {"parse, vault", "sign, commit, decide, receipt", "search tables"};
        for (int i = 0; i < names.length; i++) {
            out.printf(Locale.ROOT, "%-42s %s%n", names[i], line(parts[i], count));
        }
        out.printf(Locale.ROOT, "%-42s %s%n", "the parts one after the other (bound)", line(sum, count));
        out.printf(
                Locale.ROOT,
                "%-42s %s   ratio %.2f%n",
                "end to end",
                line(whole, count),
                sum.seconds() / whole.seconds());
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"import\",\"count\":%d,\"prepare\":%.0f,\"submit\":%.0f,\"search\":%.0f,"
                        + "\"endToEnd\":%.0f,\"cpuMillis\":%.2f,\"ratio\":%.3f}%n",
                count,
                count / parts[0].seconds(),
                count / parts[1].seconds(),
                count / parts[2].seconds(),
                count / whole.seconds(),
                whole.cpuSeconds() * 1_000 / count,
                sum.seconds() / whole.seconds());
    }
}
