package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.TestContract;

/**
 * I1: a row of the state that somebody altered with the right tool, so that the database itself finds nothing wrong
 * with it, is named: block, record, key. Counts: {@code -Dtitlechain.flips=1000}.
 */
final class AlteredRowTest {
    private static final int FLIPS = Integer.getInteger("titlechain.flips", 12);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);

    @TempDir
    Path folder;

    private record Row(byte[] key, byte[] value) {}

    /** What is done to the rows of one column. */
    private interface Work {
        void on(RocksDB database, ColumnFamilyHandle column) throws RocksDBException;
    }

    @BeforeEach
    void live() throws IOException {
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            for (int i = 0; i < 24; i++) {
                TestChain.submit(node, TestChain.entry(i, TestContract.put("c" + i, i % 5)));
            }
        }
        assertThat(check()).isEmpty();
    }

    private List<Finding> check() {
        return new Fsck(List.of(new StateCheck(folder.resolve("state")))).run(name -> {});
    }

    private void in(Column wanted, Work work) throws RocksDBException {
        String state = folder.resolve("state").toString();
        List<ColumnFamilyDescriptor> columns = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, state)) {
                columns.add(new ColumnFamilyDescriptor(name));
            }
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB database = RocksDB.open(options, state, columns, handles)) {
            for (ColumnFamilyHandle column : handles) {
                if (new String(column.getName(), StandardCharsets.US_ASCII).equals(wanted.label())) {
                    work.on(database, column);
                }
            }
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    private List<Row> rows(Column column) throws RocksDBException {
        List<Row> rows = new ArrayList<>();
        in(column, (database, handle) -> {
            try (RocksIterator iterator = database.newIterator(handle)) {
                for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                    rows.add(new Row(iterator.key(), iterator.value()));
                }
            }
        });
        return rows;
    }

    @ParameterizedTest
    @EnumSource(
            value = Column.class,
            names = {"META"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldNameTheRowInWhichABitWasFlipped(Column column) throws RocksDBException {
        List<Row> rows = rows(column);
        Random random = new Random(SEED);
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            Row row = rows.get(random.nextInt(rows.size()));
            byte[] flipped = row.value().clone();
            int at = random.nextInt(flipped.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            in(column, (database, handle) -> database.put(handle, row.key(), flipped));
            List<Finding> findings = check();
            if (findings.stream().noneMatch(finding -> names(finding, column, row))) {
                missed.add(column + " byte " + at + " of " + flipped.length + ": " + findings);
            }
            in(column, (database, handle) -> database.put(handle, row.key(), row.value()));
        }
        assertThat(missed).isEmpty();
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Column.class,
            names = {"META"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldNameTheRowThatWasTakenOut(Column column) throws RocksDBException {
        List<Row> rows = rows(column);
        Random random = new Random(SEED);
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < FLIPS / 3; i++) {
            Row row = rows.get(random.nextInt(rows.size()));
            in(column, (database, handle) -> database.delete(handle, row.key()));
            List<Finding> findings = check();
            if (findings.stream().noneMatch(finding -> names(finding, column, row))) {
                missed.add(column + ": " + findings);
            }
            in(column, (database, handle) -> database.put(handle, row.key(), row.value()));
        }
        assertThat(missed).isEmpty();
    }

    /** Whether whoever reads the finding knows which row it is about. */
    private static boolean names(Finding finding, Column column, Row row) {
        return switch (column) {
            case VALUES -> finding.key().equals(text(row.key(), row.key().length));
            case HISTORY ->
                finding.key().equals(text(row.key(), row.key().length - 1 - Long.BYTES))
                        && finding.record().contains("version");
            case LEAVES -> finding.record().equals("leaf " + Keys.lastNumber(row.key()));
            // A node tells of those above and below it; a leaf's own hash is a node too.
            case NODES ->
                finding.record().startsWith("node ") || finding.record().equals("leaf " + Keys.lastNumber(row.key()));
            case PLACES -> !finding.key().isEmpty() || finding.record().contains("tree");
            case ENTRIES -> finding.record().startsWith("entry");
            case BLOCKS ->
                finding.block() == Keys.lastNumber(row.key())
                        && (finding.record().contains("summary")
                                || finding.record().contains("checkpoint"));
            case META -> false;
        };
    }

    private static String text(byte[] key, int length) {
        return new String(key, 0, length, StandardCharsets.UTF_8);
    }
}
