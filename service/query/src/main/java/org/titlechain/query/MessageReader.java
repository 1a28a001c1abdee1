package org.titlechain.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.titlechain.query.Positions.Order;
import org.titlechain.query.SearchText.Kind;

/** Answers which messages and case files there are. */
final class MessageReader {
    private static final String COLUMNS = "position, message, rec_type, kind, case_number, district, units, "
            + "registered, "
            + "findings, severity, supplement, height, time";

    private final Connection connection;

    MessageReader(Connection connection) {
        this.connection = connection;
    }

    Page<MessageItem> page(MessageQuery query, Paging paging) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.andIfPresent("district = ?", query.district());
        conditions.andIfPresent("rec_type = ?", query.recType());
        if (query.withFindings()) {
            conditions.and("findings > 0");
        }
        Positions.between(connection, conditions, query.from(), query.to());
        if (!query.text().isEmpty()) {
            Optional<Conditions> leading = leading(SearchText.of(query.text()));
            if (leading.isEmpty()) {
                return new Page<>(List.of(), 0, true, Optional.empty());
            }
            conditions.and(leading.get());
        }
        return Positions.page(
                connection,
                "message",
                COLUMNS,
                conditions,
                Order.of("position", MessageItem::position),
                paging,
                MessageReader::item);
    }

    /** The reading of the text that leads to messages at all: the first that does. */
    private Optional<Conditions> leading(SearchText search) throws SQLException {
        String text = search.compact();
        List<Conditions> readings = List.of(
                new Conditions().and("message = ?", text),
                new Conditions().beginning("message", text),
                new Conditions().and("case_number = ?", search.text()),
                new Conditions()
                        .and("position IN (SELECT position FROM message_unit WHERE unit = ?)", text.replace("-", "")),
                new Conditions().beginning("reversed", Words.reversed(text)),
                new Conditions().beginning("case_number", search.text()));
        for (Conditions reading : readings) {
            boolean found = Statements.number(
                            connection,
                            "SELECT count(*) FROM (SELECT 1 FROM message" + reading.where() + " LIMIT 1) AS found",
                            reading.values())
                    > 0;
            if (found) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }

    /** Case files by their number, its beginning or its end. */
    List<CaseItem> cases(SearchText search, int limit) throws SQLException {
        if (!search.mayBe(Kind.CASE_NUMBER)) {
            return List.of();
        }
        List<CaseItem> exact = cases(new Conditions().and("number = ?", search.text()), limit);
        if (!exact.isEmpty() || !search.mayBeEnding()) {
            return exact;
        }
        List<CaseItem> beginning = cases(new Conditions().beginning("number", search.text()), limit);
        return beginning.isEmpty()
                ? cases(new Conditions().beginning("reversed", Words.reversed(search.text())), limit)
                : beginning;
    }

    private List<CaseItem> cases(Conditions conditions, int limit) throws SQLException {
        return Statements.list(
                connection,
                row -> new CaseItem(
                        row.getString(1),
                        row.getString(2),
                        UnitReader.lines(row.getString(3)),
                        UnitReader.lines(row.getString(4)),
                        row.getInt(5),
                        "",
                        row.getLong(6),
                        row.getLong(7)),
                "SELECT district, number, units, messages, steps, height, time FROM case_file" + conditions.where()
                        + " LIMIT ?",
                conditions.values(limit));
    }

    private static MessageItem item(ResultSet row) throws SQLException {
        return new MessageItem(
                row.getString("message"),
                row.getString("rec_type"),
                row.getString("kind"),
                row.getString("case_number"),
                UnitReader.lines(row.getString("units")),
                row.getString("district"),
                row.getString("registered"),
                row.getLong("time"),
                row.getLong("height"),
                row.getInt("findings"),
                Severity.label(row.getInt("severity")),
                row.getInt("supplement") != 0,
                row.getLong("position"));
    }
}
