package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.CodecException;
import org.titlechain.contract.Contract;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.ChainFileReader.Stored;
import org.titlechain.kernel.StoredLedger.Published;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogTree;

/**
 * Decides a chain's file anew, from nothing and without an engine, and compares the roots after each block with those
 * that the exporting member signed: the list of entries alone says what the register is.
 */
public final class ChainReplay {
    /** Signs what is only kept with the replayed state: it is no member's key. */
    private static final byte[] SEED = new byte[32];

    static {
        Arrays.fill(SEED, (byte) 1);
    }

    private final Path stateFolder;
    private final Contract contract;
    private final long contractVersion;
    private final boolean checked;

    /**
     * What came of it.
     *
     * @param commands those that were decided, refused ones too
     * @param checkpoint the text that the exporting member signed after the last block; empty for a chain without any
     * @param nanos how long deciding and storing took, without reading the file
     */
    public record Replayed(long height, long commands, String checkpoint, long nanos) {}

    /**
     * A replay.
     *
     * @param stateFolder an empty folder that takes the state
     * @param contractVersion the newest version that the contract decides by
     * @param checked whether every entry's signature is verified; without, the file is trusted for that
     */
    public ChainReplay(Path stateFolder, Contract contract, long contractVersion, boolean checked) {
        this.stateFolder = stateFolder;
        this.contract = contract;
        this.contractVersion = contractVersion;
        this.checked = checked;
    }

    /**
     * Replays the file to its end.
     *
     * @param progress is told each height
     * @throws IOException when the file was cut or altered, or leads to other roots than were signed; the message names
     *     the block
     */
    public Replayed run(ChainFileReader file, LongConsumer progress) throws IOException {
        Signer signer = file.suite().signatures().signer(SEED);
        Opened opened = Opened.open(stateFolder, file.chain(), file.suite());
        try (StateStore store = opened.store()) {
            Tip tip = opened.published().tip();
            if (tip.height() > 0) {
                throw new IOException("there is a state in " + stateFolder + " already");
            }
            LogTree log = new LogTree(file.suite().hash(), opened.nodes(), 0);
            BlockProcessor processor = new BlockProcessor(
                    file.chain(), file.suite(), contract, contractVersion, store, opened.nodes(), log);
            BlockReplay replay = new BlockReplay(file.chain(), "replay", signer, processor, opened.tree());
            Function<byte[], @Nullable Entry> admitted = checked ? bytes -> null : bytes -> trusted(bytes, file);
            long commands = 0;
            long nanos = 0;
            String checkpoint = "";
            for (Optional<Stored> next = file.next(); next.isPresent(); next = file.next()) {
                Stored stored = next.get();
                long start = System.nanoTime();
                try (PreparedBlock prepared = replay.prepare(tip, stored.block(), admitted)) {
                    Published published = replay.conclude(prepared, replay.treeChanges(prepared));
                    prepared.batch().commit(published.tip());
                    replay.settle();
                    tip = published.tip();
                    commands += prepared.commands();
                } catch (BrokenInvariantException e) {
                    throw new IOException("after block " + tip.height() + ": " + e.getMessage(), e);
                }
                nanos += System.nanoTime() - start;
                checkpoint = stored.checkpoint();
                requireSame(tip, checkpoint);
                progress.accept(tip.height());
            }
            return new Replayed(tip.height(), commands, checkpoint, nanos);
        }
    }

    /** The entry as if its signature were verified; null for what is no entry of this chain, as with a check. */
    private static @Nullable Entry trusted(byte[] bytes, ChainFileReader file) {
        try {
            Entry entry = Entry.decode(bytes);
            return entry.suite() == file.suite() && entry.body().chain().equals(file.chain()) ? entry : null;
        } catch (CodecException e) {
            return null;
        }
    }

    private static void requireSame(Tip tip, String text) throws IOException {
        Checkpoint said;
        try {
            said = Checkpoint.parse(text).checkpoint();
        } catch (CodecException e) {
            throw new IOException("the checkpoint of block " + tip.height() + " cannot be read", e);
        }
        boolean same = said.height() == tip.height()
                && said.time() == tip.time()
                && said.logSize() == tip.logSize()
                && Arrays.equals(said.logRoot(), tip.logRoot())
                && Arrays.equals(said.stateRoot(), tip.stateRoot());
        if (!same) {
            throw new IOException("block " + tip.height() + " leads to other roots than were signed");
        }
    }
}
