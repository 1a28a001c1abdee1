package org.titlechain.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.titlechain.query.Positions.Order;
import org.titlechain.query.RegistrationQuery.Sort;
import org.titlechain.query.SearchText.Kind;

/** Answers which cases are handled here. */
final class RegistrationReader {
    private static final String COLUMNS = "id, district, number, state, mode, kinds, units, applied, due, rank, "
            + "automatic, reasons, height, time";
    private static final int UNIT_CODE_LENGTH = 28;
    private static final int DISTRICT_LENGTH = 6;

    private static final Order<RegistrationItem> NEWEST = Order.of("id", RegistrationItem::id);
    private static final Order<RegistrationItem> DUE =
            Order.<RegistrationItem>of("rank", RegistrationItem::rank).then("id", RegistrationItem::id);

    private final Connection connection;

    RegistrationReader(Connection connection) {
        this.connection = connection;
    }

    Page<RegistrationItem> page(RegistrationQuery query, Paging paging) throws SQLException {
        Conditions conditions = new Conditions();
        query.district().ifPresent(district -> district(conditions, district));
        conditions.andIfPresent("state = ?", query.state());
        conditions.andIfPresent("waits_for_person = ?", query.waiting().map(waits -> waits ? 1 : 0));
        if (!query.text().isEmpty()) {
            conditions.and(named(query.text()));
        }
        return Positions.page(
                connection,
                "registration",
                COLUMNS,
                conditions,
                query.sort() == Sort.DUE ? DUE : NEWEST,
                paging,
                RegistrationReader::item);
    }

    /** Cases by their number, its beginning or its end. */
    List<CaseItem> search(SearchText search, int limit) throws SQLException {
        if (!search.mayBe(Kind.CASE_NUMBER)) {
            return List.of();
        }
        List<CaseItem> beginning = search(new Conditions().beginning("number", search.text()), limit);
        return beginning.isEmpty() && search.mayBeEnding()
                ? search(new Conditions().beginning("reversed", Words.reversed(search.text())), limit)
                : beginning;
    }

    private List<CaseItem> search(Conditions conditions, int limit) throws SQLException {
        return Statements.list(
                connection,
                row -> new CaseItem(
                        row.getString("district"),
                        row.getString("number"),
                        lines(row.getString("units")),
                        List.of(),
                        0,
                        row.getString("state"),
                        row.getLong("height"),
                        row.getLong("time")),
                "SELECT district, number, units, state, height, time FROM registration" + conditions.where()
                        + " LIMIT ?",
                conditions.values(limit));
    }

    /** Of one district the rows lie in their order already; of several they do not. */
    private static void district(Conditions conditions, String district) {
        if (district.length() == DISTRICT_LENGTH) {
            conditions.and("district = ?", district);
        } else {
            conditions.beginning("district", district);
        }
    }

    private Conditions named(String text) throws SQLException {
        String unit = text.replace("-", "").replace(" ", "");
        if (unit.length() == UNIT_CODE_LENGTH) {
            return new Conditions().and("id IN (SELECT id FROM registration_unit WHERE unit = ?)", unit);
        }
        Conditions beginning = new Conditions().beginning("number", text);
        boolean found = Statements.number(
                        connection,
                        "SELECT count(*) FROM (SELECT 1 FROM registration" + beginning.where() + " LIMIT 1) AS found",
                        beginning.values())
                > 0;
        return found ? beginning : new Conditions().beginning("reversed", Words.reversed(text));
    }

    private static RegistrationItem item(ResultSet row) throws SQLException {
        return new RegistrationItem(
                row.getLong("id"),
                row.getString("district"),
                row.getString("number"),
                row.getString("state"),
                row.getString("mode"),
                lines(row.getString("kinds")),
                lines(row.getString("units")),
                row.getLong("applied"),
                row.getLong("due"),
                row.getLong("rank"),
                row.getInt("automatic") == 1,
                lines(row.getString("reasons")).stream()
                        .map(RegistrationReader::reason)
                        .toList(),
                row.getLong("height"),
                row.getLong("time"));
    }

    private static RegistrationItem.Reason reason(String line) {
        int space = line.indexOf(' ');
        return new RegistrationItem.Reason(line.substring(0, space), line.substring(space + 1));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }
}
