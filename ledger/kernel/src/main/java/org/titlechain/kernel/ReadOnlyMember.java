package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;

/** The state of a member that does not run, opened without changing anything. It takes no entries. */
public final class ReadOnlyMember extends StoredLedger implements AutoCloseable {
    ReadOnlyMember(String chain, Suite suite, Opened opened) {
        super(chain, suite, opened.store(), opened.nodes(), opened.tree(), opened.published());
    }

    /**
     * Opens the state; chain and suite are those that it was made for.
     *
     * @throws IOException when there is no state, or a node works on it, or it is damaged
     */
    public static ReadOnlyMember open(Path stateFolder) throws IOException {
        StateStore store = RocksStateStore.openReadOnly(stateFolder);
        try {
            String label = store.chain().orElseThrow(() -> new IOException("there is no state in " + stateFolder));
            int slash = label.indexOf('/');
            Suite suite = Suite.ofLabel(label.substring(0, slash));
            Opened opened = Opened.load(store, suite, TreeFiles.openReadOnly(stateFolder));
            return new ReadOnlyMember(label.substring(slash + 1), suite, opened);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The suite of the chain. */
    public Suite suite() {
        return suite;
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        return CompletableFuture.failedFuture(new SubmissionException(
                SubmissionException.Reason.NODE_STOPPED, "the folder is open for reading only"));
    }

    @Override
    public Status status() {
        Tip tip = published().tip();
        EngineStatus engine = new EngineStatus("none", tip.height(), 0, false, "open for reading only");
        return new Status(
                chain, tip.height(), tip.logSize(), tree.size(), engine, OptionalInt.empty(), engine.detail());
    }

    @Override
    public void close() {
        endWaiting();
        store.close();
    }
}
