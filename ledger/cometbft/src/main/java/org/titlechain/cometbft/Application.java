package org.titlechain.cometbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.driver.BatchFormat;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.NativeBlocks;

/**
 * The ABCI application. A final block goes into the archive; the answer waits for the member's root after it. CometBFT
 * may give a block again that it gave before a crash: the answer is the same.
 *
 * <p>The height that CometBFT is told at a start is the one of the last Commit, not of the last block in the archive:
 * between the two CometBFT has not stored the answer yet and needs it again.
 */
final class Application implements AbciServer.Application {
    /** A proposal is kept this small unless one transaction is larger: large blocks cost time and memory everywhere. */
    private static final long PROPOSAL = 3L << 19;

    /** Bytes that a transaction needs beside its own in a block: its field and length. */
    private static final int TRANSACTION_OVERHEAD = 8;

    private static final String COMMITTED = "committed";

    private final BlockArchive archive;
    private final NativeBlocks blocks;
    private final ValidatorHistory validators;
    private final Retention retention;
    private final Runnable healthy;
    private final StateSync sync;
    private final Snapshots snapshots;
    private final Object roots = new Object();
    private boolean closed;
    private long finalized;
    /** The last block that has a root; the blocks after it bear the same one. */
    private long last = Long.MAX_VALUE;

    Application(
            BlockArchive archive,
            NativeBlocks blocks,
            ValidatorHistory validators,
            Retention retention,
            StateSync sync,
            Runnable healthy) {
        this.archive = archive;
        this.blocks = blocks;
        this.validators = validators;
        this.retention = retention;
        this.healthy = healthy;
        this.sync = sync;
        this.snapshots = new Snapshots(archive, sync, this::joined);
    }

    @Override
    public ProtoWriter answer(int request, ProtoReader content) throws InterruptedException {
        return switch (request) {
            case Abci.ECHO -> new ProtoWriter().bytes(1, Abci.firstBytes(content));
            case Abci.FLUSH, Abci.QUERY, Abci.EXTEND_VOTE -> new ProtoWriter();
            case Abci.LIST_SNAPSHOTS -> snapshots.list();
            case Abci.LOAD_SNAPSHOT_CHUNK -> snapshots.load(content);
            case Abci.OFFER_SNAPSHOT -> snapshots.offerSnapshot(content);
            case Abci.APPLY_SNAPSHOT_CHUNK -> snapshots.apply(content);
            case Abci.INFO -> info();
            case Abci.INIT_CHAIN -> {
                sync.decided();
                yield Abci.initChain(archive.origin().root());
            }
            case Abci.CHECK_TX ->
                Abci.checkTx(BatchFormat.decode(Abci.firstBytes(content)).isPresent());
            case Abci.PREPARE_PROPOSAL -> Abci.transactions(choose(Abci.prepareProposal(content)));
            case Abci.PROCESS_PROPOSAL, Abci.VERIFY_VOTE_EXTENSION -> Abci.accept();
            case Abci.FINALIZE_BLOCK -> finalizeBlock(Abci.finalizeBlock(content));
            case Abci.COMMIT -> commit();
            default -> throw new IllegalStateException("request " + request + " is not known");
        };
    }

    /** The process has lost its blocks, or never had any: it takes all of them, and what is in the archive stays. */
    void beginAnew() {
        archive.note(COMMITTED, 0);
    }

    /** Asked once by every new process, whose mempool is empty. */
    private ProtoWriter info() throws InterruptedException {
        blocks.forgotten();
        long committed = archive.number(COMMITTED, 0);
        if (committed == 0) {
            return Abci.info(0, new byte[0]);
        }
        return Abci.info(committed, awaitRoot(archive.heightAt(committed)));
    }

    /** Batches only, in their order: what strangers left in the mempool need not be ordered. */
    private static List<byte[]> choose(Abci.Proposal proposal) {
        List<byte[]> chosen = new ArrayList<>();
        long bytes = 0;
        for (byte[] transaction : proposal.transactions()) {
            long length = (long) transaction.length + TRANSACTION_OVERHEAD;
            if (bytes + length > Math.min(proposal.maximumBytes(), chosen.isEmpty() ? Long.MAX_VALUE : PROPOSAL)) {
                break;
            }
            if (BatchFormat.decode(transaction).isPresent()) {
                chosen.add(transaction);
                bytes += length;
            }
        }
        return chosen;
    }

    private ProtoWriter finalizeBlock(Abci.Block block) throws InterruptedException {
        sync.decided();
        long height = blocks.committed(new NativeBlock(block.height(), block.time(), block.transactions()));
        byte[] root = awaitRoot(height);
        List<SignedHeader.Validator> changes = validators.changes(block.height());
        finalized = block.height();
        return Abci.finalizeBlock(block.transactions().size(), changes, root);
    }

    /** The member has a state and goes on behind its native height, as if it had taken all blocks. */
    private void joined(long nativeHeight, StateSync.Joined state, byte[] root) {
        blocks.joined(nativeHeight, state.height(), state.time(), root);
        archive.note(COMMITTED, nativeHeight);
        finalized = nativeHeight;
        rootIsKnown();
        sync.decided();
    }

    /** What state sync refused last, for operators; else empty. */
    String trouble() {
        return snapshots.trouble();
    }

    private ProtoWriter commit() {
        archive.note(COMMITTED, finalized);
        healthy.run();
        return Abci.commit(retention.committed(finalized));
    }

    private byte[] awaitRoot(long height) throws InterruptedException {
        synchronized (roots) {
            while (!closed) {
                Optional<byte[]> root = archive.root(Math.min(height, last));
                if (root.isPresent()) {
                    return root.get();
                }
                roots.wait();
            }
        }
        throw new IllegalStateException("the engine is closed");
    }

    void rootIsKnown() {
        synchronized (roots) {
            roots.notifyAll();
        }
    }

    void ended(long height) {
        synchronized (roots) {
            last = height;
            roots.notifyAll();
        }
    }

    void close() {
        snapshots.close();
        synchronized (roots) {
            closed = true;
            roots.notifyAll();
        }
    }
}
