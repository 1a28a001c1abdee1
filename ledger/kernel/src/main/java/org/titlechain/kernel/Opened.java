package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.StoredLedger.Published;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TreeHash;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;

/** A state that was opened and whose trees lead to the roots that it says. */
record Opened(StateStore store, StoredNodes nodes, TreeStart.Started started, Published published) {
    /** Opens a member's state; an empty folder becomes the state before the first block. */
    static Opened open(Path folder, String chain, Suite suite) throws IOException {
        StateStore store = RocksStateStore.open(folder);
        try {
            return open(store, chain, suite, Optional.of(TreeFiles.open(folder)));
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The same in a store that is open, with images of its tree where it has some. */
    static Opened open(StateStore store, String chain, Suite suite, Optional<TreeFiles> files) throws IOException {
        String label = suite.label() + "/" + chain;
        String stored = store.chain().orElse(label);
        if (!stored.equals(label)) {
            throw new IOException("the state in " + store.place() + " is of the chain " + stored + ", not " + label);
        }
        store.note(StateStore.CHAIN, Keys.text(label));
        return load(store, suite, files);
    }

    static Opened load(StateStore store, Suite suite, Optional<TreeFiles> files) throws IOException {
        HashFunction hash = suite.hash();
        TreeStart start = new TreeStart(store, hash);
        StoredNodes nodes = new StoredNodes(store);
        Optional<Tip> tip = store.tip();
        if (tip.isEmpty()) {
            Tip empty = new Tip(0, 0, 0, TreeHash.emptyLog(hash), TreeHash.emptyState());
            return new Opened(store, nodes, start.fromLeaves(), new Published(empty, ""));
        }
        Tip known = tip.get();
        TreeStart.Started started = start.atTip(known, files.flatMap(TreeFiles::newest));
        if (!Arrays.equals(started.tree().root(), known.stateRoot())) {
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
                started,
                new Published(known, BlockSummaries.decode(block).checkpoint()));
    }

    StateTree tree() {
        return started.tree();
    }

    private static LedgerDamageException damage(StateStore store, Tip tip, String column, String problem) {
        return new LedgerDamageException(
                new Finding(store.place(), tip.height(), column, "", problem + "; fsck tells where"));
    }
}
