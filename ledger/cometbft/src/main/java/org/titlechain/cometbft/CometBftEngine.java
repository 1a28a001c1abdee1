package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.DrivenEngine;
import org.titlechain.driver.Limits;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.RootInConsensus;

/**
 * A chain over CometBFT, and this member's part in it: the application, and the {@code cometbft} process beside it.
 *
 * <p>An append completes when two thirds of the validators by weight have committed its block. The root that the member
 * tells becomes the application hash of the block that follows, so a later signature of two thirds covers what was
 * decided; a member whose root differs cannot go on. {@link #finality} gives that block's header, its signatures and
 * the validators, verified offline by {@link FinalityProof}.
 */
public final class CometBftEngine extends DrivenEngine implements RootInConsensus {
    /** The name in {@link org.titlechain.ledger.EngineStatus}. */
    public static final String NAME = "cometbft";

    private final CometBftChain chain;
    private final Network network;

    /**
     * What a member needs.
     *
     * @param folder holds the archive and the home of the process
     * @param network who orders at first; the same at every member
     * @param listen host:port for peers; this member's address in the network when it is a validator
     * @param origin where the list begins
     * @param electorate who orders after each block, as the chain says
     * @param keptBlocks so many blocks stay with the process, for members that are behind; 0 for all
     * @param program the program {@code cometbft} ({@link Program#find})
     * @param limits bounds
     * @param sync how members join by state
     */
    public record Options(
            Path folder,
            Network network,
            String listen,
            Origin origin,
            Electorate electorate,
            long keptBlocks,
            Path program,
            Limits limits,
            StateSync sync) {
        /** A member that takes all blocks. */
        public Options(
                Path folder,
                Network network,
                String listen,
                Origin origin,
                Electorate electorate,
                long keptBlocks,
                Path program,
                Limits limits) {
            this(folder, network, listen, origin, electorate, keptBlocks, program, limits, StateSync.NONE);
        }

        /** The home of the process in a folder of options. */
        public static Home home(Path folder) throws IOException {
            return Home.open(folder.resolve("cometbft"));
        }
    }

    private CometBftEngine(BlockArchive archive, CometBftChain chain, Options options) {
        super(archive, chain, options.limits());
        this.chain = chain;
        this.network = options.network();
    }

    /**
     * Opens the member's archive and starts the process. Returns at once: whether the network can be reached is said by
     * the status.
     *
     * @throws org.titlechain.storage.FolderInUseException when another process has the folder
     * @throws IOException when the folder belongs to another network, or the program cannot be started
     */
    public static CometBftEngine open(Options options) throws IOException {
        BlockArchive archive = BlockArchive.open(options.folder().resolve("archive"), options.origin());
        try {
            if (archive.hasJoinedOnly()
                    || options.sync().lacks(archive.missing().isPresent())) {
                // Whether the process had its part of the state when it ended is not known, or the state that the
                // archive goes on from is lost: all begin anew.
                options.sync().forget();
                archive.forget();
                Options.home(options.folder()).clear();
            }
            CometBftEngine engine = new CometBftEngine(archive, new CometBftChain(options, archive), options);
            engine.start();
            return engine;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    @Override
    public long decidedHeight() {
        return archive().decidedHeight();
    }

    @Override
    public void decided(long height, byte[] root) {
        if (height > archive().decidedHeight()) {
            chain.decided(height);
        }
        archive().decide(height, root);
        chain.rootIsKnown();
    }

    @Override
    public void ended(long height) {
        chain.ended(height);
    }

    /** Gives up waiting for a state that was wanted ({@link StateSync#entrance}), and takes all blocks. */
    public void takeBlocks() throws IOException {
        chain.takeBlocks();
    }

    /**
     * What this member's CometBFT answers a light client about a native height: a JSON object with the results of
     * {@code commit}, {@code validators} and {@code consensus_params}. Nobody needs to believe it: the headers are
     * signed.
     *
     * @param nativeHeight 0 for the newest
     * @throws IOException when there is no such block, or not any more
     */
    public String lightBlock(long nativeHeight) throws IOException {
        return chain.lightBlock(nativeHeight);
    }

    /** The first block that this member has not, because it joined by a later state; empty when it has all. */
    public OptionalLong missingBlock() {
        return archive().missing();
    }

    /**
     * Takes the block that is {@link #missingBlock} from its evidence of finality, whoever gave it; the evidence is
     * kept.
     *
     * @param evidence as {@link #finality} gives it at other members
     * @param root the root after the block, which this member's state says
     * @param time the block's time, which its state says
     * @throws IOException when it is not the evidence of this block, or there is no room; nothing is changed
     */
    public void fill(byte[] evidence, byte[] root, long time) throws IOException {
        NativeBlock block = OlderBlock.of(evidence, network, root);
        try {
            fill(block, evidence, time);
        } catch (IllegalArgumentException e) {
            throw new IOException("the evidence is not of this block: " + e.getMessage(), e);
        }
    }

    /** The process beside this one, for operators and tests; empty while it is being started. */
    public java.util.Optional<ProcessHandle> process() {
        return chain.process();
    }
}
