package org.titlechain.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TreeHash;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;

/**
 * Checks the state of a member that does not run: the checksums of its files; every leaf and node of the log against
 * the log root; every value and version against the leaf that wrote it and against the state root; every checkpoint
 * against its block and its signature.
 */
public final class StateCheck implements DataCheck {
    private static final Pattern FILE = Pattern.compile("(/\\S+?/(?:\\d+\\.(?:sst|log)|MANIFEST-\\d+|CURRENT))\\b");

    private final Path folder;

    public StateCheck(Path stateFolder) {
        this.folder = stateFolder;
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public void check(Consumer<Finding> findings) throws IOException {
        try (RocksStateStore store = RocksStateStore.openForCheck(folder)) {
            store.verifyChecksums();
            Optional<String> label = store.chain();
            Optional<Tip> tip = store.tip();
            if (label.isEmpty() || tip.isEmpty()) {
                return;
            }
            Suite suite = Suite.ofLabel(label.get().substring(0, label.get().indexOf('/')));
            new Run(store, suite, tip.get(), findings).run();
            checkImages(new TreeStart(store, suite.hash()), tip.get(), findings);
        } catch (StateStore.StoreException e) {
            unreadable(e, findings);
        } catch (UncheckedIOException e) {
            unreadable(e, findings);
        }
    }

    /** Images that were written whole are whole, and the newest leads to the state root. */
    private void checkImages(TreeStart start, Tip tip, Consumer<Finding> findings) throws IOException {
        Optional<TreeFiles> files = TreeFiles.openReadOnly(folder);
        if (files.isEmpty()) {
            return;
        }
        files.get().check(findings);
        Optional<TreeFiles.Kept> newest = files.get().newest();
        // Newer than the state: the newest blocks were lost in a crash, as may be.
        if (newest.isPresent()
                && newest.get().height() <= tip.height()
                && start.fromImage(tip, newest.get()).isEmpty()) {
            findings.accept(new Finding(
                    files.get().describe(newest.get()),
                    newest.get().height(),
                    "",
                    "",
                    "the image of the state tree does not lead to the state root"));
        }
    }

    private void unreadable(Exception e, Consumer<Finding> findings) throws IOException {
        List<Finding> files = new DatabaseFiles(folder).damaged();
        files.forEach(findings);
        if (files.isEmpty()) {
            findings.accept(unreadable(e));
        }
    }

    private Finding unreadable(Exception e) {
        String message = String.valueOf(e.getMessage());
        Matcher file = FILE.matcher(message);
        return new Finding(file.find() ? file.group(1) : folder.toString(), 0, "", "", message);
    }

    /** One pass over a store. */
    private static final class Run {
        private final StateStore store;
        private final HashFunction hash;
        private final Suite suite;
        private final Tip tip;
        private final Consumer<Finding> findings;
        private long written;
        private long versions;

        Run(StateStore store, Suite suite, Tip tip, Consumer<Finding> findings) {
            this.store = store;
            this.suite = suite;
            this.hash = suite.hash();
            this.tip = tip;
            this.findings = findings;
        }

        void run() throws IOException {
            checkLog();
            checkBlocks();
            checkValues();
            checkHistory();
            checkEntries();
            if (written != versions) {
                report(0, "values and history", "", versions + " versions are stored and leaves wrote " + written);
                checkWritten();
            }
            try {
                Opened.load(store, suite, Optional.empty());
            } catch (LedgerDamageException e) {
                findings.accept(e.finding());
            }
        }

        private void report(long block, String record, String key, String problem) {
            findings.accept(new Finding(store.place(), block, record, key, problem));
        }

        /** Every leaf is there, and its hash is the node that the log tree holds. */
        private void checkLog() {
            long count = store.scan(Column.LEAVES, Keys.number(0), rows -> {
                long next = 0;
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    long position = Keys.lastNumber(row.key());
                    if (position != next) {
                        report(0, "leaf " + next, "", "the leaf is missing");
                        next = position;
                    }
                    byte[] node = store.get(Column.NODES, Keys.node(0, position));
                    if (node == null || !Arrays.equals(node, TreeHash.logLeaf(hash, row.value()))) {
                        report(heightOf(row.value()), "leaf " + position, "", "the leaf does not match its hash");
                    } else {
                        written += writes(row.value()).size();
                        checkEntry(position, row.value());
                    }
                    next++;
                    rows.next();
                }
                return next;
            });
            if (count != tip.logSize()) {
                report(tip.height(), "leaf " + count, "", "the log ends here and should have " + tip.logSize());
            }
            for (int level = 1; tip.logSize() >>> level > 0; level++) {
                checkLevel(level);
            }
        }

        /** The leaf is one of those that its entry leads to. */
        private void checkEntry(long position, byte[] leaf) {
            MapValue map = CanonicalDecoder.decode(leaf).asMap();
            byte[] row = store.get(Column.ENTRIES, map.get("entry").asBytes());
            long first = row == null ? Long.MAX_VALUE : ByteBuffer.wrap(row).getLong();
            long count = row == null ? 0 : ByteBuffer.wrap(row).getInt(Long.BYTES);
            if (position < first || position >= first + count) {
                report(
                        map.get("height").asLong(),
                        "entry at leaf " + position,
                        "",
                        "its entry does not lead to the leaf");
            }
        }

        /** Every version that a leaf wrote is there; for when their number is not right. */
        private void checkWritten() {
            store.scan(Column.LEAVES, Keys.number(0), rows -> {
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    MapValue leaf = CanonicalDecoder.decode(row.value()).asMap();
                    for (Value write : writes(row.value())) {
                        String key = write.asMap().get("key").asText();
                        long version = write.asMap().get("version").asLong();
                        if (!isStored(key, version)) {
                            report(leaf.get("height").asLong(), "version " + version, key, "the version is missing");
                        }
                    }
                    rows.next();
                }
                return true;
            });
        }

