package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value.MapValue;

/** Writes messages and their findings. */
final class MessageTable {
    private final Tallies tallies;
    private final PreparedStatement insert;
    private final PreparedStatement insertUnit;
    private final PreparedStatement insertFinding;
    private boolean pending;

    MessageTable(Connection connection, Tallies tallies) throws SQLException {
        this.tallies = tallies;
        insert = connection.prepareStatement("INSERT INTO message (position, message, reversed, rec_type, kind, "
                + "case_number, district, units, registered, findings, severity, supplement, signer, height, time) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insertUnit = connection.prepareStatement("INSERT INTO message_unit (unit, position) VALUES (?, ?)");
        insertFinding =
                connection.prepareStatement("INSERT INTO finding (position, item, code, severity, subject, message, "
                        + "district, body, height, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** Puts in the message of an accepted command that is not a repetition. */
    void write(ReadLeaf leaf, MapValue head, long signer) throws SQLException {
        MapValue result = leaf.result();
        String id = Sheets.text(result, "message");
        String district = Sheets.text(head, "AreaCode");
        String kind = Sheets.text(result, "kind");
        List<String> units = Sheets.texts(result, "units");
        List<MapValue> findings = Sheets.maps(result, "findings");
        int worst = findings.stream()
                .mapToInt(finding -> Severity.rank(Sheets.text(finding, "severity")))
                .max()
                .orElse(0);
        Statements.bind(
                insert,
                leaf.position(),
                id,
                Words.reversed(id),
                Sheets.text(head, "RecType"),
                kind,
                Sheets.text(head, "RecFlowID"),
                district,
                String.join("\n", units),
                Sheets.text(head, "CreateDate"),
                findings.size(),
                worst,
                id.indexOf('_') >= 0 ? 1 : 0,
                signer,
                leaf.height(),
                leaf.time());
        insert.addBatch();
        for (String unit : new TreeSet<>(units)) {
            Statements.bind(insertUnit, unit, leaf.position());
            insertUnit.addBatch();
        }
        long day = Tallies.day(leaf.time());
        tallies.add("messages", day, 1);
        tallies.addTotal("kind/" + kind, 1);
        tallies.addTotal("district/" + district, 1);
        int item = 0;
        for (MapValue finding : findings) {
            writeFinding(leaf, item++, finding, id, district, day);
        }
        pending = true;
    }

    private void writeFinding(ReadLeaf leaf, int item, MapValue finding, String message, String district, long day)
            throws SQLException {
        String severity = Sheets.text(finding, "severity");
        Statements.bind(
                insertFinding,
                leaf.position(),
                item,
                Sheets.text(finding, "code"),
                Severity.rank(severity),
                Sheets.text(finding, "subject"),
                message,
                district,
                CanonicalEncoder.encode(finding),
                leaf.height(),
                leaf.time());
        insertFinding.addBatch();
        tallies.add("findings", day, 1);
        tallies.addTotal("findings/" + severity, 1);
    }

    void flush() throws SQLException {
        if (pending) {
            insert.executeBatch();
            insertUnit.executeBatch();
            insertFinding.executeBatch();
            pending = false;
        }
    }
}
