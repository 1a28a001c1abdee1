package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.titlechain.codec.Value;

/** What lists whose rows lie at a position of the ledger have in common. */
final class Positions {
    /** As far as such lists are counted. */
    static final int COUNTED = 5_000;

    private Positions() {}

    /** Columns by which a list is ordered, each from the largest down; together they name one row. */
    record Order<T>(List<String> columns, List<ToLongFunction<T>> values) {
        Order {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }

        static <T> Order<T> of(String column, ToLongFunction<T> value) {
            return new Order<>(List.of(column), List.of(value));
        }

        Order<T> then(String column, ToLongFunction<T> value) {
            return new Order<>(
                    Stream.concat(columns.stream(), Stream.of(column)).toList(),
                    Stream.concat(values.stream(), Stream.of(value)).toList());
        }

        private String clause() {
            return String.join(" DESC, ", columns) + " DESC";
        }

        private String after() {
            return "(" + String.join(", ", columns) + ") < ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        }

        private List<Value> place(T row) {
            return values.stream()
                    .map(value -> Value.of(value.applyAsLong(row)))
                    .toList();
        }
    }

    /** Turns block times into positions, which the lists are ordered by. */
    static void between(Connection connection, Conditions conditions, Optional<Long> from, Optional<Long> to)
            throws SQLException {
        if (from.isPresent()) {
            conditions.and("position >= ?", firstPosition(connection, from.get()));
        }
        if (to.isPresent()) {
            conditions.and("position < ?", firstPosition(connection, to.get()));
        }
    }

    private static long firstPosition(Connection connection, long time) throws SQLException {
        List<Long> found = Statements.list(
                connection,
                row -> row.getLong(1),
                "SELECT first_position FROM block WHERE time >= ? ORDER BY time, first_position LIMIT 1",
                time);
        return found.isEmpty() ? Long.MAX_VALUE : found.getFirst();
    }

    /** One page of a table in the order. */
    static <T> Page<T> page(
            Connection connection,
            String table,
            String columns,
            Conditions conditions,
            Order<T> order,
            Paging paging,
            Statements.RowReader<T> reader)
            throws SQLException {
        long counted = Statements.number(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM " + table + conditions.where() + " LIMIT ?) AS counted",
                conditions.values(COUNTED + 1));
        Conditions after = conditions.copy();
        String name = table + "/" + String.join("/", order.columns());
        paging.cursor().ifPresent(cursor -> {
            List<Value> place = Cursors.decode(name, order.columns().size(), cursor);
            after.and(order.after(), place.stream().map(Value::asLong).toArray());
        });
        List<T> items = Statements.list(
                connection,
                reader,
                "SELECT " + columns + " FROM " + table + after.where() + " ORDER BY " + order.clause() + " LIMIT ?",
                after.values(paging.limit() + 1));
        Optional<String> next = Optional.empty();
        if (items.size() > paging.limit()) {
            items = items.subList(0, paging.limit());
            next = Optional.of(Cursors.encode(name, order.place(items.getLast())));
        }
        return new Page<>(items, Math.min(counted, COUNTED), counted <= COUNTED, next);
    }
}
