package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.titlechain.query.Database;
import org.titlechain.query.Paging;
import org.titlechain.query.PostgresDatabase;
import org.titlechain.query.QueryReader;
import org.titlechain.query.QueryService;
import org.titlechain.query.RecordQuery;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.query.UnitQuery;
import org.titlechain.query.UnitQuery.Restriction;
import org.titlechain.query.UnitQuery.Sort;
import org.titlechain.testkit.postgres.TemporaryPostgres;

/**
 * Search over many units, for each kind of condition: the default database in one file against a PostgreSQL server with
 * the same tables, asked in turn by one caller. The answers of both are compared.
 */
final class SearchFigure implements Figure {
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final int WARM_UP = 30;
    private static final int PAGE = 50;

    /** Asks something and gives what identifies the answer. */
    @FunctionalInterface
    private interface Question {
        List<String> ask(QueryReader reader);
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "search by each kind of condition, SQLite against PostgreSQL, p50 and p99, one caller";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--count", "--questions", "--seed"));
        int leaves = options.number("--count", 100_000) / GeneratedRegister.UNITS_OF_A_LEAF;
        int count = leaves * GeneratedRegister.UNITS_OF_A_LEAF;
        int questions = options.number("--questions", 300);
        int seed = options.number("--seed", 1);
        Path folder = Files.createTempDirectory("titlechain-search");
        GeneratedRegister register = new GeneratedRegister(count);
        try (TemporaryPostgres server =
                        TemporaryPostgres.start("shared_buffers=512MB", "max_wal_size=4GB", "random_page_cost=1.1");
                QueryService sqlite = load(out, "SQLite", new SqliteDatabase(folder, 2), register, count);
                QueryService postgres = load(
                        out, "PostgreSQL", new PostgresDatabase(server.url(), server.user(), "", 2), register, count)) {
            compare(out, sqlite.reader(), postgres.reader(), count, questions, seed);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static QueryService load(
            PrintStream out, String name, Database database, GeneratedRegister register, int count)
            throws InterruptedException {
        long start = System.nanoTime();
        QueryService service = new QueryService(database, register);
        long last = register.status().logSize() - 1;
        if (!service.awaitPosition(last, FOREVER)) {
            throw new IllegalStateException("not loaded: " + service.status());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s: %,d units, as many certificates and %,d records loaded in %.1f s, %,.0f units a second%n",
                name,
                count,
                2 * count,
                seconds,
                count / seconds);
        return service;
    }

    private static Map<String, IntFunction<Question>> kinds() {
        Map<String, IntFunction<Question>> kinds = new LinkedHashMap<>();
        kinds.put("unit code", unit -> units(GeneratedRegister.code(unit)));
        kinds.put(
                "last 8 of the code", unit -> units(GeneratedRegister.code(unit).substring(20)));
        kinds.put(
                "last 12 of the code",
                unit -> units(GeneratedRegister.code(unit).substring(16)));
        kinds.put("inside the code", unit -> units(GeneratedRegister.code(unit).substring(9, 17)));
        kinds.put("across the code", unit -> units(GeneratedRegister.code(unit).substring(13, 25)));
        kinds.put(
                "certificate", unit -> units(GeneratedRegister.certificate(unit).replace('(', '（')));
        kinds.put("certificate serial", unit -> units("%08d".formatted(unit)));
        kinds.put("whole address", unit -> units(GeneratedRegister.location(unit)));
        kinds.put("street and number", unit -> {
            String place = GeneratedRegister.place(unit / GeneratedRegister.UNITS_OF_A_LEAF);
            return units(place.substring(3, place.indexOf('号') + 1));
        });
        kinds.put(
                "two characters",
                unit -> units(GeneratedRegister.place(unit / GeneratedRegister.UNITS_OF_A_LEAF)
                        .substring(3, 5)));
        kinds.put("building and room", unit -> {
            String location = GeneratedRegister.location(unit);
            return units(location.substring(location.indexOf('号') - 2));
        });
        kinds.put("not there", unit -> units("测试市无此路" + unit + "号"));
        kinds.put(
                "district, seized",
                unit -> listed(
                        Optional.of(GeneratedRegister.code(unit).substring(0, 6)),
                        Optional.of(Restriction.SEIZURE),
                        Sort.CODE));
        kinds.put("changed last", unit -> listed(Optional.empty(), Optional.empty(), Sort.UPDATED));
        kinds.put(
                "record by key",
                unit ->
                        reader -> reader
                                .records(RecordQuery.ofKey(GeneratedRegister.code(unit)), Paging.first(PAGE))
                                .value()
                                .items()
                                .stream()
                                .map(item -> item.position() + "-" + item.item())
                                .toList());
        return kinds;
    }

    private static Question units(String text) {
        return asked(UnitQuery.of(text));
    }

    private static Question listed(Optional<String> district, Optional<Restriction> restriction, Sort sort) {
        return asked(new UnitQuery("", district, Optional.empty(), Optional.empty(), restriction, sort));
    }

    private static Question asked(UnitQuery query) {
        return reader -> {
            var page = reader.units(query, Paging.first(PAGE)).value();
            // Beyond the bound each database gathers what it meets first.
            return page.exact() || query.text().isEmpty()
                    ? page.items().stream().map(item -> item.unit()).toList()
                    : List.of("more than " + page.total());
        };
    }

    private static void compare(
            PrintStream out, QueryReader sqlite, QueryReader postgres, int count, int questions, int seed) {
        out.printf(Locale.ROOT, "%-22s %12s %12s %12s %12s%n", "ms", "SQLite p50", "p99", "PostgreSQL p50", "p99");
        StringJoiner json = new StringJoiner(",");
        double worst = 0;
        double leastRatio = Double.MAX_VALUE;
        for (Map.Entry<String, IntFunction<Question>> kind : kinds().entrySet()) {
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
                "{\"figure\":\"search\",\"units\":%d,\"worstP99\":%.3f,\"leastRatio\":%.2f,%s}%n",
                count,
                worst,
                leastRatio,
                json);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
    }
}
