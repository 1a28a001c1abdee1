package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.testkit.postgres.TemporaryPostgres;

/**
 * Tables that are filled from many leaves at once, with their indexes made last, hold what tables hold that grew leaf
 * by leaf with their indexes there from the beginning.
 */
class FillingTest {
    private static final int UNITS = 260;
    private static final int AT_ONCE = 400;

    /** A word that only an earlier version of a unit used stays, and is not made when only the last one is written. */
    private static final String USED =
            " WHERE w.id IN (SELECT parcel_word FROM unit UNION SELECT fixture_word FROM unit "
                    + "UNION SELECT place_word FROM unit UNION SELECT rest_word FROM unit)";

    /** Every table with the numbers that rows are given in the order of writing replaced by what they stand for. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("word", "SELECT kind, text, reversed FROM word w" + USED),
            Map.entry(
                    "word_ending",
                    "SELECT e.kind, e.ending, w.kind AS word_kind, w.text FROM word_ending e JOIN word w ON w.id = e.word"
                            + USED),
            Map.entry(
                    "unit",
                    "SELECT u.code, u.reversed, p.text AS parcel, f.text AS fixture, l.text AS place, r.text AS rest, "
                            + "p.kind AS p, f.kind AS f, l.kind AS l, r.kind AS r, "
                            + "location, u.kind, state, area, land_use, rights, mortgages, seizures, notices, objections, "
                            + "restrictions, certificates, version, height, time FROM unit u "
                            + "JOIN word p ON p.id = u.parcel_word JOIN word f ON f.id = u.fixture_word "
                            + "JOIN word l ON l.id = u.place_word JOIN word r ON r.id = u.rest_word"),
            Map.entry("holder", "SELECT h.party, u.code FROM holder h JOIN unit u ON u.id = h.unit"),
            Map.entry(
                    "certificate",
                    "SELECT state_key, number, normalised, year, place, serial, reversed_serial, kind, state, unit, "
                            + "right_id, message, height, time FROM certificate"),
            Map.entry(
                    "case_file",
                    "SELECT district, number, reversed, units, messages, steps, height, time FROM case_file"),
            Map.entry("message", "SELECT * FROM message"),
            Map.entry("message_unit", "SELECT * FROM message_unit"),
            Map.entry("finding", "SELECT * FROM finding"),
            Map.entry("signer", "SELECT * FROM signer"),
            Map.entry("record", "SELECT * FROM record"),
            Map.entry("block", "SELECT * FROM block"),
            Map.entry("tally", "SELECT * FROM tally"),
            Map.entry("progress", "SELECT * FROM progress"));

    private final FakeLedger ledger = town().ledger;

    /** Some units have a second version: in the same batch as the first one, or in a later one. */
    private static TestTown town() {
        TestTown town = new TestTown(8).build(UNITS);
        for (int i = 0; i < UNITS; i += 2) {
            town.ledger.block(town.ledger.time() + 60_000);
            town.register(TestTown.code(i), "测试市改名\\N路\t" + i + "号", i + 3);
        }
        return town;
    }

    @Test
    void shouldHoldTheSameHoweverSqliteIsFilled(@TempDir Path folder) throws SQLException {
        try (Database database = new SqliteDatabase(folder, 1)) {
            filledAlike(database, "SELECT name, tbl_name, sql FROM sqlite_master");
        }
    }

    @Test
    void shouldHoldTheSameHoweverPostgresIsFilled(@TempDir Path folder) throws SQLException {
        try (TemporaryPostgres server = TemporaryPostgres.start();
                Database postgres = new PostgresDatabase(server.url(), server.user(), "", 1);
                Database sqlite = new SqliteDatabase(folder, 1)) {
            Map<String, List<String>> copied = filledAlike(
                    postgres,
                    "SELECT tablename, indexname, replace(indexdef, schemaname, '') FROM pg_indexes "
                            + "WHERE schemaname = current_schema()");
            try (Generation other = atOnce(sqlite.open(1))) {
                alike(rows(other), copied);
            }
        }
    }

    /** @param indexes lists what there is beside the rows */
    private Map<String, List<String>> filledAlike(Database database, String indexes) throws SQLException {
        try (Generation grown = leafByLeaf(database.open(1));
                Generation filled = atOnce(database.open(2))) {
            Map<String, List<String>> rows = rows(filled);
            alike(rows, rows(grown));
            assertThat(list(filled, indexes)).hasSizeGreaterThan(40).isEqualTo(list(grown, indexes));
            return rows;
        }
    }

    private static void alike(Map<String, List<String>> some, Map<String, List<String>> others) {
        some.forEach((table, rows) -> {
            List<String> expected = others.getOrDefault(table, List.of());
            assertThat(rows).as(table).isNotEmpty().hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i)).as("%s, row %d", table, i).isEqualTo(expected.get(i));
            }
        });
    }

    private Generation leafByLeaf(Generation generation) throws SQLException {
        Schema.createTables(generation);
        Schema.complete(generation);
        RegisterProjection projection = new RegisterProjection(generation, ledger);
        for (Leaf leaf : ledger.leaves(0, Integer.MAX_VALUE / 2)) {
            projection.apply(List.of(leaf));
        }
        return generation;
    }

    private Generation atOnce(Generation generation) throws SQLException {
        Schema.createTables(generation);
        RegisterProjection projection = new RegisterProjection(generation, ledger);
        while (projection.position() < ledger.status().logSize()) {
            projection.apply(ledger.leaves(projection.position(), AT_ONCE));
        }
        Schema.complete(generation);
        return generation;
    }

    private static Map<String, List<String>> rows(Generation generation) {
        Map<String, List<String>> rows = new TreeMap<>();
        TABLES.forEach((table, query) -> rows.put(table, list(generation, query)));
        return rows;
    }

    private static List<String> list(Generation generation, String query) {
        return generation.read(connection -> sorted(connection, query));
    }

    private static List<String> sorted(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    Object value = found.getObject(i);
                    row.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                            .append('|');
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }
}
