package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final int WINDOW = 64;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String description() {
        return "messages imported end to end until they can be searched, against the sum of the bare parts";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--count", "--seed"));
        int count = options.number("--count", 3_000);
        int seed = options.number("--seed", 1);
        Path folder = Files.createTempDirectory("titlechain-import");
        try {
            endToEnd(folder.resolve("warm"), Math.min(count, 2_000), seed);
            double[] parts = parts(folder.resolve("parts"), count, seed);
            double whole = endToEnd(folder.resolve("whole"), count, seed);
            print(out, count, parts, whole);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** Seconds from the first message to the last one found in the search tables. */
    private static double endToEnd(Path data, int count, int seed) throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                Node node = Nodes.open(folder, Configuration.read(data, Map.of()))) {
            Submission submission = new GatewaySubmission(node.gateway());
            Iterator<byte[]> messages = messages(count, seed);
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            long started = System.nanoTime();
            while (messages.hasNext()) {
                underWay.add(submission.submit("message", messages.next()).toCompletableFuture());
                if (underWay.size() >= WINDOW) {
                    underWay.remove().join();
                }
            }
            underWay.forEach(CompletableFuture::join);
            await(node);
            return seconds(started);
        }
    }

    private static double[] parts(Path data, int count, int seed) throws Exception {
        List<byte[]> messages = new ArrayList<>(count);
        messages(count, seed).forEachRemaining(messages::add);
        try (DataFolder folder = DataFolder.open(data);
                Node node = Nodes.open(folder, Configuration.read(data, Map.of()))) {
            long started = System.nanoTime();
            List<Gateway.Prepared> prepared = prepare(node.gateway(), messages);
            double prepare = seconds(started);
            started = System.nanoTime();
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            for (Gateway.Prepared ready : prepared) {
                underWay.add(node.ledger().submit(ready.entry()));
                if (underWay.size() >= WINDOW) {
                    underWay.remove().join();
                }
            }
            underWay.forEach(CompletableFuture::join);
            double submit = seconds(started);
            await(node);
            started = System.nanoTime();
            node.query().rebuild().join();
            return new double[] {prepare, submit, seconds(started)};
        }
    }

    private static List<Gateway.Prepared> prepare(Gateway gateway, List<byte[]> messages) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
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

    private static void print(PrintStream out, int count, double[] parts, double whole) {
        double sum = parts[0] + parts[1] + parts[2];
        out.printf(Locale.ROOT, "%-52s %10s %12s%n", count + " messages", "seconds", "messages/s");
        String[] names = {"parse, vault, sign", "commit, decide, receipt", "search tables"};
        for (int i = 0; i < names.length; i++) {
            out.printf(Locale.ROOT, "%-52s %10.2f %12.0f%n", names[i], parts[i], count / parts[i]);
        }
        out.printf(Locale.ROOT, "%-52s %10.2f %12.0f%n", "the parts one after the other (bound)", sum, count / sum);
        out.printf(
                Locale.ROOT,
                "%-52s %10.2f %12.0f   ratio %.2f%n",
                "end to end, generating included",
                whole,
                count / whole,
                sum / whole);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"import\",\"count\":%d,\"prepare\":%.0f,\"submit\":%.0f,\"search\":%.0f,"
                        + "\"endToEnd\":%.0f,\"ratio\":%.3f}%n",
                count,
                count / parts[0],
                count / parts[1],
                count / parts[2],
                count / whole,
                sum / whole);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
