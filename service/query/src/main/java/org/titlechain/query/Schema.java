package org.titlechain.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.titlechain.query.QueryException.Reason;

/** Brings a generation's tables to the form of this version, step by numbered step. */
final class Schema {
    private static final List<String> STEPS = List.of("001-register.sql", "002-indexes.sql");
    private static final int TABLES = 1;

    private Schema() {}

    /** Makes the tables, without the indexes that only questions need. */
    static void createTables(Generation generation) throws SQLException {
        applyTo(generation, TABLES);
    }

    /** Does all steps that were not done yet. */
    static void complete(Generation generation) throws SQLException {
        if (applyTo(generation, STEPS.size()) && generation.dialect() == Dialect.POSTGRESQL) {
            try (Statement statement = generation.writer().createStatement()) {
                // So that the first questions are planned for what is there, not for empty tables.
                statement.execute("ANALYZE");
            }
            generation.writer().commit();
        }
    }

    private static boolean applyTo(Generation generation, int last) throws SQLException {
        Connection connection = generation.writer();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY)");
            int done;
            try (ResultSet rows = statement.executeQuery("SELECT coalesce(max(number), 0) FROM schema_step")) {
                rows.next();
                done = rows.getInt(1);
            }
            if (done > STEPS.size()) {
                throw new QueryException(
                        Reason.DATABASE, "the search tables were written by a newer version; rebuild them");
            }
            for (int step = done + 1; step <= last; step++) {
                for (String command : commands(generation.dialect(), STEPS.get(step - 1))) {
                    statement.execute(command);
                }
                statement.execute("INSERT INTO schema_step (number) VALUES (" + step + ")");
            }
            connection.commit();
            return done < last;
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
