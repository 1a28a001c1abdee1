package org.titlechain.query;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.titlechain.query.QueryException.Reason;

/** One set of tables. One thread writes; any number read. */
public final class Generation implements AutoCloseable {
    private final int number;
    private final Dialect dialect;
    private final HikariDataSource readers;
    private final Connection writer;

    Generation(int number, Dialect dialect, HikariDataSource readers, Connection writer) {
        this.number = number;
        this.dialect = dialect;
        this.readers = readers;
        this.writer = writer;
    }

    int number() {
        return number;
    }

    Dialect dialect() {
        return dialect;
    }

    /** What reads one state of the tables. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    /** Runs the reading in a transaction of its own, in which all tables are of one moment. */
    <T> T read(Reading<T> reading) {
        try (Connection connection = readers.getConnection()) {
            dialect.beginReading(connection);
            try {
                return reading.read(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new QueryException(Reason.DATABASE, "the search tables cannot be read", e);
        }
    }

    /** The connection for writing, always the same, without automatic commits. */
    Connection writer() {
        return writer;
    }

    @Override
    public void close() {
        readers.close();
        try {
            writer.rollback();
            writer.close();
        } catch (SQLException e) {
            throw new QueryException(Reason.DATABASE, "the search tables cannot be closed", e);
        }
    }
}
