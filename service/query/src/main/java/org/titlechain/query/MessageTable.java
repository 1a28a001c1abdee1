package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value.MapValue;

/** Writes messages. */
final class MessageTable {
    private final Tallies tallies;
    private final PreparedStatement insert;
    private final Inserts unitInserts;
    private final FindingTable findings;
    private final Set<String> pending = new HashSet<>();

    MessageTable(Connection connection, Tallies tallies, FindingTable findings) throws SQLException {
        this.tallies = tallies;
        this.findings = findings;
        insert = connection.prepareStatement("INSERT INTO message (position, message, reversed, rec_type, kind, "
                + "case_number, district, units, registered, findings, severity, supplement, signer, height, time) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message) DO UPDATE SET "
                + "position = excluded.position, rec_type = excluded.rec_type, kind = excluded.kind, "
                + "case_number = excluded.case_number, district = excluded.district, units = excluded.units, "
                + "registered = excluded.registered, findings = excluded.findings, severity = excluded.severity, "
                + "signer = excluded.signer, height = excluded.height, time = excluded.time");
        unitInserts = new Inserts(connection, "message_unit", "unit, position");
    }

    /**
     * Puts in the message of an accepted command that is not a repetition. A correction that is corrected under its own
     * id takes the place of the one before it.
     */
    void write(ReadLeaf leaf, MapValue head, long signer) throws SQLException {
        MapValue result = leaf.result();
        String id = Sheets.text(result, "message");
        if (!pending.add(id)) {
            // One statement cannot write a row twice.
            flush();
            pending.add(id);
        }
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
            unitInserts.add(unit, leaf.position());
        }
        long day = Tallies.day(leaf.time());
        tallies.add("messages", day, 1);
        tallies.addTotal("kind/" + kind, 1);
        tallies.addTotal("district/" + district, 1);
        findings.write(leaf, id, district, found);
    }

    void flush() throws SQLException {
        if (!pending.isEmpty()) {
            insert.executeBatch();
            unitInserts.flush();
            pending.clear();
        }
    }
}
