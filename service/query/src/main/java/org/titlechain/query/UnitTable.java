package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
    private final Inserts inserts;
    private final PreparedStatement update;
    private final PreparedStatement forgetHolders;
    private final Inserts holders;
    private long next;
    private boolean updates;

    private record Known(long id, String kind) {}

    UnitTable(Connection connection, Words words, Tallies tallies) throws SQLException {
        this.words = words;
        this.tallies = tallies;
        find = connection.prepareStatement("SELECT id, kind FROM unit WHERE code = ?");
        inserts = new Inserts(connection, "unit", COLUMNS + ", id");
        update = connection.prepareStatement("UPDATE unit SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE id = ?");
        forgetHolders = connection.prepareStatement("DELETE FROM holder WHERE unit = ?");
        holders = new Inserts(connection, "holder", "party, unit");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM unit") + 1;
    }

    /**
     * Puts the unit in, or in place of its earlier version. A unit is written once between two calls of flush.
     *
     * @param added the day on which it was first written, when it has no row yet
     */
    void write(UnitRow unit, OptionalLong added) throws SQLException {
        Optional<Known> known = added.isPresent() ? Optional.empty() : find(unit.code());
        long id = known.map(Known::id).orElseGet(() -> next++);
        @Nullable Object[] row = row(unit, id);
        if (known.isPresent()) {
            Statements.bind(update, row);
            update.addBatch();
            Statements.bind(forgetHolders, id);
            forgetHolders.addBatch();
            updates = true;
            if (!known.get().kind().equals(unit.kind())) {
                tallies.addTotal("kind-of-unit/" + known.get().kind(), -1);
                tallies.addTotal("kind-of-unit/" + unit.kind(), 1);
            }
        } else {
            inserts.add(row);
            tallies.add("units", added.orElse(Tallies.day(unit.time())), 1);
            tallies.addTotal("units-of/" + unit.district(), 1);
            tallies.addTotal("kind-of-unit/" + unit.kind(), 1);
        }
        for (byte[] party : unit.parties()) {
            holders.add(party, id);
        }
    }

    private Optional<Known> find(String code) throws SQLException {
        Statements.bind(find, code);
        return Statements.first(find, row -> new Known(row.getLong(1), row.getString(2)));
    }

    private @Nullable Object[] row(UnitRow unit, long id) throws SQLException {
        Parts code = Words.code(unit.code());
        Parts location = Words.location(unit.location());
        return new @Nullable Object[] {
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
            id
        };
    }

    void flush() throws SQLException {
        if (updates) {
            update.executeBatch();
            forgetHolders.executeBatch();
            updates = false;
        }
        inserts.flush();
        holders.flush();
    }
}
