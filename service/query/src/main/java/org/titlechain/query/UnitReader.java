package org.titlechain.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.titlechain.codec.Value;
import org.titlechain.query.UnitFinder.Hit;
import org.titlechain.query.UnitQuery.Sort;

/** Answers which units there are. */
final class UnitReader {
    /** As far as hits are counted and sorted; beyond it the answer says "more than". */
    static final int COUNTED = 500;

    private static final String COLUMNS = "code, location, kind, state, parcel_word, area, land_use, rights, "
            + "restrictions, "
            + "certificates, version, height, time";
    private static final int DISTRICT_LENGTH = 6;
    private static final int PARCEL_LENGTH = 19;

    private final Connection connection;

    UnitReader(Connection connection) {
        this.connection = connection;
    }

    Page<UnitItem> page(UnitQuery query, Paging paging) throws SQLException {
        return query.text().isEmpty() ? listed(query, paging) : searched(query, paging);
    }

    private static Conditions conditions(UnitQuery query) {
        Conditions conditions = new Conditions();
        query.district().filter(code -> !code.isEmpty()).ifPresent(code -> conditions.beginning("u.code", code));
        query.parcel().filter(code -> !code.isEmpty()).ifPresent(code -> conditions.beginning("u.code", code));
        conditions.andIfPresent("u.kind = ?", query.kind());
        query.restricted().ifPresent(restriction -> conditions.and("u." + restriction.column() + " > 0"));
        return conditions;
    }

    private Page<UnitItem> listed(UnitQuery query, Paging paging) throws SQLException {
        Conditions conditions = conditions(query);
        long counted = conditions.isEmpty()
                ? Tally.total(connection, "units")
                : Statements.number(
                        connection,
                        "SELECT count(*) FROM (SELECT 1 FROM unit u" + conditions.where() + " LIMIT ?) AS counted",
                        conditions.values(COUNTED + 1));
        boolean exact = conditions.isEmpty() || counted <= COUNTED;
        Conditions after = conditions.copy();
        String order =
                switch (query.sort()) {
                    case CODE -> "code";
                    case UPDATED -> "height DESC, code DESC";
                };
        paging.cursor().ifPresent(cursor -> {
            switch (query.sort()) {
                case CODE ->
                    after.and(
                            "u.code > ?",
                            Cursors.decode("units/CODE", 1, cursor).getFirst().asText());
                case UPDATED -> {
                    List<Value> place = Cursors.decode("units/UPDATED", 2, cursor);
                    after.and(
                            "(u.height, u.code) < (?, ?)",
                            place.get(0).asLong(),
                            place.get(1).asText());
                }
            }
        });
        List<UnitItem> items = Statements.list(
                connection,
                UnitReader::item,
                "SELECT " + COLUMNS + " FROM unit u" + after.where() + " ORDER BY " + order + " LIMIT ?",
                after.values(paging.limit() + 1));
        return cut(items, exact ? counted : COUNTED, exact, query.sort(), paging.limit());
    }

    private static Page<UnitItem> cut(List<UnitItem> items, long total, boolean exact, Sort sort, int limit) {
        if (items.size() <= limit) {
            return new Page<>(items, total, exact, Optional.empty());
        }
        List<UnitItem> shown = items.subList(0, limit);
        UnitItem last = shown.getLast();
        String next =
                switch (sort) {
                    case CODE -> Cursors.encode("units/CODE", List.of(Value.of(last.unit())));
                    case UPDATED ->
                        Cursors.encode("units/UPDATED", List.of(Value.of(last.height()), Value.of(last.unit())));
                };
        return new Page<>(shown, total, exact, Optional.of(next));
    }

    /**
     * The units that a text leads to. At most {@link #COUNTED} are gathered, those whose code ends with the text first;
     * these are sorted and paged. A clerk who gets more narrows the text.
     */
    private Page<UnitItem> searched(UnitQuery query, Paging paging) throws SQLException {
        UnitFinder finder = new UnitFinder(connection, conditions(query), COUNTED + 1);
        Map<Long, Hit> hits = finder.find(SearchText.of(query.text()));
        boolean exact = hits.size() <= COUNTED;
        Comparator<Hit> order =
                switch (query.sort()) {
                    case CODE -> Comparator.comparing(Hit::code);
                    case UPDATED ->
                        Comparator.comparing(Hit::height)
                                .thenComparing(Hit::code)
                                .reversed();
                };
        List<Hit> sorted = hits.values().stream().limit(COUNTED).sorted(order).toList();
        List<Hit> following = paging.cursor()
                .map(cursor -> after(sorted, query.sort(), cursor))
                .orElse(sorted);
        List<UnitItem> items =
                items(following.stream().limit(paging.limit() + 1L).map(Hit::id).toList());
        return cut(items, sorted.size(), exact, query.sort(), paging.limit());
    }

    private static List<Hit> after(List<Hit> sorted, Sort sort, String cursor) {
        return switch (sort) {
            case CODE -> {
                String code = Cursors.decode("units/CODE", 1, cursor).getFirst().asText();
                yield sorted.stream()
                        .filter(hit -> hit.code().compareTo(code) > 0)
                        .toList();
            }
            case UPDATED -> {
                List<Value> place = Cursors.decode("units/UPDATED", 2, cursor);
                Comparator<Hit> order = Comparator.comparing(Hit::height).thenComparing(Hit::code);
                Hit last = new Hit(0, place.get(1).asText(), place.get(0).asLong());
                yield sorted.stream()
                        .filter(hit -> order.compare(hit, last) < 0)
                        .toList();
            }
        };
    }

    /** The first units that the text leads to, likeliest first. */
    List<UnitItem> likeliest(SearchText search, int limit) throws SQLException {
        return items(List.copyOf(
                new UnitFinder(connection, new Conditions(), limit).find(search).keySet()));
    }

    /** The units with the numbers, in this order. */
    List<UnitItem> items(List<Long> ids) throws SQLException {
        SequencedMap<Long, UnitItem> found = new LinkedHashMap<>();
        for (Long id : ids) {
            Statements.list(connection, UnitReader::item, "SELECT " + COLUMNS + " FROM unit WHERE id = ?", id)
                    .forEach(item -> found.put(id, item));
        }
        return new ArrayList<>(found.values());
    }

    /** Units of the parties. */
    List<UnitItem> heldBy(List<byte[]> parties, int limit) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (byte[] party : parties) {
            ids.addAll(Statements.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT unit FROM holder WHERE party = ? ORDER BY unit LIMIT ?",
                    party,
                    limit));
        }
        return items(ids.stream().distinct().limit(limit).toList());
    }

    private static UnitItem item(ResultSet row) throws SQLException {
        String code = row.getString("code");
        long area = row.getLong("area");
        boolean unknown = row.wasNull();
        return new UnitItem(
                code,
                row.getString("location"),
                row.getString("kind"),
                row.getString("state"),
                code.substring(0, Math.min(DISTRICT_LENGTH, code.length())),
                code.substring(0, Math.min(PARCEL_LENGTH, code.length())),
                unknown ? Optional.empty() : Optional.of(area),
                row.getString("land_use"),
                row.getInt("rights"),
                lines(row.getString("restrictions")),
                lines(row.getString("certificates")),
                row.getLong("version"),
                row.getLong("height"),
                row.getLong("time"));
    }

    static List<String> lines(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\n"));
    }
}
