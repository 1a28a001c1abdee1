package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value.MapValue;

/** Writes findings: those of messages, which stand on the ledger, and those of cases, which follow from it. */
final class FindingTable {
    private final Tallies tallies;
    private final Inserts inserts;

    FindingTable(Connection connection, Tallies tallies) throws SQLException {
        this.tallies = tallies;
        inserts = new Inserts(
                connection,
                "finding",
                "position, item, code, severity, subject, message, district, body, height, time");
    }

    /**
     * Puts in what was found in one leaf; once for each leaf.
     *
     * @param source the message's identifier, or the state key of the case
     */
    void write(ReadLeaf leaf, String source, String district, List<MapValue> findings) throws SQLException {
        long day = Tallies.day(leaf.time());
        int item = 0;
        for (MapValue finding : findings) {
            String severity = Sheets.text(finding, "severity");
            inserts.add(
                    leaf.position(),
                    item++,
                    Sheets.text(finding, "code"),
                    Severity.rank(severity),
                    Sheets.text(finding, "subject"),
                    source,
                    district,
                    CanonicalEncoder.encode(finding),
                    leaf.height(),
                    leaf.time());
            tallies.add("findings", day, 1);
            tallies.addTotal("findings/" + severity, 1);
        }
    }

    void flush() throws SQLException {
        inserts.flush();
    }
}