        private boolean isStored(String key, long version) {
            if (store.get(Column.HISTORY, Keys.version(key, version)) != null) {
                return true;
            }
            byte[] present = store.get(Column.VALUES, Keys.text(key));
            return present != null && StoredVersion.decode(key, present).version() == version;
        }

        private void checkLevel(int level) {
            for (long index = 0; index < tip.logSize() >>> level; index++) {
                byte[] node = store.get(Column.NODES, Keys.node(level, index));
                byte[] left = store.get(Column.NODES, Keys.node(level - 1, 2 * index));
                byte[] right = store.get(Column.NODES, Keys.node(level - 1, 2 * index + 1));
                if (node == null
                        || left == null
                        || right == null
                        || !Arrays.equals(node, TreeHash.node(hash, left, right))) {
                    report(0, "node " + level + "/" + index, "", "the node does not match those below it");
                }
            }
        }

        private static long heightOf(byte[] leaf) {
            try {
                return CanonicalDecoder.decode(leaf).asMap().get("height").asLong();
            } catch (CodecException e) {
                return 0;
            }
        }

        private static List<Value> writes(byte[] leaf) {
            MapValue decision =
                    CanonicalDecoder.decode(leaf).asMap().get("decision").asMap();
            return decision.find("writes").map(Value::asList).orElse(List.of());
        }

