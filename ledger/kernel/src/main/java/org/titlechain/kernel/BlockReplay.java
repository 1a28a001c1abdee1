package org.titlechain.kernel;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.StoredLedger.Published;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;

/**
 * Decides block after block and signs what comes of each. Threads, engines and waiting are its owner's: the member of a
 * server and the member of a simulation replay by this same code.
 */
final class BlockReplay {
    private final String member;
    private final Signer signer;
    private final String chain;
    private final BlockProcessor processor;
    private final StateTree tree;

    BlockReplay(String chain, String member, Signer signer, BlockProcessor processor, StateTree tree) {
        this.chain = chain;
        this.member = member;
        this.signer = signer;
        this.processor = processor;
        this.tree = tree;
    }

    /**
     * Decides the block that follows the tip.
     *
     * @param admitted see {@link BlockProcessor#prepare}
     * @throws BrokenInvariantException when it is not the next one, or the node must stop
     */
    PreparedBlock prepare(Tip before, Block block, Function<byte[], @Nullable Entry> admitted) {
        if (block.height() != before.height() + 1 || block.time() < before.time()) {
            throw new BrokenInvariantException("the engine gave block " + block.height() + " with time " + block.time()
                    + " after block " + before.height() + " with time " + before.time());
        }
        return processor.prepare(block, admitted);
    }

    /** The places and digests that the block changes in the state tree. */
    byte[][][] treeChanges(PreparedBlock prepared) {
        return processor.treeChanges(prepared);
    }

    /** Changes the state tree, and signs what the member says from then on; also put into the block's batch. */
    Published conclude(PreparedBlock prepared, byte[][][] changes) {
        Block block = prepared.block();
        tree.apply(changes[0], changes[1]);
        Tip tip = new Tip(block.height(), block.time(), processor.logSize(), processor.logRoot(), tree.root());
        String checkpoint = checkpoint(tip).sign(member, signer).text();
        BlockSummary summary = new BlockSummary(
                tip.height(),
                tip.time(),
                prepared.entries().size(),
                prepared.commands(),
                prepared.refused(),
                tip.logSize(),
                tip.logRoot(),
                tip.stateRoot(),
                checkpoint);
        prepared.batch().put(Column.BLOCKS, Keys.number(block.height()), BlockSummaries.encode(summary));
        return new Published(tip, checkpoint);
    }

    Checkpoint checkpoint(Tip tip) {
        return new Checkpoint(
                chain, signer.suite(), tip.height(), tip.time(), tip.logSize(), tip.logRoot(), tip.stateRoot());
    }

    /** The block is stored. */
    void settle() {
        processor.settle();
        tree.settle();
    }
}
