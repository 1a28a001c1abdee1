package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;

/**
 * Checks every entry of the order: that it can be read, is meant for this chain and is validly signed by the key that
 * it names; and that order and state have the same entries. For an engine that orders nothing else.
 */
public final class EntryCheck implements DataCheck {
    private final String place;
    private final Blocks blocks;
    private final Path stateFolder;
    private final LongPredicate frozen;

    /** The order, from the first block on, of an engine that does not run. */
    @FunctionalInterface
    public interface Blocks {
        BlockCursor open() throws IOException;
    }

    /**
     * The check.
     *
     * @param place where the order is kept, for people
     * @param frozen in which blocks an entry need not have counted, because the chain was changing its engine
     */
    public EntryCheck(String place, Blocks blocks, Path stateFolder, LongPredicate frozen) {
        this.place = place;
        this.blocks = blocks;
        this.stateFolder = stateFolder;
        this.frozen = frozen;
    }

    @Override
    public String name() {
        return "entries";
    }

    @Override
    public void check(Consumer<Finding> findings) throws IOException {
        try (RocksStateStore store = RocksStateStore.openForCheck(stateFolder);
                BlockCursor cursor = blocks.open()) {
            Optional<String> label = store.chain();
            if (label.isPresent()) {
                new Run(store, label.get(), findings).run(cursor);
            }
        }
    }

    private final class Run {
        private final StateStore store;
        private final Suite suite;
        private final String chain;
        private final long decided;
        private final Signatures signatures;
        private final Consumer<Finding> findings;
        private final Set<Bytes> seen = new HashSet<>();

        Run(StateStore store, String label, Consumer<Finding> findings) {
            int slash = label.indexOf('/');
            this.store = store;
            this.suite = Suite.ofLabel(label.substring(0, slash));
            this.chain = label.substring(slash + 1);
            this.decided = store.tip().map(Tip::height).orElse(0L);
            this.signatures = new Signatures(suite.signatures());
            this.findings = findings;
        }

        void run(BlockCursor cursor) {
            long last = 0;
            for (Optional<Block> block = next(cursor); block.isPresent(); block = next(cursor)) {
                last = block.get().height();
                check(block.get());
            }
            if (last < decided) {
                report(last + 1, "", "the state has blocks that the order does not have");
            } else {
                long stored = store.scan(Column.ENTRIES, new byte[0], rows -> {
                    long count = 0;
                    for (; rows.row() != null; rows.next()) {
                        count++;
                    }
                    return count;
                });
                if (stored != seen.size()) {
                    report(0, "", "the state has " + stored + " entries, the order has " + seen.size());
                }
            }
        }

        private static Optional<Block> next(BlockCursor cursor) {
            try {
                return cursor.next(Duration.ZERO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private void check(Block block) {
            List<Entry> entries = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < block.entries().size(); i++) {
                try {
                    Entry entry = Entry.decode(block.entries().get(i));
                    entries.add(entry);
                    numbers.add(i);
                } catch (CodecException e) {
                    report(block.height(), "entry " + i, "it is not an entry");
                }
            }
            boolean[] valid = signatures.verify(entries);
            for (int i = 0; i < valid.length; i++) {
                Entry entry = entries.get(i);
                String record = "entry " + numbers.get(i);
                if (entry.suite() != suite || !entry.body().chain().equals(chain)) {
                    report(block.height(), record, "it is meant for another chain");
                } else if (!valid[i]) {
                    report(block.height(), record, "its signature is not valid");
                } else if (block.height() <= decided) {
                    boolean known = store.get(Column.ENTRIES, entry.id()) != null;
                    if (known || !frozen.test(block.height())) {
                        seen.add(new Bytes(entry.id()));
                    }
                    if (!known && !frozen.test(block.height())) {
                        report(block.height(), record, "the state does not know it");
                    }
                }
            }
        }

        private void report(long height, String record, String problem) {
            findings.accept(new Finding(place, height, record, "", problem));
        }
    }
}
