package org.titlechain.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.query.FindingQuery.Sort;
import org.titlechain.query.Positions.Order;

/** Answers which findings there are. */
final class FindingReader {
    private static final String COLUMNS =
            "position, item, code, severity, subject, message, district, body, height, time";

    private static final Order<FindingItem> NEWEST =
            Order.of("position", FindingItem::position).then("item", FindingItem::item);
    private static final Order<FindingItem> WORST = Order.<FindingItem>of(
                    "severity", item -> Severity.rank(item.severity()))
            .then("position", FindingItem::position)
            .then("item", FindingItem::item);

    private final Connection connection;

    FindingReader(Connection connection) {
        this.connection = connection;
    }

    Page<FindingItem> page(FindingQuery query, Paging paging) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.andIfPresent("severity = ?", query.severity().map(Severity::rank));
        conditions.andIfPresent("code = ?", query.code());
        conditions.andIfPresent("district = ?", query.district());
        conditions.andIfPresent("subject = ?", query.subject());
        Positions.between(connection, conditions, query.from(), query.to());
        return Positions.page(
                connection,
                "finding",
                COLUMNS,
                conditions,
                query.sort() == Sort.WORST ? WORST : NEWEST,
                paging,
                FindingReader::item);
    }

    private static FindingItem item(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        int item = row.getInt("item");
        return new FindingItem(
                position + "-" + item,
                row.getString("code"),
                Severity.label(row.getInt("severity")),
                row.getString("subject"),
                row.getString("message"),
                row.getString("district"),
                CanonicalDecoder.decode(row.getBytes("body")).asMap(),
                row.getLong("height"),
                row.getLong("time"),
                position,
                item);
    }
}
