package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * What a registration costs, and how long a start takes, while the register grows by powers of ten. Each registration
 * is one signed entry; every second one changes a unit anywhere in the register, the others add a unit.
 */
final class GrowthFigure implements Figure {
    private static final int UNITS_IN_AN_ENTRY = 500;
    private static final int UNDER_WAY = 512;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String description() {
        return "cost of a registration and time of a start from 10^4 units on, by powers of ten up to --largest";
    }

    /** One size. */
    private record Size(int units, double startSeconds, double micros, double cpuMicros, long megabytes) {}

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--largest", "--rounds", "--entries"));
        int largest = options.number("--largest", 1_000_000);
        int rounds = options.number("--rounds", 5);
        int entries = options.number("--entries", 4_000);
        Path folder = Files.createTempDirectory("titlechain-growth");
        List<Size> sizes = new ArrayList<>();
        try {
            long filled = 0;
            out.printf(
                    Locale.ROOT, "%11s %10s %16s %16s %8s%n", "units", "start s", "µs each", "cpu µs each", "heap MB");
            for (int units = 10_000; units <= largest && units > 0; units *= 10) {
                filled = fill(folder, filled, units);
                Size size = measure(folder, units, filled, rounds, entries);
                filled += (long) rounds * entries;
                // The first size is measured twice: what counts is a program that has run for a while.
                if (sizes.isEmpty()) {
                    size = measure(folder, units, filled, rounds, entries);
                    filled += (long) rounds * entries;
                }
                sizes.add(size);
                out.printf(
                        Locale.ROOT,
                        "%,11d %10.2f %16.0f %16.0f %8d%n",
                        size.units(),
                        size.startSeconds(),
                        size.micros(),
                        size.cpuMicros(),
                        size.megabytes());
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
        Size first = sizes.getFirst();
        Size last = sizes.getLast();
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"growth\",\"units\":%d,\"startSeconds\":%.2f,\"micros\":%.0f,\"growth\":%.2f,"
                        + "\"cpuGrowth\":%.2f}%n",
                last.units(),
                last.startSeconds(),
                last.micros(),
                last.micros() / first.micros(),
                last.cpuMicros() / first.cpuMicros());
    }

    private static long fill(Path folder, long from, int units) throws IOException {
        String content = "x".repeat(500);
        try (BenchChain chain = BenchChain.open(folder)) {
            Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
            for (long begin = from; begin < units; begin += UNITS_IN_AN_ENTRY) {
                long[] numbers = new long[(int) Math.min(UNITS_IN_AN_ENTRY, units - begin)];
                long first = begin;
                Arrays.setAll(numbers, i -> first + i);
                underWay.add(
                        chain.node().submit(TestEntries.entry(begin, List.of(TestContract.put(content, numbers)))));
                if (underWay.size() >= 64) {
                    underWay.remove().join();
                }
            }
            underWay.forEach(CompletableFuture::join);
        }
        return Math.max(from, units);
    }

    private static Size measure(Path folder, int units, long next, int rounds, int count) throws IOException {
        Took.Clock opening = Took.start();
        try (BenchChain chain = BenchChain.open(folder)) {
            double start = opening.stop().seconds();
            Random random = new Random(units + next);
            List<Took> took = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Entry[] entries = new Entry[count];
                for (int i = 0; i < count; i++) {
                    long number = next + (long) round * count + i;
                    long unit = i % 2 == 0 ? random.nextInt(units) : number;
                    entries[i] = TestEntries.entry(number, List.of(TestContract.put("y".repeat(500), unit)));
                }
                Took.Clock clock = Took.start();
                Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
                for (Entry entry : entries) {
                    underWay.add(chain.node().submit(entry));
                    if (underWay.size() >= UNDER_WAY) {
                        underWay.remove().join();
                    }
                }
                underWay.forEach(CompletableFuture::join);
                took.add(clock.stop());
            }
            System.gc();
            long used =
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
            return new Size(
                    units,
                    start,
                    median(took.stream().mapToDouble(Took::seconds).toArray()) * 1e6 / count,
                    median(took.stream().mapToDouble(Took::cpuSeconds).toArray()) * 1e6 / count,
                    used);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
