package org.titlechain.query;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * New rows of one table, gathered and then written together. Where the database is PostgreSQL, many go by its COPY,
 * which takes them several times as quickly as statements do; what is in the table afterwards is the same.
 */
final class Inserts {
    /** From so many rows on a COPY pays: it asks the server twice, a batch once. */
    private static final int MANY = 200;

    private final Connection connection;
    private final String table;
    private final String columns;
    private final PreparedStatement one;
    private final boolean copies;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** @param columns as in a statement, with commas between them */
    Inserts(Connection connection, String table, String columns) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        String marks = String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
        one = connection.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")");
        copies = connection.isWrapperFor(PGConnection.class);
    }

    /** Adds a row; it is in the table after the next {@link #flush}. */
    void add(@Nullable Object... values) throws SQLException {
        if (copies) {
            rows.add(values);
        } else {
            Statements.bind(one, values);
            one.addBatch();
        }
    }

    void flush() throws SQLException {
        if (!copies) {
            one.executeBatch();
            return;
        }
        if (rows.size() >= MANY) {
            copy();
        } else if (!rows.isEmpty()) {
            for (@Nullable Object[] row : rows) {
                Statements.bind(one, row);
                one.addBatch();
            }
            one.executeBatch();
        }
        rows.clear();
    }

    private void copy() throws SQLException {
        StringBuilder text = new StringBuilder(rows.size() * 256);
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                append(text.append(i == 0 ? "" : "\t"), row[i]);
            }
            text.append('\n');
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table + " (" + columns + ") FROM STDIN",
                            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new SQLException("rows cannot be copied into " + table, e);
        }
    }

    /** One value in the text form of COPY. */
    private static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case String words -> escape(text, words);
            case Integer number -> text.append(number.intValue());
            case Long number -> text.append(number.longValue());
            case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            default -> throw new IllegalArgumentException("cannot copy " + value.getClass());
        }
    }

    private static void escape(StringBuilder text, String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
