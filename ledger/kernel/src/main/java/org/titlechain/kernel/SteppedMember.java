package org.titlechain.kernel;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.titlechain.contract.Contract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.StateStore.StoreException;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.LogTree;

/**
 * A member without thread, engine and disk: it decides the blocks that it is given, one call each. For simulations,
 * where one thread is many members. It replays by the code of {@link MemberNode}.
 */
public final class SteppedMember extends StoredLedger {
    private final BlockReplay replay;

    /**
     * Who the member is.
     *
     * @param contractVersion the newest contract version that the contract decides by
     */
    public record Identity(String chain, Suite suite, String member, Signer signer, long contractVersion) {}

    private SteppedMember(Identity identity, Opened opened, Contract contract) {
        super(identity.chain(), identity.suite(), opened.store(), opened.nodes(), opened.tree(), opened.published());
        BlockProcessor processor = new BlockProcessor(
                chain,
                suite,
                contract,
                identity.contractVersion(),
                store,
                nodes,
                new LogTree(suite.hash(), nodes, opened.published().tip().logSize()));
        this.replay = new BlockReplay(chain, identity.member(), identity.signer(), processor, tree);
    }

    /**
     * Opens the member's state where it stands.
     *
     * @throws org.titlechain.storage.LedgerDamageException when the stored state does not match its own roots
     * @throws IOException when the state is that of another chain
     */
    public static SteppedMember open(Identity identity, MemoryStateStore store, Contract contract) throws IOException {
        return new SteppedMember(
                identity, Opened.open(store, identity.chain(), identity.suite(), Optional.empty()), contract);
    }

    /**
     * Decides, stores and publishes the block. After any exception the member is to be thrown away and opened anew.
     *
     * @throws IOException when the store has no room; nothing of the block is stored
     */
    public void apply(Block block) throws IOException {
        try (PreparedBlock prepared = replay.prepare(published().tip(), block, bytes -> null)) {
            Published next = replay.conclude(prepared, replay.treeChanges(prepared));
            prepared.batch().commit(next.tip());
            replay.settle();
            publish(next);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The last block that is decided, 0 for none. */
    public long height() {
        return published().tip().height();
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        return CompletableFuture.failedFuture(new SubmissionException(
                SubmissionException.Reason.NODE_STOPPED, "entries go to the order of the simulation"));
    }

    @Override
    public Status status() {
        Tip tip = published().tip();
        EngineStatus engine = new EngineStatus("none", tip.height(), 0, false, "given blocks");
        return new Status(
                chain, tip.height(), tip.logSize(), tree.size(), engine, OptionalInt.empty(), engine.detail());
    }
}
