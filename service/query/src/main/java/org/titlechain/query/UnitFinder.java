package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.query.SearchText.Kind;

/**
 * Gathers the units that a text leads to, at most so many, the likeliest first: the code itself, codes that end with
 * the text, codes that begin with it, certificates, codes and addresses that contain it.
 */
final class UnitFinder {
    /** Pairs of words that are tried one by one before the tables are joined instead. */
    private static final int PAIRS = 2_000;

    private static final int CANDIDATES = 5_000;

    private static final String UNIT = "unit u";

    private final Connection connection;
    private final Conditions filter;
    private final int limit;
    private final Map<Long, Hit> hits = new LinkedHashMap<>();

    /** A unit that was found, with what lists are sorted by. */
    record Hit(long id, String code, long height) {}

    UnitFinder(Connection connection, Conditions filter, int limit) {
        this.connection = connection;
        this.filter = filter;
        this.limit = limit;
    }

    Map<Long, Hit> find(SearchText search) throws SQLException {
        String code = search.compact().replace("-", "");
        if (search.mayBe(Kind.UNIT_CODE)) {
            gather(UNIT, new Conditions().and("u.code = ?", code));
            return hits;
        }
        if (search.mayBe(Kind.UNIT_CODE_PART) || search.mayBe(Kind.PARCEL_CODE)) {
            gather(UNIT, new Conditions().beginning("u.reversed", Words.reversed(code)));
            gather(UNIT, new Conditions().beginning("u.code", code));
        }
        if (search.mayBe(Kind.CERTIFICATE_NUMBER)) {
            for (CertificateItem certificate : new CertificateReader(connection).find(search, limit)) {
                gather(UNIT, new Conditions().and("u.code = ?", certificate.unit()));
            }
        }
        if (search.mayBe(Kind.UNIT_CODE_PART)) {
            containing(code, Words.PARCEL, "u.parcel_word", Words.FIXTURE, "u.fixture_word");
        }
        if (search.mayBe(Kind.ADDRESS) || search.mayBe(Kind.UNIT_CODE_PART) || search.mayBe(Kind.CERTIFICATE_NUMBER)) {
            containing(search.text(), Words.PLACE, "u.place_word", Words.REST, "u.rest_word");
        }
        return hits;
    }

    /** Units with the fragment in the first part, in the second, or across both. */
    private void containing(String fragment, int first, String firstColumn, int second, String secondColumn)
            throws SQLException {
        within(fragment, first, firstColumn);
        within(fragment, second, secondColumn);
        for (int cut = fragment.offsetByCodePoints(0, 1);
                cut < fragment.length() && hits.size() < limit;
                cut = fragment.offsetByCodePoints(cut, 1)) {
            across(fragment.substring(0, cut), first, firstColumn, fragment.substring(cut), second, secondColumn);
        }
    }

    private void within(String fragment, int kind, String column) throws SQLException {
        String beginning = Words.beginning(fragment);
        if (beginning.length() == fragment.length()) {
            // CROSS JOIN: the endings lead, whatever the planner thinks of them.
            gather(
                    "word_ending e CROSS JOIN unit u",
                    new Conditions()
                            .and("e.kind = ?", kind)
                            .beginning("e.ending", fragment)
                            .and(column + " = e.word"));
            return;
        }
        List<Long> words = Statements.list(
                connection,
                row -> row.getString(2).contains(fragment) ? row.getLong(1) : -1,
                "SELECT w.id, w.text FROM word_ending e CROSS JOIN word w "
                        + "WHERE e.kind = ? AND e.ending = ? AND w.id = e.word LIMIT ?",
                kind,
                beginning,
                CANDIDATES);
        for (Long word : words) {
            if (word >= 0) {
                gather(UNIT, new Conditions().and(column + " = ?", word));
            }
        }
    }

    private void across(String left, int first, String firstColumn, String right, int second, String secondColumn)
            throws SQLException {
        Conditions beginnings = new Conditions().and("b.kind = ?", second).beginning("b.text", right);
        List<Long> rights = words("word b", "b.id", beginnings);
        if (rights.isEmpty()) {
            return;
        }
        Conditions endings = new Conditions().and("a.kind = ?", first).beginning("a.reversed", Words.reversed(left));
        List<Long> lefts = words("word a", "a.id", endings);
        if ((long) lefts.size() * rights.size() <= PAIRS) {
            for (Long one : lefts) {
                for (Long other : rights) {
                    gather(UNIT, new Conditions().and(firstColumn + " = ?", one).and(secondColumn + " = ?", other));
                }
            }
        } else if (lefts.size() <= rights.size()) {
            gather(
                    "word a CROSS JOIN unit u CROSS JOIN word b",
                    endings.and(firstColumn + " = a.id")
                            .and("b.id = " + secondColumn)
                            .and(beginnings));
        } else {
            gather(
                    "word b CROSS JOIN unit u CROSS JOIN word a",
                    beginnings
                            .and(secondColumn + " = b.id")
                            .and("a.id = " + firstColumn)
                            .and(endings));
        }
    }

    private List<Long> words(String table, String id, Conditions conditions) throws SQLException {
        return Statements.list(
                connection,
                row -> row.getLong(1),
                "SELECT " + id + " FROM " + table + conditions.where() + " LIMIT ?",
                conditions.values(PAIRS));
    }

    /** Adds what the tables give; of several tables the same unit may come several times. */
    private void gather(String tables, Conditions conditions) throws SQLException {
        Conditions all = conditions.and(filter);
        int wanted = tables.equals(UNIT) ? limit : 2 * limit;
        while (hits.size() < limit) {
            List<Hit> some = Statements.list(
                    connection,
                    row -> new Hit(row.getLong(1), row.getString(2), row.getLong(3)),
                    "SELECT u.id, u.code, u.height FROM " + tables + all.where() + " LIMIT ?",
                    all.values(wanted));
            for (Hit hit : new ArrayList<>(some)) {
                if (hits.size() < limit) {
                    hits.put(hit.id(), hit);
                }
            }
            if (some.size() < wanted) {
                return;
            }
            wanted *= 8;
        }
    }
}
