package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what {@link Tallies} counted. */
final class Tally {
    private Tally() {}

    /** A name and its count. */
    record Counted(String name, long day, long count) {}

    static long total(Connection connection, String name) throws SQLException {
        return Statements.number(connection, "SELECT count FROM tally WHERE name = ? AND day = ?", name, Tallies.TOTAL);
    }

    /** The sums whose name begins with the prefix, the prefix taken off, biggest first. */
    static List<Counted> totals(Connection connection, String prefix) throws SQLException {
        return Statements.list(
                connection,
                row -> new Counted(row.getString(1).substring(prefix.length()), Tallies.TOTAL, row.getLong(2)),
                "SELECT name, count FROM tally WHERE name >= ? AND name < ? AND day = ? AND count > 0 "
                        + "ORDER BY count DESC, name",
                prefix,
                prefix + Words.LAST,
                Tallies.TOTAL);
    }

    /** The counts of the days from the first on, by day. */
    static List<Counted> days(Connection connection, String name, long first, long last) throws SQLException {
        return Statements.list(
                connection,
                row -> new Counted(name, row.getLong(1), row.getLong(2)),
                "SELECT day, count FROM tally WHERE name = ? AND day >= ? AND day <= ? ORDER BY day",
                name,
                first,
                last);
    }
}
