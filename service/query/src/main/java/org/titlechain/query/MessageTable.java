package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.titlechain.codec.Value.MapValue;

/** Writes messages. */
final class MessageTable {
    private final Tallies tallies;
    private final PreparedStatement insert;
    private final PreparedStatement insertUnit;
    private final FindingTable findings;
    private boolean pending;

    MessageTable(Connection connection, Tallies tallies, FindingTable findings) throws SQLException {
        this.tallies = tallies;
        this.findings = findings;
        insert = connection.prepareStatement("INSERT INTO message (position, message, reversed, rec_type, kind, "
                + "case_number, district, units, registered, findings, severity, supplement, signer, height, time) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insertUnit = connection.prepareStatement("INSERT INTO message_unit (unit, position) VALUES (?, ?)");
    }

    /** Puts in the message of an accepted command that is not a repetition. */
    void write(ReadLeaf leaf, MapValue head, long signer) throws SQLException {
        MapValue result = leaf.result();
        String id = Sheets.text(result, "message");
        String district = Sheets.text(head, "AreaCode");
        String kind = Sheets.text(result, "kind");
        List<String> units = Sheets.texts(result, "units");
        List<MapValue> found = Sheets.maps(result, "findings");
        int worst = found.stream()
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
                found.size(),
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
        findings.write(leaf, id, district, found);
        pending = true;
    }

    void flush() throws SQLException {
        if (pending) {
            insert.executeBatch();
            insertUnit.executeBatch();
            pending = false;
        }
    }
}
