package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.titlechain.codec.Value.MapValue;

/** Writes certificates and case files: what has one present state under one state key. */
final class CertificateTable {
    private final Tallies tallies;
    private final Inserts inserts;
    private final PreparedStatement find;
    private final PreparedStatement update;
    private final Inserts caseInserts;
    private final PreparedStatement findCase;
    private final PreparedStatement updateCase;
    private long next;
    private long nextCase;
    private boolean updates;

    CertificateTable(Connection connection, Tallies tallies) throws SQLException {
        this.tallies = tallies;
        inserts = new Inserts(
                connection,
                "certificate",
                "id, state_key, number, normalised, year, place, serial, reversed_serial, kind, state, unit, "
                        + "right_id, message, height, time");
        find = connection.prepareStatement("SELECT id FROM certificate WHERE state_key = ?");
        update = connection.prepareStatement("UPDATE certificate SET number = ?, kind = ?, state = ?, unit = ?, "
                + "right_id = ?, message = ?, height = ?, time = ? WHERE id = ?");
        caseInserts = new Inserts(
                connection, "case_file", "id, district, number, reversed, units, messages, steps, height, time");
        findCase = connection.prepareStatement("SELECT id FROM case_file WHERE district = ? AND number = ?");
        updateCase = connection.prepareStatement(
                "UPDATE case_file SET units = ?, messages = ?, steps = ?, height = ?, time = ? WHERE id = ?");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM certificate") + 1;
        nextCase = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM case_file") + 1;
    }

    /** @param added the day on which it was first written, when it has no row yet */
    void write(String stateKey, MapValue value, OptionalLong added, long height, long time) throws SQLException {
        Optional<Long> known = added.isPresent() ? Optional.empty() : id(find, stateKey);
        String printed = Sheets.text(value, "number");
        String kind = Sheets.text(value, "kind");
        String state = Sheets.text(value, "state");
        String unit = Sheets.text(value, "unit");
        String right = Sheets.text(value, "right");
        String message = Sheets.text(value, "message");
        if (known.isPresent()) {
            Statements.bind(update, printed, kind, state, unit, right, message, height, time, known.get());
            update.addBatch();
            updates = true;
            return;
        }
        CertificateText number = CertificateText.of(printed);
        inserts.add(
                next++,
                stateKey,
                printed,
                number.normalised(),
                number.year(),
                number.place(),
                number.serial(),
                Words.reversed(number.serial()),
                kind,
                state,
                unit,
                right,
                message,
                height,
                time);
        tallies.add("certificates", added.orElse(Tallies.day(time)), 1);
    }

    /**
     * @param owner district and number as they stand in the state key, joined by a slash
     * @param added the day on which it was first written, when it has no row yet
     */
    void writeCase(String owner, MapValue value, OptionalLong added, long height, long time) throws SQLException {
        int slash = owner.indexOf('/');
        String district = slash < 0 ? "" : owner.substring(0, slash);
        String number = owner.substring(slash + 1);
        Optional<Long> known = added.isPresent() ? Optional.empty() : id(findCase, district, number);
        String units = String.join("\n", Sheets.texts(value, "units"));
        String messages = String.join("\n", Sheets.texts(value, "messages"));
        int steps = Sheets.maps(value, "steps").size();
        if (known.isPresent()) {
            Statements.bind(updateCase, units, messages, steps, height, time, known.get());
            updateCase.addBatch();
            updates = true;
            return;
        }
        caseInserts.add(nextCase++, district, number, Words.reversed(number), units, messages, steps, height, time);
        tallies.add("cases", added.orElse(Tallies.day(time)), 1);
    }

    private static Optional<Long> id(PreparedStatement find, String... key) throws SQLException {
        Statements.bind(find, (Object[]) key);
        return Statements.first(find, row -> row.getLong(1));
    }

    void flush() throws SQLException {
        if (updates) {
            update.executeBatch();
            updateCase.executeBatch();
            updates = false;
        }
        inserts.flush();
        caseInserts.flush();
    }
}
