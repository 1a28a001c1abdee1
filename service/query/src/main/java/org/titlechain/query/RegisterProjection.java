package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.LedgerFeed;
import org.titlechain.query.QueryException.Reason;

/**
 * Turns leaves into rows. The position up to which leaves were read is written in the same transaction as the rows, so
 * that each leaf has its effect exactly once, whatever is killed when.
 */
final class RegisterProjection {
    private final LedgerFeed ledger;
    private final Connection connection;
    private final Tallies tallies;
    private final Words words;
    private final UnitTable units;
    private final CertificateTable certificates;
    private final FindingTable findings;
    private final MessageTable messages;
    private final Supervision supervision;
    private final RegistrationTable registrations;
    private final RecordTable records;
    private final PreparedStatement insertBlock;
    private final PreparedStatement advance;
    private long position;
    private long height;

    /** The first version of a state key among the leaves that are read together, its day, and the last version. */
    private record Versions(long first, long day, long last) {
        Versions until(Versions later) {
            return new Versions(first, day, later.last);
        }

        /** What begins with its first version has no row yet: nobody needs to look. */
        OptionalLong added() {
            return first == 1 ? OptionalLong.of(day) : OptionalLong.empty();
        }
    }

    RegisterProjection(Generation generation, LedgerFeed ledger) throws SQLException {
        this.ledger = ledger;
        this.connection = generation.writer();
        tallies = new Tallies(connection);
        words = new Words(connection);
        units = new UnitTable(connection, words, tallies);
        certificates = new CertificateTable(connection, tallies);
        findings = new FindingTable(connection, tallies);
        messages = new MessageTable(connection, tallies, findings);
        supervision = new Supervision(connection, ledger, findings);
        registrations = new RegistrationTable(connection, tallies);
        records = new RecordTable(connection, ledger);
        insertBlock = connection.prepareStatement("INSERT INTO block (height, time, first_position) VALUES (?, ?, ?)");
        advance = connection.prepareStatement("UPDATE progress SET position = ?, height = ?, time = ? WHERE id = 1");
        position = Statements.number(connection, "SELECT position FROM progress WHERE id = 1");
        height = Statements.number(connection, "SELECT height FROM progress WHERE id = 1");
        requireChain();
        connection.commit();
    }

    private void requireChain() throws SQLException {
        String chain = ledger.status().chain();
        String known = Statements.list(connection, row -> row.getString(1), "SELECT chain FROM progress WHERE id = 1")
                .getFirst();
        if (known.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE progress SET chain = ? WHERE id = 1")) {
                Statements.bind(statement, chain);
                statement.executeUpdate();
            }
        } else if (!known.equals(chain)) {
            connection.rollback();
            throw new QueryException(
                    Reason.LEDGER_NOT_UNDERSTOOD,
                    "the search tables are of chain " + known + ", the ledger is of " + chain + "; rebuild them");
        }
    }

    /** The position of the next leaf to read. */
    long position() {
        return position;
    }

    /**
     * Reads the leaves, which must be those from {@link #position} on, and commits.
     *
     * @throws QueryException when they leave a gap
     */
    void apply(List<Leaf> leaves) throws SQLException {
        Map<String, Versions> newest = new TreeMap<>();
        long expected = position;
        long reached = height;
        ReadLeaf last = null;
        for (Leaf bytes : leaves) {
            if (bytes.position() != expected++) {
                throw new QueryException(
                        Reason.LEDGER_NOT_UNDERSTOOD,
                        "the ledger gave leaf " + bytes.position() + " where " + (expected - 1) + " follows");
            }
            ReadLeaf leaf = ReadLeaf.of(bytes);
            if (leaf.height() != reached) {
                Statements.bind(insertBlock, leaf.height(), leaf.time(), leaf.position());
                insertBlock.executeUpdate();
                tallies.add("blocks", Tallies.day(leaf.time()), 1);
                reached = leaf.height();
            }
            read(leaf);
            long day = Tallies.day(leaf.time());
            for (ReadLeaf.Write write : leaf.writes()) {
                newest.merge(write.key(), new Versions(write.version(), day, write.version()), Versions::until);
            }
            last = leaf;
        }
        if (last == null) {
            return;
        }
        for (Map.Entry<String, Versions> write : newest.entrySet()) {
            writeState(write.getKey(), write.getValue());
        }
        flush();
        Statements.bind(advance, expected, last.height(), last.time());
        advance.executeUpdate();
        connection.commit();
        position = expected;
        height = last.height();
    }

    private void read(ReadLeaf leaf) throws SQLException {
        long day = Tallies.day(leaf.time());
        if (leaf.index() <= 0) {
            tallies.add("entries", day, 1);
        }
        tallies.add("commands", day, leaf.index() >= 0 ? 1 : 0);
        if (!leaf.accepted()) {
            tallies.add("refused", day, 1);
            registrations.refused(leaf);
            return;
        }
        if (leaf.writes().isEmpty()) {
            return;
        }
        long signer = records.signer(leaf.signer());
        records.write(leaf, signer);
        supervision.look(leaf);
        registrations.accepted(leaf);
        Optional<MapValue> head = leaf.command().flatMap(command -> Sheets.map(command, "head"));
        if (leaf.type().equals("record.message") && head.isPresent()) {
            messages.write(leaf, head.get(), signer);
        }
    }

    private void writeState(String key, Versions versions) throws SQLException {
        long version = versions.last();
        OptionalLong added = versions.added();
        int slash = key.indexOf('/');
        String family = slash < 0 ? key : key.substring(0, slash);
        switch (family) {
            case "unit" -> {
                Version value = value(key, version);
                units.write(Sheets.unit(map(value), version, value.height(), value.time()), added);
            }
            case "certificate" -> {
                Version value = value(key, version);
                certificates.write(key, map(value), added, value.height(), value.time());
            }
            case "case" -> {
                Version value = value(key, version);
                certificates.writeCase(key.substring(slash + 1), map(value), added, value.height(), value.time());
            }
            case "registration" -> {
                Version value = value(key, version);
                registrations.write(map(value), added, value.height(), value.time());
            }
            case "key" -> records.writeSigner(key.substring(slash + 1), map(value(key, version)));
            default -> {
                // Other keys are in the list of records only.
            }
        }
    }

    private Version value(String key, long version) {
        return ledger.version(key, version)
                .orElseThrow(() -> new QueryException(
                        Reason.LEDGER_NOT_UNDERSTOOD, "the ledger does not have version " + version + " of " + key));
    }

    private static MapValue map(Version version) {
        return CanonicalDecoder.decode(version.value()).asMap();
    }

    private void flush() throws SQLException {
        words.flush();
        units.flush();
        certificates.flush();
        messages.flush();
        findings.flush();
        registrations.flush();
        records.flush();
        tallies.flush();
    }
}
