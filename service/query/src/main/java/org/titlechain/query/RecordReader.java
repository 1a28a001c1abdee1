package org.titlechain.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.query.Positions.Order;

/** Answers what was written to the ledger, newest first. */
final class RecordReader {
    private static final String COLUMNS =
            "position, item, state_key, version, digest, signer, source, chain_type, " + "cooperation, height, time";
    private static final String MOST_TYPES = "record";
    private static final int SIGNERS = 200;

    private final Connection connection;
    private final Map<Long, Signer> signers = new TreeMap<>();

    private record Signer(String name, String organisation) {}

    RecordReader(Connection connection) {
        this.connection = connection;
    }

    Page<RecordItem> page(RecordQuery query, Paging paging) throws SQLException {
        Conditions conditions = new Conditions();
        query.key().filter(key -> !key.isEmpty()).ifPresent(key -> in(conditions, "state_key", keys(key)));
        if (query.uploader().isPresent() || query.organisation().isPresent()) {
            Conditions who = new Conditions();
            who.andIfPresent("name = ?", query.uploader());
            who.andIfPresent("organisation = ?", query.organisation());
            List<Long> ids = Statements.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT id FROM signer" + who.where() + " ORDER BY id LIMIT ?",
                    who.values(SIGNERS));
            if (ids.isEmpty()) {
                return new Page<>(List.of(), 0, true, Optional.empty());
            }
            in(conditions, "signer", ids);
        }
        conditions.andIfPresent("source = ?", query.dataSource());
        query.chainType().ifPresent(type -> {
            if (!type.equals(MOST_TYPES)) {
                // Said as the partial index says it, so that it is used.
                conditions.and("chain_type <> '" + MOST_TYPES + "'");
            }
            conditions.and("chain_type = ?", type);
        });
        Positions.between(connection, conditions, query.from(), query.to());
        return Positions.page(
                connection,
                "record",
                COLUMNS,
                conditions,
                Order.of("position", RecordItem::position).then("item", RecordItem::item),
                paging,
                this::item);
    }

    private static void in(Conditions conditions, String column, List<?> values) {
        if (values.size() == 1) {
            conditions.and(column + " = ?", values.getFirst());
        } else {
            conditions.and(column + " IN (?" + ", ?".repeat(values.size() - 1) + ")", values.toArray());
        }
    }

    private static List<String> keys(String key) {
        List<String> keys = new ArrayList<>(List.of(key));
        for (String family : List.of("unit/", "parcel/", "message/", "case/", "key/", "member/")) {
            keys.add(family + key);
        }
        keys.add("certificate/" + CertificateNumber.of(key).normalised());
        return keys;
    }

    private RecordItem item(ResultSet row) throws SQLException {
        Signer signer = signer(row.getLong("signer"));
        return new RecordItem(
                row.getString("state_key"),
                row.getLong("version"),
                row.getLong("time"),
                signer.name(),
                signer.organisation(),
                row.getString("source"),
                row.getString("chain_type"),
                row.getString("cooperation"),
                row.getLong("height"),
                row.getLong("position"),
                row.getInt("item"),
                row.getBytes("digest"));
    }

    private Signer signer(long id) throws SQLException {
        Signer known = signers.get(id);
        if (known != null) {
            return known;
        }
        Signer signer = Statements.list(
                        connection,
                        row -> new Signer(row.getString(1), row.getString(2)),
                        "SELECT name, organisation FROM signer WHERE id = ?",
                        id)
                .getFirst();
        signers.put(id, signer);
        return signer;
    }
}
