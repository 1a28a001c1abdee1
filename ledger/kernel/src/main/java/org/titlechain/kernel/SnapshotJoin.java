package org.titlechain.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

/**
 * Builds a member's state from the chunks of a snapshot, in their order. Nothing is taken that does not lead to the
 * snapshot's roots. The work is done in a folder beside the state's, which becomes the state's by one renaming when it
 * is whole and durable; what a process left that was killed before is thrown away at the next beginning.
 *
 * <p>What is there afterwards is, row by row, what a replay of the same blocks leaves behind, but for the signatures
 * under the checkpoints of earlier blocks, which are those of the members that decided them.
 */
public final class SnapshotJoin implements AutoCloseable {
    private static final String STAGING = ".joining";

    private final Path folder;
    private final Path staging;
    private final Snapshot snapshot;
    private final HashFunction hash;
    private final RocksStateStore store;
    private final SnapshotRows rows;
    private final SnapshotBlocks blocks;
    private int next;

    private SnapshotJoin(Path folder, Path staging, Snapshot snapshot, RocksStateStore store) {
        this.folder = folder;
        this.staging = staging;
        this.snapshot = snapshot;
        this.store = store;
        this.hash = snapshot.checkpoint().suite().hash();
        StoredNodes nodes = new StoredNodes(store);
        this.rows = new SnapshotRows(store, nodes, new LogTree(hash, nodes, 0));
        this.blocks = new SnapshotBlocks(store, nodes, snapshot.checkpoint());
    }

    /** The folder in which the state of a folder is made. */
    public static Path staging(Path stateFolder) {
        return stateFolder.resolveSibling(stateFolder.getFileName() + STAGING);
    }

    /**
     * Begins; whatever an earlier attempt left is removed.
     *
     * @param stateFolder the folder that the state will have; it must not be there
     */
    public static SnapshotJoin begin(Path stateFolder, Snapshot snapshot) throws IOException {
        if (Files.exists(stateFolder)) {
            throw new IOException("there is a state in " + stateFolder + " already");
        }
        Path staging = staging(stateFolder);
        delete(staging);
        return new SnapshotJoin(stateFolder, staging, snapshot, RocksStateStore.openForJoin(staging));
    }

    /** Removes a state that was joined and that nothing was added to; it is had again. */
    public static void discard(Path stateFolder) throws IOException {
        Path staging = staging(stateFolder);
        delete(staging);
        if (Files.exists(stateFolder)) {
            // Half a state must never have the state's name.
            Files.move(stateFolder, staging, StandardCopyOption.ATOMIC_MOVE);
            delete(staging);
        }
    }

    /** The number of the chunk that is due; the number of chunks when all are there. */
    public int next() {
        return next;
    }

    /**
     * Takes the next chunk.
     *
     * @throws SnapshotException when it is not what it must be; the same chunk may be given again, from elsewhere
     * @throws IOException when it cannot be stored; then this attempt is over
     */
    public void take(int index, byte[] bytes) throws IOException {
        SnapshotException.require(
                index == next && index < snapshot.chunks(),
                Fault.CHUNK_OUT_OF_ORDER,
                "chunk " + index + " came where " + next + " of " + snapshot.chunks() + " was due");
        SnapshotException.require(bytes.length <= SnapshotSource.LARGEST, Fault.CHUNK_MALFORMED, "it is too large");
        if (snapshot.isLog(index)) {
            takeLog(index, LogChunk.decode(bytes));
        } else {
            takeBlocks(index, BlockChunk.decode(bytes));
        }
        next++;
    }

    private void takeLog(int index, LogChunk chunk) throws IOException {
        long from = snapshot.fromPosition(index);
        SnapshotException.require(
                chunk.range().from() == from && from + chunk.items().size() == snapshot.toPosition(index),
                Fault.CHUNK_OUT_OF_ORDER,
                "chunk " + index + " has other leaves");
        Checkpoint checkpoint = snapshot.checkpoint();
        List<VerifiedLeaf> leaves = VerifiedLeaf.of(hash, chunk, checkpoint.logRoot(), checkpoint.logSize());
        rows.add(leaves, snapshot.toPosition(index) == checkpoint.logSize());
    }

