package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.titlechain.codec.Value;

/** What lists in the order of the ledger, newest first, have in common. */
final class Positions {
    /** As far as such lists are counted. */
    static final int COUNTED = 5_000;

    private Positions() {}

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

    /** One page of a table whose rows lie at a position and have a number there. */
    static <T> Page<T> page(
            Connection connection,
            String table,
            String columns,
            Conditions conditions,
            boolean numbered,
            Paging paging,
            Statements.RowReader<T> reader,
            ToLongFunction<T> position,
            ToLongFunction<T> item)
            throws SQLException {
        long counted = Statements.number(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM " + table + conditions.where() + " LIMIT ?) AS counted",
                conditions.values(COUNTED + 1));
        Conditions after = conditions.copy();
        String order = table + "/position";
        paging.cursor().ifPresent(cursor -> {
            List<Value> place = Cursors.decode(order, 2, cursor);
            if (numbered) {
                after.and(
                        "(position, item) < (?, ?)",
                        place.get(0).asLong(),
                        place.get(1).asLong());
            } else {
                after.and("position < ?", place.get(0).asLong());
            }
        });
        List<T> items = Statements.list(
                connection,
                reader,
                "SELECT " + columns + " FROM " + table + after.where() + " ORDER BY position DESC"
                        + (numbered ? ", item DESC" : "") + " LIMIT ?",
                after.values(paging.limit() + 1));
        Optional<String> next = Optional.empty();
        if (items.size() > paging.limit()) {
            items = items.subList(0, paging.limit());
            T last = items.getLast();
            next = Optional.of(Cursors.encode(
                    order, List.of(Value.of(position.applyAsLong(last)), Value.of(item.applyAsLong(last)))));
        }
        return new Page<>(items, Math.min(counted, COUNTED), counted <= COUNTED, next);
    }
}
