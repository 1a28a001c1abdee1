package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds certificates by their number in any spelling, or by parts of it. */
final class CertificateReader {
    private static final String COLUMNS = "number, kind, state, unit, right_id, message, height, time";

    private final Connection connection;

    CertificateReader(Connection connection) {
        this.connection = connection;
    }

    List<CertificateItem> find(SearchText search, int limit) throws SQLException {
        CertificateText wanted = CertificateText.of(search.text());
        List<CertificateItem> exact = list(new Conditions().and("normalised = ?", wanted.normalised()), limit);
        if (!exact.isEmpty()) {
            return exact;
        }
        List<CertificateItem> found = new ArrayList<>();
        if (wanted.serial().isEmpty()) {
            return wanted.normalised().length() < 3
                    ? found
                    : list(new Conditions().beginning("normalised", wanted.normalised()), limit);
        }
        Conditions conditions = new Conditions().and("serial = ?", wanted.serial());
        if (wanted.year() > 0) {
            conditions.and("year = ?", wanted.year());
        }
        if (!wanted.place().isEmpty()) {
            conditions.and("place = ?", wanted.place());
        }
        found.addAll(list(conditions, limit));
        if (found.isEmpty() && wanted.year() == 0 && wanted.serial().length() >= 4) {
            found.addAll(list(new Conditions().beginning("reversed_serial", Words.reversed(wanted.serial())), limit));
        }
        return found;
    }

    private List<CertificateItem> list(Conditions conditions, int limit) throws SQLException {
        return Statements.list(
                connection,
                row -> new CertificateItem(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8)),
                "SELECT " + COLUMNS + " FROM certificate" + conditions.where() + " LIMIT ?",
                conditions.values(limit));
    }
}