    private void takeBlocks(int index, BlockChunk chunk) throws IOException {
        long from = snapshot.fromHeight(index);
        SnapshotException.require(
                chunk.from() == from && from + chunk.checkpoints().size() - 1 == snapshot.toHeight(index),
                Fault.CHUNK_OUT_OF_ORDER,
                "chunk " + index + " has other checkpoints");
        blocks.add(chunk);
    }

    /**
     * Ends when every chunk was taken: the values must lead to the state root, and the chain's quorum of members must
     * have signed the checkpoint. The joining member signs it too, and the state is in its folder.
     *
     * @param signed checkpoint texts of the snapshot's height, each signed by a member
     * @param member the joining member
     * @param signer its checkpoint key
     */
    public void finish(List<String> signed, String member, Signer signer) throws IOException {
        finish(signed, member, signer, Long.MAX_VALUE);
    }

    /**
     * The same where the members agreed to be content with fewer signatures, because those who could sign are lost.
     *
     * @param most so many signatures of other members are enough, from 1
     */
    public void finish(List<String> signed, String member, Signer signer, long most) throws IOException {
        Checkpoint checkpoint = snapshot.checkpoint();
        SnapshotException.require(
                next == snapshot.chunks() && blocks.complete(),
                Fault.CHUNK_OUT_OF_ORDER,
                "the chunks from " + next + " on are missing");
        byte[] root = new TreeStart(store, hash).fromLeaves().tree().root();
        SnapshotException.require(
                Arrays.equals(root, checkpoint.stateRoot()),
                Fault.STATE_ROOT,
                "the values do not lead to the state root");
        Tip tip = new Tip(
                checkpoint.height(),
                checkpoint.time(),
                checkpoint.logSize(),
                checkpoint.logRoot(),
                checkpoint.stateRoot());
        byte[] key = Keys.number(tip.height());
        BlockSummary given = BlockSummaries.decode(java.util.Objects.requireNonNull(store.get(Column.BLOCKS, key)));
        BlockSummary own = new BlockSummary(
                given.height(),
                given.time(),
                given.entries(),
                given.commands(),
                given.refused(),
                given.logSize(),
                given.logRoot(),
                given.stateRoot(),
                checkpoint.sign(member, signer).text());
        try (StateStore.Batch batch = store.batch()) {
            batch.put(
                    Column.META, StateStore.CHAIN, Keys.text(checkpoint.suite().label() + "/" + checkpoint.chain()));
            batch.put(Column.BLOCKS, key, BlockSummaries.encode(own));
            batch.commit(tip);
        }
        requireQuorum(signed, member, most);
        store.flush();
        store.close();
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(folder.toAbsolutePath().getParent())) {
            parent.force(true);
        }
    }

    /** The members that the state itself names; without those who join there may be fewer than a quorum. */
    private void requireQuorum(List<String> signed, String member, long most) throws IOException {
        Checkpoint checkpoint = snapshot.checkpoint();
        ReadOnlyMember ledger = new ReadOnlyMember(
                checkpoint.chain(), checkpoint.suite(), Opened.load(store, checkpoint.suite(), Optional.empty()));
        TrustedMembers members = ledger.cosigners();
        TreeSet<String> names = new TreeSet<>();
        for (String text : signed) {
            try {
                Checkpoint.Signed said = Checkpoint.parse(text);
                if (said.checkpoint().body().equals(checkpoint.body())
                        && Verifier.check(text, members.anyOne()) instanceof Verifier.Signed) {
                    names.addAll(said.signers());
                }
            } catch (CodecException e) {
                // A text that is no checkpoint counts for nobody.
            }
        }
        names.remove(member);
        long others = members.members().stream()
                .filter(one -> !one.name().equals(member))
                .count();
        long wanted = Math.max(1, Math.min(most, Math.min(members.quorum(), others)));
        SnapshotException.require(
                names.size() >= wanted,
                Fault.QUORUM,
                names.size() + " members signed the checkpoint of block " + checkpoint.height() + ", " + wanted
                        + " are wanted");
    }

    /** Ends an attempt; what is not whole is removed. */
    @Override
    public void close() {
        store.close();
        try {
            delete(staging);
        } catch (IOException e) {
            // The next beginning removes it.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