        private void checkBlocks() {
            Optional<TrustedMembers> members = members();
            store.scan(Column.BLOCKS, Keys.number(0), rows -> {
                long next = 1;
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    checkBlock(next, row, members);
                    next++;
                    rows.next();
                }
                if (next != tip.height() + 1) {
                    report(next, "block summary", "", "the block is missing");
                }
                return next;
            });
        }

        /** Who signs; empty when the trees do not lead to their roots, which is found beside. */
        private Optional<TrustedMembers> members() {
            try (ReadOnlyMember reader = ReadOnlyMember.open(Path.of(store.place()))) {
                return Optional.of(TrustedMembers.parse(reader.trust().getBytes(StandardCharsets.UTF_8)));
            } catch (LedgerDamageException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void checkBlock(long height, Row row, Optional<TrustedMembers> members) {
            try {
                BlockSummary summary = BlockSummaries.decode(row.value());
                Checkpoint said = Checkpoint.parse(summary.checkpoint()).checkpoint();
                boolean same = Keys.lastNumber(row.key()) == height
                        && summary.height() == height
                        && said.height() == height
                        && said.time() == summary.time()
                        && said.logSize() == summary.logSize()
                        && Arrays.equals(said.logRoot(), summary.logRoot())
                        && Arrays.equals(said.stateRoot(), summary.stateRoot());
                if (!same) {
                    report(height, "block summary", "", "the summary and its checkpoint differ");
                } else if (members.isPresent()
                        && !(Verifier.check(summary.checkpoint(), members.get()) instanceof Verifier.Signed)) {
                    report(height, "checkpoint", "", "the checkpoint is not validly signed");
                }
            } catch (CodecException e) {
                report(height, "block summary", "", "the summary cannot be read");
            }
        }

        /** Every present value is what its leaf wrote and what the state tree holds. */
        private void checkValues() {
            store.scan(Column.VALUES, new byte[0], rows -> {
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    String key = new String(row.key(), StandardCharsets.UTF_8);
                    Version version = StoredVersion.decode(key, row.value());
                    byte[] digest = hash.hash(version.value());
                    byte[] inTree = store.get(Column.PLACES, hash.hash(row.key()));
                    if (!Arrays.equals(digest, inTree)) {
                        report(version.height(), "value", key, "the value does not match the state tree");
                    }
                    checkVersion(version, digest);
                    checkChain(version);
                    rows.next();
                }
                return true;
            });
        }

        private void checkHistory() {
            store.scan(Column.HISTORY, new byte[0], rows -> {
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    String key = new String(row.key(), 0, row.key().length - 1 - Long.BYTES, StandardCharsets.UTF_8);
                    Version version = StoredVersion.decode(key, row.value());
                    if (version.version() != Keys.lastNumber(row.key())) {
                        report(version.height(), "version " + Keys.lastNumber(row.key()), key, "it is another version");
                    }
                    checkVersion(version, hash.hash(version.value()));
                    checkChain(version);
                    rows.next();
                }
                return true;
            });
        }

        /** The leaf at the version's position wrote exactly this. */
        private void checkVersion(Version version, byte[] digest) {
            versions++;
            byte[] leaf = store.get(Column.LEAVES, Keys.number(version.position()));
            boolean found = leaf != null
                    && isPlaced(version, CanonicalDecoder.decode(leaf).asMap())
                    && writes(leaf).stream()
                            .map(Value::asMap)
                            .anyMatch(write -> write.get("key").asText().equals(version.key())
                                    && write.get("version").asLong() == version.version()
                                    && Arrays.equals(write.get("digest").asBytes(), digest));
            if (!found) {
                report(
                        version.height(),
                        "version " + version.version(),
                        version.key(),
                        "the version is not what leaf " + version.position() + " wrote");
            }
        }

        /** The version says of itself the block and the time that its leaf was decided in. */
        private static boolean isPlaced(Version version, MapValue leaf) {
            return leaf.get("height").asLong() == version.height()
                    && leaf.get("time").asLong() == version.time();
        }

        /** A value that names the digest of the version before it names the right one. */
        private void checkChain(Version version) {
            Optional<Value> previous =
                    CanonicalDecoder.decode(version.value()).asMap().find("previous");
            if (previous.isEmpty() || version.version() == 1 || !(previous.get() instanceof Value.BytesValue named)) {
                return;
            }
            byte[] before = store.get(Column.HISTORY, Keys.version(version.key(), version.version() - 1));
            boolean matches = before != null
                    && Arrays.equals(
                            named.value(),
                            hash.hash(
                                    StoredVersion.decode(version.key(), before).value()));
            if (!matches) {
                report(
                        version.height(),
                        "version " + version.version(),
                        version.key(),
                        "the version before it is missing or another");
            }
        }

        private boolean isOf(byte[] entry, long position) {
            byte[] leaf = position < 0 ? null : store.get(Column.LEAVES, Keys.number(position));
            return leaf != null
                    && Arrays.equals(
                            CanonicalDecoder.decode(leaf).asMap().get("entry").asBytes(), entry);
        }

        private void checkEntries() {
            store.scan(Column.ENTRIES, new byte[0], rows -> {
                for (Row row = rows.row(); row != null; row = rows.row()) {
                    long position = ByteBuffer.wrap(row.value()).getLong();
                    long count = ByteBuffer.wrap(row.value()).getInt(Long.BYTES);
                    if (!isOf(row.key(), position) || !isOf(row.key(), position + Math.max(1, count) - 1)) {
                        report(0, "entry at leaf " + position, "", "the entry does not lead to its leaves");
                    }
                    rows.next();
                }
                return true;
            });
        }
    }
}
