package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Signed registrations, durable, decided, with receipt, against single-row durable transactions of PostgreSQL. */
final class SubmitFigure implements Figure {
    private static final int[] SUBMITTERS = {1, 16, 64};
    /** Registrations a second that are made ready: more than were ever seen. A round that uses them up ends then. */
    private static final int[] READY = {6_000, 16_000, 20_000};

    private static final int[] READY_REST = {800, 2_000, 3_000};

    private static final int CITY = 1_000_000;

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String description() {
        return "signed registrations with receipt, against PostgreSQL single-row durable transactions with 4 indexes;"
                + " with --rest 1 signed entries through a server's interface, with --rest 2 access messages";
    }

    private interface Work {
        void run(long number) throws Exception;
    }

    /** {@code cpuMicros} is the processor time of this process for each; PostgreSQL is another process. */
    private record Result(double perSecond, double p50Micros, double p99Micros, double cpuMicros) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%8.0f/s  p50 %7.0f µs  p99 %7.0f µs", perSecond, p50Micros, p99Micros);
        }
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--seconds", "--rounds", "--rest"));
        int rest = options.number("--rest", 0);
        Path folder = Files.createTempDirectory("titlechain-submit");
        try {
            if (rest == 0) {
                compare(folder, BenchChain.open(folder), options, READY, out);
            } else {
                compare(folder, RestChain.open(folder.resolve("node"), rest == 1, CITY), options, READY_REST, out);
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static <R> void compare(Path folder, Submitting<R> chain, Options options, int[] perSecond, PrintStream out)
            throws Exception {
        int seconds = options.number("--seconds", 5);
        int rounds = options.number("--rounds", 3);
        AtomicLong made = new AtomicLong();
        StringBuilder ratios = new StringBuilder();
        try (Submitting<R> ours = chain;
                PostgresCluster postgres = PostgresCluster.start(folder)) {
            out.println("1 registration: " + ours.length(ours.next(made.getAndIncrement())) + " bytes");
            createTable(postgres);
            AtomicLong row = new AtomicLong();
            List<R> left = List.of();
            for (int kind = 0; kind < SUBMITTERS.length; kind++) {
                int submitters = SUBMITTERS[kind];
                List<Double> all = new ArrayList<>();
                for (int round = 0; round <= rounds; round++) {
                    // Made before the round, so that its time is the submitting alone; what is left stays for the next.
                    List<R> ready =
                            filled(left, (long) perSecond[kind] * seconds, () -> ours.next(made.getAndIncrement()));
                    AtomicLong next = new AtomicLong();
                    Result theirs = postgres(postgres, submitters, seconds, row);
                    Result result = measure(
                            submitters, seconds, next, number -> ours.submit(ready.get((int) number)), ready.size());
                    left = List.copyOf(ready.subList((int) Math.min(next.get(), ready.size()), ready.size()));
                    String phase = round == 0 ? "warm-up" : "round " + round;
                    out.println(submitters + " submitters, " + phase + ": PostgreSQL " + theirs + " | TitleChain "
                            + result + String.format(Locale.ROOT, "  cpu %5.0f µs each", result.cpuMicros()));
                    if (round > 0) {
                        all.add(result.perSecond() / theirs.perSecond());
                    }
                }
                double median = all.stream().sorted().toList().get(all.size() / 2);
                ratios.append(ratios.isEmpty() ? "" : ",")
                        .append(String.format(Locale.ROOT, "\"ratio%d\":%.2f", submitters, median));
            }
        }
        out.println("{\"figure\":\"submit\",\"rest\":" + options.number("--rest", 0) + "," + ratios + "}");
    }

    private static <R> List<R> filled(List<R> left, long size, Supplier<R> more) {
        return Stream.concat(
                        left.stream(),
                        LongStream.range(left.size(), size).parallel().mapToObj(number -> more.get()))
                .toList();
    }

    private static Result measure(int submitters, int seconds, AtomicLong numbers, Work work, long limit)
            throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Took.Clock clock = Took.start();
        List<Future<long[]>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(submitters)) {
            for (int i = 0; i < submitters; i++) {
                futures.add(executor.submit(() -> latencies(end, numbers, work, limit)));
            }
        }
        Took took = clock.stop();
        List<long[]> parts = new ArrayList<>();
        for (Future<long[]> future : futures) {
            parts.add(future.get());
        }
        long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(
                all.length / took.seconds(),
                all[all.length / 2] / 1e3,
                all[all.length * 99 / 100] / 1e3,
                took.cpuSeconds() * 1e6 / all.length);
    }

    private static long[] latencies(long end, AtomicLong numbers, Work work, long limit) throws Exception {
        long[] times = new long[1 << 20];
        int count = 0;
        for (long now = System.nanoTime(); now < end && count < times.length; ) {
            long number = numbers.getAndIncrement();
            if (number >= limit) {
                break;
            }
            work.run(number);
            long after = System.nanoTime();
            times[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(times, count);
    }

    private static void createTable(PostgresCluster postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement statement = connection.createStatement()) {
            statement.execute("create table registration (id bigint primary key, unit text not null, "
                    + "case_number text not null, recorded timestamptz not null default now(), content text not null)");
            statement.execute("create index by_unit on registration (unit)");
            statement.execute("create index by_case on registration (case_number)");
            statement.execute("create index by_time on registration (recorded)");
        }
    }

    private static Result postgres(PostgresCluster postgres, int connections, int seconds, AtomicLong row)
            throws Exception {
        List<Connection> open = new ArrayList<>();
        ThreadLocal<PreparedStatement> statements = ThreadLocal.withInitial(() -> {
            try {
                Connection connection = DriverManager.getConnection(postgres.url());
                synchronized (open) {
                    open.add(connection);
                }
                return connection.prepareStatement(
                        "insert into registration (id, unit, case_number, content) values (?, ?, ?, ?)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        String content = "x".repeat(930);
        try {
            return measure(
                    connections,
                    seconds,
                    row,
                    number -> {
                        PreparedStatement insert = statements.get();
                        insert.setLong(1, number);
                        insert.setString(2, "unit" + number);
                        insert.setString(3, "case" + number * 31 % 1_000_003);
                        insert.setString(4, content);
                        insert.executeUpdate();
                    },
                    Long.MAX_VALUE);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }
}
