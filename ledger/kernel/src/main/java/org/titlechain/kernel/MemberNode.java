package org.titlechain.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.Contract;
import org.titlechain.contract.ContractVersions;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.PreparedBlock.DecidedEntry;
import org.titlechain.ledger.AppendException.Ambiguous;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.ReadAhead;
import org.titlechain.ledger.RootInConsensus;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogTree;

/**
 * A member of a chain: replays the engine's blocks, decides them, stores the result and signs a checkpoint of every
 * block.
 *
 * <p>Where the engine can be read ahead, a block is decided while the engine makes it final; nothing is stored, signed
 * for others or shown before it is. When something that must always hold does not, the node stops itself and says so in
 * its status; what the engine holds is not touched.
 */
public final class MemberNode extends StoredLedger implements AutoCloseable {
    /** The exit code of a node that stopped itself on a broken invariant. */
    public static final int EXIT_BROKEN = 70;

    /** The exit code of a node that stopped before a block that only a newer program can decide. */
    public static final int EXIT_PROGRAM_TOO_OLD = 71;

    /** The exit code of a node whose roots are not those of its chain's quorum. */
    public static final int EXIT_DIVERGED = 72;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int COMPLETED_AT_ONCE = 32;

    private final String member;
    private final LedgerEngine engine;
    private final BlockProcessor processor;
    private final BlockReplay replay;
    private final TreeKeeper keeper;
    private final Admission admission;
    private final Completions completions = new Completions();
    private final Thread thread;
    private final @Nullable ReadAhead ahead;
    private final BlockCursor cursor;
    private volatile boolean closing;
    private final long newestVersion;
    private volatile @Nullable String broken;
    private volatile int exitCode;
    private volatile @Nullable String diverged;
    private volatile String detail = "";

    /**
     * Who the member is and where its state is.
     *
     * @param chain the chain
     * @param suite the chain's suite
     * @param member the member's name in checkpoints
     * @param signer signs the checkpoints
     * @param stateFolder the folder of the state store; made when missing
     * @param contractVersion the newest contract version that the contract decides by
     */
    public record Options(
            String chain, Suite suite, String member, Signer signer, Path stateFolder, long contractVersion) {}

    private MemberNode(Options options, Opened opened, LedgerEngine engine, Contract contract) throws IOException {
        super(options.chain(), options.suite(), opened.store(), opened.nodes(), opened.tree(), opened.published());
        this.member = options.member();
        this.engine = engine;
        this.newestVersion = options.contractVersion();
        this.processor = new BlockProcessor(
                chain,
                suite,
                contract,
                options.contractVersion(),
                store,
                nodes,
                new LogTree(suite.hash(), nodes, opened.published().tip().logSize()));
        this.replay = new BlockReplay(
                chain,
                options.member(),
                new PatientSigner(options.signer(), () -> closing, reason -> detail = reason),
                processor,
                tree);
        this.keeper = new TreeKeeper(TreeFiles.open(options.stateFolder()), opened.started(), TreeKeeper.CHANGES);
        this.admission = new Admission(chain, suite, engine, id -> outcome(id).orElse(null));
        long from = opened.published().tip().height() + 1;
        this.ahead = engine instanceof ReadAhead able ? able : null;
        this.cursor = ahead == null ? engine.read(from) : ahead.readAhead(from);
        this.thread = Thread.ofPlatform().name("titlechain-member-" + member).unstarted(this::run);
    }

    /**
     * Opens the member's state and begins to replay where it stands.
     *
     * @throws org.titlechain.storage.LedgerDamageException when the stored state does not match its own roots
     * @throws IOException when the state cannot be opened, or is that of another chain
     */
    public static MemberNode open(Options options, LedgerEngine engine, Contract contract) throws IOException {
        Opened opened = Opened.open(options.stateFolder(), options.chain(), options.suite());
        MemberNode node = new MemberNode(options, opened, engine, contract);
        node.thread.start();
        return node;
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        return admission.submit(entry);
    }

    @Override
    public Status status() {
        Published now = published();
        String reason = broken;
        return new Status(
                chain,
                now.tip().height(),
                now.tip().logSize(),
                tree.size(),
                engine.status(),
                reason == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                reason == null ? warned(now.tip().height()) : reason);
    }

    /** What operators should know; a version that this program cannot decide by is told of before it takes effect. */
    private String warned(long height) {
        String present = detail.isEmpty() ? keeper.trouble() : detail;
        return present.isEmpty()
                ? ContractVersions.upcoming(state(), height)
                        .filter(upcoming -> upcoming.version() > newestVersion)
                        .map(upcoming -> "before long the node will stop: "
                                + ProgramTooOldException.sentence(upcoming.version(), upcoming.height(), newestVersion))
                        .orElse(present)
                : present;
    }

