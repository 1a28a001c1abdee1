package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.LedgerFeed;

/** Looks at what each command did to cases, and writes what is found beside the findings of messages. */
final class Supervision {
    private static final String CASE = "registration/";
    private static final String PRINTED = "printed/";
    private static final Pattern SERIAL = Pattern.compile("(.*?)([0-9]{1,18})");
    private static final int CHANGES_KEPT = 100;

    private final LedgerFeed ledger;
    private final FindingTable findings;
    private final PreparedStatement last;
    private final PreparedStatement print;

    Supervision(Connection connection, LedgerFeed ledger, FindingTable findings) throws SQLException {
        this.ledger = ledger;
        this.findings = findings;
        last = connection.prepareStatement("SELECT serial FROM printed_serial WHERE series = ?");
        print = connection.prepareStatement("INSERT INTO printed_serial (series, serial) VALUES (?, ?) "
                + "ON CONFLICT (series) DO UPDATE SET serial = excluded.serial");
    }

    /** Looks at what the accepted command wrote. */
    void look(ReadLeaf leaf) throws SQLException {
        List<MapValue> found = new ArrayList<>();
        String source = "";
        for (ReadLeaf.Write write : leaf.writes()) {
            if (write.key().startsWith(CASE)) {
                source = source.isEmpty() ? write.key() : source;
                MapValue file = value(write.key(), write.version()).orElseThrow();
                found.addAll(
                        new CaseFindings(value(write.key(), write.version() - 1), file, calendars(leaf), this::keyOf)
                                .all());
            }
        }
        if (source.isEmpty()) {
            return;
        }
        String district = source.substring(CASE.length(), source.indexOf('/', CASE.length()));
        String number = source.substring(source.lastIndexOf('/') + 1);
        for (ReadLeaf.Write write : leaf.writes()) {
            if (write.key().startsWith(PRINTED)) {
                skipped(district, number, write.key().substring(PRINTED.length()))
                        .ifPresent(found::add);
            }
        }
        findings.write(leaf, source, district, found);
    }

    /** Blank certificates of an office are used in the order of their serials. */
    private Optional<MapValue> skipped(String district, String number, String printed) throws SQLException {
        Matcher matcher = SERIAL.matcher(printed);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String series =
                district + " " + matcher.group(1) + " " + matcher.group(2).length();
        long serial = Long.parseLong(matcher.group(2));
        Statements.bind(last, series);
        Optional<Long> before = Statements.first(last, row -> row.getLong(1));
        Statements.bind(print, series, serial);
        print.executeUpdate();
        return before.filter(known -> known + 1 != serial)
                .map(known -> CaseFindings.skipped(number, matcher.group(1) + known, printed));
    }

    private Optional<MapValue> value(String key, long version) {
        return version < 1 ? Optional.empty() : ledger.version(key, version).map(Supervision::map);
    }

    private Optional<MapValue> keyOf(byte[] keyId) {
        return ledger.find("key/" + HexFormat.of().formatHex(keyId))
                .map(Supervision::map)
                .flatMap(stored -> Scheduled.at(stored, Long.MAX_VALUE));
    }

    /** The calendars as they stood at the leaf: tables that are made anew come out the same. */
    private StateView calendars(ReadLeaf leaf) {
        return key -> ledger.history(key, 0, CHANGES_KEPT).stream()
                .filter(version -> version.position() < leaf.position())
                .findFirst()
                .map(Supervision::map);
    }

    private static MapValue map(Version version) {
        return CanonicalDecoder.decode(version.value()).asMap();
    }
}
