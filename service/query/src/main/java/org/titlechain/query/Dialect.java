package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The few places where databases differ. Everything else is SQL that both understand in the same way. */
enum Dialect {
    SQLITE("INTEGER PRIMARY KEY", "TEXT", "BLOB", "WITHOUT ROWID") {
        @Override
        void beginReading(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
        }
    },
    POSTGRESQL("BIGINT PRIMARY KEY", "TEXT COLLATE \"C\"", "BYTEA", "") {
        @Override
        void beginReading(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            }
        }
    };

    private final String id;
    private final String text;
    private final String bytes;
    private final String clustered;

    Dialect(String id, String text, String bytes, String clustered) {
        this.id = id;
        this.text = text;
        this.bytes = bytes;
        this.clustered = clustered;
    }

    /** A table definition in this database's words; texts compare by their UTF-8 bytes in both. */
    String define(String sql) {
        return sql.replace("${id}", id)
                .replace("${text}", text)
                .replace("${bytes}", bytes)
                .replace("${clustered}", clustered);
    }

    /** From here to the end of the transaction, all reads see one state. */
    abstract void beginReading(Connection connection) throws SQLException;
}
