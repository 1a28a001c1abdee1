package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.kernel.LedgerFeed;

/** Writes which key wrote which version of which state key: the list behind 上链记录查询. */
final class RecordTable {
    private final LedgerFeed ledger;
    private final Inserts inserts;
    private final PreparedStatement findSigner;
    private final PreparedStatement upsertSigner;
    private final Map<String, Long> signers = new TreeMap<>();
    private long next;

    RecordTable(Connection connection, LedgerFeed ledger) throws SQLException {
        this.ledger = ledger;
        inserts = new Inserts(
                connection,
                "record",
                "position, item, state_key, version, digest, signer, source, chain_type, cooperation, height, time");
        findSigner = connection.prepareStatement("SELECT id FROM signer WHERE key_id = ?");
        upsertSigner = connection.prepareStatement(
                "INSERT INTO signer (id, key_id, name, organisation) VALUES (?, ?, ?, ?) "
                        + "ON CONFLICT (key_id) DO UPDATE SET name = excluded.name, organisation = excluded.organisation");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM signer") + 1;
    }

    /** Puts in what the command wrote. */
    void write(ReadLeaf leaf, long signer) throws SQLException {
        String type = leaf.type();
        MapValue head = leaf.command()
                .flatMap(command -> Sheets.map(command, "head"))
                .orElseGet(() -> Value.map().build());
        String office = Sheets.text(head, "RegOrgID");
        String source = !office.isEmpty() ? office : type;
        int dot = type.indexOf('.');
        String chainType = dot < 0 ? type : type.substring(0, dot);
        int item = 0;
        for (ReadLeaf.Write write : leaf.writes()) {
            inserts.add(
                    leaf.position(),
                    item++,
                    write.key(),
                    write.version(),
                    write.digest(),
                    signer,
                    source,
                    chainType,
                    Sheets.text(head, "AreaCode"),
                    leaf.height(),
                    leaf.time());
        }
    }

    /** The number of the signing key. */
    long signer(byte[] keyId) throws SQLException {
        String hex = HexFormat.of().formatHex(keyId);
        Long cached = signers.get(hex);
        if (cached != null) {
            return cached;
        }
        Statements.bind(findSigner, keyId);
        Optional<Long> found = Statements.first(findSigner, row -> row.getLong(1));
        if (found.isPresent()) {
            signers.put(hex, found.get());
            return found.get();
        }
        MapValue key = ledger.find("key/" + hex)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .orElseGet(() -> Value.map().build());
        return writeSigner(hex, key);
    }

    /** Notes what a key is called, now that it is granted or changed. */
    long writeSigner(String hex, MapValue stored) throws SQLException {
        // A key that members voted in is called what it will be called, from the vote on.
        MapValue key = Scheduled.at(stored, Long.MAX_VALUE).orElse(stored);
        byte[] keyId = HexFormat.of().parseHex(hex);
        Statements.bind(findSigner, keyId);
        Optional<Long> found = Statements.first(findSigner, row -> row.getLong(1));
        long id = found.isPresent() ? found.get() : next++;
        Statements.bind(upsertSigner, id, keyId, Sheets.text(key, "name"), Sheets.text(key, "organisation"));
        upsertSigner.executeUpdate();
        signers.put(hex, id);
        return id;
    }

    void flush() throws SQLException {
        inserts.flush();
    }
}
