package org.titlechain.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.titlechain.query.QueryException.Reason;

/** Brings a generation's tables to the form of this version, step by numbered step. */
final class Schema {
    private static final List<String> STEPS =
            List.of("001-register.sql", "002-indexes.sql", "003-cases.sql", "004-supervision.sql", "005-queues.sql");
    /** The steps that make tables; the others make what only questions need. */
    private static final List<Integer> TABLES = List.of(1, 3, 4);

    private static final List<Integer> ALL =
            IntStream.rangeClosed(1, STEPS.size()).boxed().toList();

    private Schema() {}

    /** Makes the tables, without the indexes that only questions need. */
    static void createTables(Generation generation) throws SQLException {
        apply(TABLES, generation);
    }

    /** Does all steps that were not done yet. */
    static void complete(Generation generation) throws SQLException {
        if (apply(ALL, generation) && generation.dialect() == Dialect.POSTGRESQL) {
            try (Statement statement = generation.writer().createStatement()) {
                // So that the first questions are planned for what is there, not for empty tables.
                statement.execute("ANALYZE");
            }
            generation.writer().commit();
        }
    }

    private static boolean apply(List<Integer> steps, Generation generation) throws SQLException {
        Connection connection = generation.writer();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY)");
            Set<Integer> missing = new TreeSet<>(steps);
            try (ResultSet rows = statement.executeQuery("SELECT number FROM schema_step")) {
                while (rows.next()) {
                    if (rows.getInt(1) > STEPS.size()) {
                        throw new QueryException(
                                Reason.DATABASE, "the search tables were written by a newer version; rebuild them");
                    }
                    missing.remove(rows.getInt(1));
                }
            }
            for (int step : missing) {
                for (String command : commands(generation.dialect(), STEPS.get(step - 1))) {
                    statement.execute(command);
                }
                statement.execute("INSERT INTO schema_step (number) VALUES (" + step + ")");
            }
            connection.commit();
            return !missing.isEmpty();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private static List<String> commands(Dialect dialect, String step) {
        try (InputStream in = Schema.class.getResourceAsStream("schema/" + step)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + step);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(java.util.stream.Collectors.joining("\n"))
                    .transform(dialect::define)
                    .transform(sql -> List.of(sql.split(";")))
                    .stream()
                    .map(String::strip)
                    .filter(command -> !command.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + step, e);
        }
    }
}
