package org.titlechain.vault;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.titlechain.vault.Records.Family;

/** Reads everything in the vault once and says what cannot be read as it was written. */
public final class VaultCheck {
    private final Vault vault;
    private final List<Problem> problems = new ArrayList<>();
    private long rows;
    private long originals;
    private long keys;

    private VaultCheck(Vault vault) {
        this.vault = vault;
    }

    /**
     * One thing that is wrong.
     *
     * @param record the record's name; message identifiers and references, never personal data
     * @param files the files of the store that may hold it
     */
    public record Problem(String record, List<String> files, String detail) {}

    /** What was read, and what is wrong with it. */
    public record Report(long keys, long rows, long originals, List<Problem> problems) {
        public Report {
            problems = List.copyOf(problems);
        }
    }

    /** Checks the open vault; other work may go on meanwhile. */
    public static Report check(Vault vault) {
        VaultCheck check = new VaultCheck(vault);
        check.checkKeys();
        check.checkRows();
        check.checkOriginals();
        check.checkFiles();
        return new Report(check.keys, check.rows, check.originals, check.problems);
    }

    private void checkKeys() {
        for (byte kind : new byte[] {Keys.SUBJECT, Keys.MESSAGE, Keys.INDEX, Keys.CONSORTIUM}) {
            vault.keys().forEach(kind, (owner, wrapped) -> {
                keys++;
                try {
                    vault.keys().find(Keys.name(kind, owner));
                } catch (VaultException e) {
                    problems.add(new Problem("keys/" + (char) kind + "/" + Vault.hex(owner), List.of(), message(e)));
                }
            });
        }
    }

    private void checkRows() {
        try (Records.Scan scan = vault.records().scan(Family.ROWS, new byte[0])) {
            while (scan.next()) {
                rows++;
                Records.Entry entry = scan.entry();
                try {
                    SealedRecord sealed = SealedRecord.decode(entry.value(), Vault.place(entry.key()));
                    if (vault.open(SealedRecord.messageId(entry.key()), entry.key(), sealed)
                            .isEmpty()) {
                        add(Family.ROWS, entry.key(), Vault.place(entry.key()), "its key is missing");
                    }
                } catch (VaultException e) {
                    add(Family.ROWS, entry.key(), Vault.place(entry.key()), message(e));
                }
            }
        } catch (VaultException e) {
            problems.add(new Problem("rows", List.of(), message(e)));
        }
    }

    private void checkOriginals() {
        try (Records.Scan scan = vault.records().scan(Family.ORIGINALS, new byte[0])) {
            while (scan.next()) {
                originals++;
                Records.Entry entry = scan.entry();
                byte[] key = entry.key();
                String messageId = Vault.originalMessage(key);
                try {
                    if (vault.openOriginal(key, entry.value()).isEmpty()) {
                        add(Family.ORIGINALS, key, "originals/" + messageId, "its key is missing");
                    }
                } catch (VaultException e) {
                    add(Family.ORIGINALS, key, "originals/" + messageId, message(e));
                }
            }
        } catch (VaultException e) {
            problems.add(new Problem("originals", List.of(), message(e)));
        }
    }

    /** The store's own check sums, which cover also what no record leads to. */
    private void checkFiles() {
        try {
            vault.keys().store().verifyChecksum();
        } catch (RocksDBException e) {
            problems.add(new Problem("keys", List.of(), message(e)));
        }
        try {
            vault.records().store().verifyChecksum();
        } catch (RocksDBException e) {
            problems.add(new Problem("data", List.of(), message(e)));
        }
    }

    private void add(Family family, byte[] key, String record, String detail) {
        problems.add(new Problem(record, vault.records().filesOf(family, key), detail));
    }

    private static String message(Exception e) {
        Throwable cause = e.getCause() instanceof RocksDBException storage ? storage : e;
        return String.valueOf(cause.getMessage());
    }
}
