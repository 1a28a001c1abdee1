package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.titlechain.query.PostgresDatabase;
import org.titlechain.query.QueryReader;
import org.titlechain.query.QueryService;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.testkit.postgres.TemporaryPostgres;

/**
 * Search tables in the default database, one file, against a PostgreSQL server with the same tables: both filled from
 * one computed ledger and asked in turn by one caller. The answers of both are compared.
 *
 * @param figure its name
 * @param words what each leaf of the ledger writes, for people
 * @param count how many there are
 * @param ledger what the tables are filled from
 * @param kinds the kinds of questions, each about one of them
 */
record SearchComparison(
        String figure, String words, int count, ComputedLedger ledger, Map<String, IntFunction<Question>> kinds) {
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final int WARM_UP = 30;

    /** As an administrator would set a server for many rows on such a machine; rows are vacuumed once, at the end. */
    private static final String[] SETTINGS = {
        "shared_buffers=512MB",
        "maintenance_work_mem=512MB",
        "max_wal_size=8GB",
        "wal_level=minimal",
        "max_wal_senders=0",
        "autovacuum=off",
        "random_page_cost=1.1"
    };

    /** Asks something and gives what identifies the answer. */
    @FunctionalInterface
    interface Question {
        List<String> ask(QueryReader reader);
    }

    /** @param kept where the tables stay and are found again; without it they are removed at the end */
    void run(PrintStream out, Optional<Path> kept, int questions, int seed) throws Exception {
        Path folder = kept.isPresent() ? kept.get() : Files.createTempDirectory("titlechain-search");
        try (TemporaryPostgres server = kept.isPresent()
                        ? TemporaryPostgres.startIn(folder.resolve("postgres"), SETTINGS)
                        : TemporaryPostgres.start(SETTINGS);
                QueryService sqlite = new QueryService(new SqliteDatabase(folder.resolve("sqlite"), 2), ledger);
                QueryService postgres =
                        new QueryService(new PostgresDatabase(server.url(), server.user(), "", 2), ledger)) {
            long start = System.nanoTime();
            await(out, "SQLite", start, sqlite);
            await(out, "PostgreSQL", start, postgres);
            vacuum(server);
            compare(out, sqlite.reader(), postgres.reader(), questions, seed);
        } finally {
            if (kept.isEmpty()) {
                TemporaryFolder.delete(folder);
            }
        }
    }

    /** Both are filled at the same time. */
    private void await(PrintStream out, String name, long start, QueryService service) throws InterruptedException {
        if (!service.awaitIndexes(FOREVER)) {
            throw new IllegalStateException("not loaded: " + service.status());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s: %,d %s there and indexed after %.1f s, %,.0f a second%n",
                name,
                count,
                words,
                seconds,
                count / seconds);
    }

    /** What a server does by itself in time: so that it is not in the middle of it when it is asked. */
    private static void vacuum(TemporaryPostgres server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    private void compare(PrintStream out, QueryReader sqlite, QueryReader postgres, int questions, int seed) {
        out.printf(Locale.ROOT, "%-22s %12s %12s %12s %12s%n", "ms", "SQLite p50", "p99", "PostgreSQL p50", "p99");
        StringJoiner json = new StringJoiner(",");
        double worst = 0;
        double leastRatio = Double.MAX_VALUE;
        for (Map.Entry<String, IntFunction<Question>> kind : kinds.entrySet()) {
            Random random = new Random(seed);
            double[] ours = new double[questions];
            double[] peers = new double[questions];
            for (int i = -WARM_UP; i < questions; i++) {
                Question question = kind.getValue().apply(random.nextInt(count));
                long start = System.nanoTime();
                List<String> first = question.ask(sqlite);
                long middle = System.nanoTime();
                List<String> second = question.ask(postgres);
                long end = System.nanoTime();
                if (!first.equals(second)) {
                    throw new IllegalStateException("the databases differ on: " + kind.getKey());
                }
                if (i >= 0) {
                    ours[i] = (middle - start) / 1e6;
                    peers[i] = (end - middle) / 1e6;
                }
            }
            Arrays.sort(ours);
            Arrays.sort(peers);
            double p99 = at(ours, 0.99);
            double ratio = at(peers, 0.5) / at(ours, 0.5);
            worst = Math.max(worst, p99);
            leastRatio = Math.min(leastRatio, ratio);
            out.printf(
                    Locale.ROOT,
                    "%-22s %12.3f %12.3f %12.3f %12.3f%n",
                    kind.getKey(),
                    at(ours, 0.5),
                    p99,
                    at(peers, 0.5),
                    at(peers, 0.99));
            json.add(String.format(
                    Locale.ROOT,
                    "\"%s\":{\"p50\":%.3f,\"p99\":%.3f,\"postgresP50\":%.3f,\"postgresP99\":%.3f}",
                    kind.getKey(),
                    at(ours, 0.5),
                    p99,
                    at(peers, 0.5),
                    at(peers, 0.99)));
        }
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"%s\",\"count\":%d,\"worstP99\":%.3f,\"leastRatio\":%.2f,%s}%n",
                figure,
                count,
                worst,
                leastRatio,
                json);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
    }
}