    /** The engine may wait for the root before it orders anything else. */
    private void tellRoot(Checkpoint checkpoint) {
        if (engine instanceof RootInConsensus consensus) {
            consensus.decided(checkpoint.height(), checkpoint.contentRoot());
        }
    }

    /** The roots that were decided before this start and that the engine does not know, or not any more. */
    private void tellEarlierRoots() {
        if (engine instanceof RootInConsensus consensus) {
            long last = published().tip().height();
            for (long height = consensus.decidedHeight() + 1; height <= last; height++) {
                byte[] summary = store.get(Column.BLOCKS, Keys.number(height));
                if (summary == null) {
                    throw new BrokenInvariantException("the checkpoint of block " + height + " is missing");
                }
                tellRoot(Checkpoint.parse(BlockSummaries.decode(summary).checkpoint())
                        .checkpoint());
            }
        }
    }

    private void run() {
        try (cursor) {
            tellEarlierRoots();
            while (!closing && diverged == null) {
                processor.requireKnownVersion(published().tip().height() + 1);
                Optional<Block> block = cursor.next(PATIENCE);
                if (block.isPresent()) {
                    if (!process(block.get())) {
                        stop("the engine stopped before block " + block.get().height() + " was final: "
                                + engine.status().detail());
                        return;
                    }
                } else if (!engine.status().accepting()
                        && engine.status().height() <= published().tip().height()) {
                    stop(engine.status().detail());
                    return;
                }
            }
            String difference = diverged;
            if (difference != null) {
                exitCode = EXIT_DIVERGED;
                broken = difference;
                stop(difference);
            }
        } catch (InterruptedException e) {
            stop("interrupted");
        } catch (ProgramTooOldException e) {
            exitCode = EXIT_PROGRAM_TOO_OLD;
            broken = String.valueOf(e.getMessage());
            stop(broken);
        } catch (RuntimeException | Error e) {
            exitCode = EXIT_BROKEN;
            broken = "stopped after block " + published().tip().height() + ": " + e.getMessage();
            stop(String.valueOf(broken));
        }
    }

    /**
     * Ends the replay after the block that is being decided: this member's roots are not those that its chain's quorum
     * signed. Nothing is submitted from now on; what is stored stays, and can be read and proved as before.
     *
     * @param difference where the roots part, for operators
     */
    public void halt(String difference) {
        diverged = difference;
        admission.stop(difference, Ambiguous::new);
    }

    /** Decides, stores and publishes a block; false when the engine stopped before the block was final. */
    private boolean process(Block block) throws InterruptedException {
        try (PreparedBlock prepared = replay.prepare(published().tip(), block, admission::verified)) {
            byte[][][] changes = replay.treeChanges(prepared);
            proofs.writeLock().lock();
            try {
                Published next = replay.conclude(prepared, changes);
                if (!awaitFinal(block.height())) {
                    return false;
                }
                commit(prepared, next.tip());
                replay.settle();
                publish(next);
                tellRoot(replay.checkpoint(next.tip()));
            } finally {
                proofs.writeLock().unlock();
            }
            complete(prepared.entries());
            keeper.stored(published().tip(), changes[0].length);
        }
        return true;
    }

    private boolean awaitFinal(long height) throws InterruptedException {
        while (ahead != null && !ahead.awaitFinal(height, PATIENCE)) {
            if (!engine.status().accepting() && engine.status().height() < height) {
                return false;
            }
        }
        return true;
    }

    /** The engine holds the block for ever, so a full disk is waited for. */
    private void commit(PreparedBlock prepared, Tip tip) {
        while (true) {
            try {
                prepared.batch().commit(tip);
                detail = "";
                return;
            } catch (StateStore.StoreException e) {
                if (!e.isFull() || closing) {
                    throw new UncheckedIOException(e);
                }
                detail = "the disk is full; block " + tip.height() + " is ordered and waits to be stored";
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
    }

    private void complete(List<DecidedEntry> entries) {
        Published now = published();
        Completions.Work work = () -> {
            for (DecidedEntry entry : entries) {
                CompletableFuture<Outcome> waiting = admission.take(entry.id());
                if (waiting != null) {
                    waiting.complete(outcome(entry.leaves(), now));
                }
            }
        };
        if (entries.size() == 1) {
            work.run();
        } else if (entries.size() <= COMPLETED_AT_ONCE) {
            admission.handOut(work);
        } else {
            completions.submit(work);
        }
    }

    private void stop(String reason) {
        if (broken == null && !closing) {
            detail = reason;
        }
        admission.stop(reason, Ambiguous::new);
        endWaiting();
    }

    /** Stops replaying and frees the state. The engine is the caller's to close, before or after. */
    @Override
    public void close() {
        closing = true;
        cursor.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        admission.stop("the node is closed", Ambiguous::new);
        completions.close();
        endWaiting();
        try {
            keeper.end(published().tip());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
