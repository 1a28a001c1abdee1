package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** Writes certificates and case files: what has one present state under one state key. */
final class CertificateTable {
    private final Tallies tallies;
    private final PreparedStatement find;
    private final PreparedStatement upsert;
    private final PreparedStatement findCase;
    private final PreparedStatement upsertCase;
    private long next;
    private long nextCase;
    private boolean pending;

    CertificateTable(Connection connection, Tallies tallies) throws SQLException {
        this.tallies = tallies;
        find = connection.prepareStatement("SELECT id FROM certificate WHERE state_key = ?");
        upsert = connection.prepareStatement("INSERT INTO certificate (id, state_key, number, normalised, year, place, "
                + "serial, reversed_serial, kind, state, unit, right_id, message, height, time) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (state_key) DO UPDATE SET "
                + "number = excluded.number, kind = excluded.kind, state = excluded.state, unit = excluded.unit, "
                + "right_id = excluded.right_id, message = excluded.message, height = excluded.height, "
                + "time = excluded.time");
        findCase = connection.prepareStatement("SELECT id FROM case_file WHERE district = ? AND number = ?");
        upsertCase =
                connection.prepareStatement("INSERT INTO case_file (id, district, number, reversed, units, messages, "
                        + "steps, height, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (district, number) DO "
                        + "UPDATE SET "
                        + "units = excluded.units, messages = excluded.messages, steps = excluded.steps, "
                        + "height = excluded.height, time = excluded.time");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM certificate") + 1;
        nextCase = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM case_file") + 1;
    }

    void write(String stateKey, MapValue value, long height, long time) throws SQLException {
        Statements.bind(find, stateKey);
        Optional<Long> known = Statements.first(find, row -> row.getLong(1));
        CertificateText number = CertificateText.of(Sheets.text(value, "number"));
        Statements.bind(
                upsert,
                known.isPresent() ? known.get() : next++,
                stateKey,
                Sheets.text(value, "number"),
                number.normalised(),
                number.year(),
                number.place(),
                number.serial(),
                Words.reversed(number.serial()),
                Sheets.text(value, "kind"),
                Sheets.text(value, "state"),
                Sheets.text(value, "unit"),
                Sheets.text(value, "right"),
                Sheets.text(value, "message"),
                height,
                time);
        upsert.addBatch();
        if (known.isEmpty()) {
            tallies.add("certificates", Tallies.day(time), 1);
        }
        pending = true;
    }

    /** @param owner district and number as they stand in the state key, joined by a slash */
    void writeCase(String owner, MapValue value, long height, long time) throws SQLException {
        int slash = owner.indexOf('/');
        String district = slash < 0 ? "" : owner.substring(0, slash);
        String number = owner.substring(slash + 1);
        Statements.bind(findCase, district, number);
        Optional<Long> known = Statements.first(findCase, row -> row.getLong(1));
        Statements.bind(
                upsertCase,
                known.isPresent() ? known.get() : nextCase++,
                district,
                number,
                Words.reversed(number),
                String.join("\n", Sheets.texts(value, "units")),
                String.join("\n", Sheets.texts(value, "messages")),
                Sheets.maps(value, "steps").size(),
                height,
                time);
        upsertCase.addBatch();
        if (known.isEmpty()) {
            tallies.add("cases", Tallies.day(time), 1);
        }
        pending = true;
    }

    void flush() throws SQLException {
        if (pending) {
            upsert.executeBatch();
            upsertCase.executeBatch();
            pending = false;
        }
    }
}
