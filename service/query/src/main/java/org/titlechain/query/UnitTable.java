package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.titlechain.query.Words.Parts;

/** Writes units and who holds them. */
final class UnitTable {
    private static final String COLUMNS = "code, reversed, parcel_word, fixture_word, place_word, rest_word, "
            + "location, kind, "
            + "state, area, land_use, rights, mortgages, seizures, notices, objections, restrictions, "
            + "certificates, version, "
            + "height, time";

    private final Words words;
    private final Tallies tallies;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement forgetHolders;
    private final PreparedStatement insertHolder;
    private long next;
    private boolean pending;

    private record Known(long id, String kind, String code) {}

    UnitTable(Connection connection, Words words, Tallies tallies) throws SQLException {
        this.words = words;
        this.tallies = tallies;
        find = connection.prepareStatement("SELECT id, kind, code FROM unit WHERE code = ?");
        insert = connection.prepareStatement(
                "INSERT INTO unit (" + COLUMNS + ", id) VALUES (" + "?, ".repeat(COLUMNS.split(",").length) + "?)");
        update = connection.prepareStatement("UPDATE unit SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE id = ?");
        forgetHolders = connection.prepareStatement("DELETE FROM holder WHERE unit = ?");
        insertHolder = connection.prepareStatement("INSERT INTO holder (party, unit) VALUES (?, ?)");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM unit") + 1;
    }

    /** Puts the unit in, or in place of its earlier version. A unit is written once between two calls of flush. */
    void write(UnitRow unit, long day) throws SQLException {
        Statements.bind(find, unit.code());
        Optional<Known> known =
                Statements.first(find, row -> new Known(row.getLong(1), row.getString(2), row.getString(3)));
        long id = known.map(Known::id).orElseGet(() -> next++);
        PreparedStatement target = known.isPresent() ? update : insert;
        bind(target, unit, id);
        target.addBatch();
        if (known.isPresent()) {
            Statements.bind(forgetHolders, id);
            forgetHolders.addBatch();
            if (!known.get().kind().equals(unit.kind())) {
                tallies.addTotal("kind-of-unit/" + known.get().kind(), -1);
                tallies.addTotal("kind-of-unit/" + unit.kind(), 1);
            }
        } else {
            tallies.add("units", day, 1);
            tallies.addTotal("units-of/" + unit.district(), 1);
            tallies.addTotal("kind-of-unit/" + unit.kind(), 1);
        }
        for (byte[] party : unit.parties()) {
            Statements.bind(insertHolder, party, id);
            insertHolder.addBatch();
        }
        pending = true;
    }

    private void bind(PreparedStatement target, UnitRow unit, long id) throws SQLException {
        Parts code = Words.code(unit.code());
        Parts location = Words.location(unit.location());
        Statements.bind(
                target,
                unit.code(),
                Words.reversed(unit.code()),
                words.id(Words.PARCEL, code.first()),
                words.id(Words.FIXTURE, code.second()),
                words.id(Words.PLACE, location.first()),
                words.id(Words.REST, location.second()),
                unit.location(),
                unit.kind(),
                unit.state(),
                unit.area().orElse(null),
                unit.use(),
                unit.rights(),
                unit.restricted("mortgage"),
                unit.restricted("seizure"),
                unit.restricted("notice"),
                unit.restricted("objection"),
                String.join("\n", unit.restrictions()),
                String.join("\n", unit.certificates()),
                unit.version(),
                unit.height(),
                unit.time(),
                id);
    }

    void flush() throws SQLException {
        if (pending) {
            insert.executeBatch();
            update.executeBatch();
            forgetHolders.executeBatch();
            insertHolder.executeBatch();
            pending = false;
        }
    }
}
