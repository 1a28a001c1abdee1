package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.bench.Figure;
import org.titlechain.bench.Options;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TitleProof;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;

/**
 * Four levels as a user starts them: from the posting of a message at the county until each level gives a proof of the
 * unit that is not older than the message's block; and messages a second when many are posted at once.
 */
final class LevelsFigure implements Figure {
    private static final int SEED = 11;
    private static final int AT_ONCE = 64;
    private static final int WARM_UP_SECONDS = 10;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(4).toNanos();

    @Override
    public String name() {
        return "levels";
    }

    @Override
    public String description() {
        return "four levels: posted at the county until proven at each (--rate N --seconds N); messages a second";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--seconds", "--rate"));
        int seconds = options.number("--seconds", 30);
        int rate = options.number("--rate", 10);
        Path data = Files.createTempDirectory("titlechain-levels");
        CityGenerator city = new CityGenerator(CityOptions.of(SEED, 1_000_000));
        double before = load();
        try (RunningLevels levels = RunningLevels.start(data)) {
            seen(levels, city, rate, WARM_UP_SECONDS);
            Map<Level, List<Double>> waits = seen(levels, city, rate, seconds);
            double sustained = sustained(levels, city, seconds);
            out.printf(Locale.ROOT, "load average %.1f before, %.1f after%n", before, load());
            StringBuilder json = new StringBuilder("{");
            waits.forEach((level, all) -> {
                all.sort(Double::compare);
                double median = all.get(all.size() / 2);
                double late = all.get(Math.min(all.size() - 1, all.size() * 99 / 100));
                out.printf(
                        Locale.ROOT,
                        "%-9s p50 %5.0f ms  p99 %5.0f ms  of %d%n",
                        level.label(),
                        median,
                        late,
                        all.size());
                json.append(
                        String.format(Locale.ROOT, "\"%s\":{\"p50\":%.0f,\"p99\":%.0f},", level.label(), median, late));
            });
            out.printf(Locale.ROOT, "%.0f messages/s with %d at once%n", sustained, AT_ONCE);
            out.printf(Locale.ROOT, "%s\"perSecond\":%.0f}%n", json, sustained);
        } finally {
            LevelsFolder.delete(data);
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Milliseconds from each posting to the proof, by level. */
    private static Map<Level, List<Double>> seen(RunningLevels levels, CityGenerator city, int rate, int seconds) {
        Map<Level, ConcurrentLinkedQueue<Double>> waits = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            waits.put(level, new ConcurrentLinkedQueue<>());
        }
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * seconds; i++) {
                LockSupport.parkNanos(start + i * 1_000_000_000L / rate - System.nanoTime());
                CityMessage message = city.next();
                long posted = System.nanoTime();
                var _ = threads.submit(() -> {
                    long height = levels.post(message.bytes()).get("height").longValue();
                    waits.forEach((level, all) -> {
                        var _ = threads.submit(() -> {
                            awaitProof(levels, level, message.units().getFirst(), height);
                            return all.add((System.nanoTime() - posted) / 1e6);
                        });
                    });
                    return height;
                });
            }
            awaitAll(waits, rate * seconds);
        }
        Map<Level, List<Double>> lists = new EnumMap<>(Level.class);
        waits.forEach((level, all) -> lists.put(level, new ArrayList<>(all)));
        return lists;
    }

    /** What was posted last may be under way for a while; what is lost shows in the counts. */
    private static void awaitAll(Map<Level, ConcurrentLinkedQueue<Double>> waits, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (waits.values().stream().anyMatch(all -> all.size() < count) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static void awaitProof(RunningLevels levels, Level level, String unit, long height)
            throws IOException, InterruptedException {
        while (true) {
            HttpResponse<byte[]> answer = levels.get(level, "/units/" + unit + "/proof");
            if (answer.statusCode() == 200
                    && Checkpoint.parse(TitleProof.decode(answer.body()).checkpoint())
                                    .checkpoint()
                                    .height()
                            >= height) {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static double sustained(RunningLevels levels, CityGenerator city, int seconds) throws InterruptedException {
        AtomicLong recorded = new AtomicLong();
        Semaphore room = new Semaphore(AT_ONCE);
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() < end) {
                room.acquire();
                CityMessage message = city.next();
                var _ = threads.submit(() -> {
                    try {
                        levels.post(message.bytes());
                        return recorded.incrementAndGet();
                    } finally {
                        room.release();
                    }
                });
            }
        }
        return recorded.get() * 1e9 / (System.nanoTime() - start);
    }
}
