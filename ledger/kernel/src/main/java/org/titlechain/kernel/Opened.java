package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.kernel.StoredLedger.Published;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TreeHash;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;

/** A state that was opened and whose trees lead to the roots that it says. */
record Opened(StateStore store, StoredNodes nodes, StateTree tree, Published published) {

    /** Opens a member's state; an empty folder becomes the state before the first block. */
    static Opened open(Path folder, String chain, Suite suite) throws IOException {
        StateStore store = RocksStateStore.open(folder);
        try {
            return open(store, chain, suite);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The same in a store that is open. */
    static Opened open(StateStore store, String chain, Suite suite) throws IOException {
        String label = suite.label() + "/" + chain;
        String stored = store.chain().orElse(label);
        if (!stored.equals(label)) {
            throw new IOException("the state in " + store.place() + " is of the chain " + stored + ", not " + label);
        }
        store.setChain(label);
        return load(store, suite);
    }

    static Opened load(StateStore store, Suite suite) throws IOException {
        HashFunction hash = suite.hash();
        StateTree tree =
                StateTree.load(hash, store.estimatedRows(Column.PLACES), (part, sink) -> readPlaces(store, part, sink));
        StoredNodes nodes = new StoredNodes(store);
        Optional<Tip> tip = store.tip();
        if (tip.isEmpty()) {
            Tip empty = new Tip(0, 0, 0, TreeHash.emptyLog(hash), TreeHash.emptyState());
            return new Opened(store, nodes, tree, new Published(empty, ""));
        }
        Tip known = tip.get();
        if (!Arrays.equals(tree.root(), known.stateRoot())) {
            throw damage(store, known, "places", "the state tree does not lead to the state root");
        }
        try {
            if (!Arrays.equals(new LogTree(hash, nodes, known.logSize()).root(), known.logRoot())) {
                throw damage(store, known, "nodes", "the log tree does not lead to the log root");
            }
        } catch (IllegalStateException e) {
            throw damage(store, known, "nodes", String.valueOf(e.getMessage()));
        }
        byte[] block = store.get(Column.BLOCKS, Keys.number(known.height()));
        if (block == null) {
            throw damage(store, known, "blocks", "the newest checkpoint is missing");
        }
        return new Opened(
                store,
                nodes,
                tree,
                new Published(known, BlockSummaries.decode(block).checkpoint()));
    }

    private static LedgerDamageException damage(StateStore store, Tip tip, String column, String problem) {
        return new LedgerDamageException(
                new Finding(store.place(), tip.height(), column, "", problem + "; fsck tells where"));
    }

    /** The leaves of the state tree whose places begin with the four bits. */
    private static void readPlaces(StateStore store, int part, Consumer<StateTree.Leaf> sink) {
        store.scan(Column.PLACES, new byte[] {(byte) (part << 4)}, rows -> {
            for (Row row = rows.row(); row != null && (row.key()[0] & 0xff) >>> 4 == part; row = rows.row()) {
                sink.accept(new StateTree.Leaf(row.key(), row.value()));
                rows.next();
            }
            return true;
        });
    }
}
