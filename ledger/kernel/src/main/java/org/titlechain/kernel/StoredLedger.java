package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.Member;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.RecordProof;
import org.titlechain.proof.TitleProof;
import org.titlechain.proof.TrustedMembers;

/** Answers from what a replay has stored. */
abstract class StoredLedger implements Ledger {
    /** Leaves, versions, keys or blocks in one answer at most. */
    static final int MAXIMUM_LIMIT = 10_000;

    private static final String MEMBER_PREFIX = "member/";

    final String chain;
    final Suite suite;
    final StateStore store;
    final StoredNodes nodes;
    final StateTree tree;

    /** Held for writing from the change of the tree until the block is published, so that proofs fit the checkpoint. */
    final ReentrantReadWriteLock proofs = new ReentrantReadWriteLock(true);

    private final LogTree log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile Published published;
    private boolean ended;

    /**
     * What readers see: where the replay stands and the checkpoint that says so; an empty text before the first block.
     */
    record Published(Tip tip, String checkpoint) {}

    StoredLedger(String chain, Suite suite, StateStore store, StoredNodes nodes, StateTree tree, Published published) {
        this.chain = chain;
        this.suite = suite;
        this.store = store;
        this.nodes = nodes;
        this.tree = tree;
        this.published = published;
        this.log = new LogTree(suite.hash(), nodes, 0);
    }

    final Published published() {
        return published;
    }

    final void publish(Published next) {
        published = next;
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any longer. */
    final void endWaiting() {
        lock.lock();
        try {
            ended = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Outcome> outcome(byte[] entryId) {
        byte[] place = store.get(Column.ENTRIES, entryId);
        if (place == null) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(place);
        Published now = published;
        long position = in.getLong();
        List<Leaf> leaves = leaves(position, in.getInt());
        // Stored a moment ago and not yet published: not yet an outcome.
        return position + leaves.size() > now.tip().logSize() ? Optional.empty() : Optional.of(outcome(leaves, now));
    }

    final Outcome outcome(List<Leaf> leaves, Published now) {
        return new Outcome(leaves, new Receipts(leaves, now));
    }

    /** Receipts against one checkpoint: all that they need is in the log for ever, and many are never asked for. */
    private final class Receipts extends AbstractList<byte[]> {
        private final List<Leaf> leaves;
        private final Published at;

        Receipts(List<Leaf> leaves, Published at) {
            this.leaves = leaves;
            this.at = at;
        }

        @Override
        public byte[] get(int index) {
            return receipt(leaves.get(index), at);
        }

        @Override
        public int size() {
            return leaves.size();
        }
    }

    private byte[] receipt(Leaf leaf, Published now) {
        return receipt(leaf, now.tip().logSize(), now.checkpoint());
    }

    private byte[] receipt(Leaf leaf, long logSize, String checkpoint) {
        return new Receipt(leaf.bytes(), leaf.position(), log.inclusion(leaf.position(), logSize), checkpoint).encode();
    }

    @Override
    public Optional<byte[]> receipt(long position, long height) {
        Optional<BlockSummary> block = block(height);
        List<Leaf> leaves =
                block.isEmpty() || position < 0 || position >= block.get().logSize() ? List.of() : leaves(position, 1);
        return leaves.isEmpty()
                ? Optional.empty()
                : Optional.of(receipt(
                        leaves.getFirst(), block.get().logSize(), block.get().checkpoint()));
    }

    @Override
    public Optional<byte[]> receipt(long position) {
        Published now = published;
        if (position < 0 || position >= now.tip().logSize()) {
            return Optional.empty();
        }
        byte[] leaf = store.get(Column.LEAVES, Keys.number(position));
        if (leaf == null) {
            throw new IllegalStateException("leaf " + position + " is missing in " + store.place());
        }
        return Optional.of(receipt(new Leaf(position, leaf), now));
    }

    @Override
    public Optional<Version> find(String key) {
        return Optional.ofNullable(store.get(Column.VALUES, Keys.text(key)))
                .map(stored -> StoredVersion.decode(key, stored));
    }

    @Override
    public Optional<Version> version(String key, long version) {
        Optional<Version> newest = find(key);
        if (newest.isEmpty() || newest.get().version() <= version) {
            return newest.filter(found -> found.version() == version);
        }
        return Optional.ofNullable(store.get(Column.HISTORY, Keys.version(key, version)))
                .map(stored -> StoredVersion.decode(key, stored));
    }

    @Override
    public List<Version> history(String key, long beforeVersion, int limit) {
        List<Version> versions = new ArrayList<>();
        Optional<Version> newest = find(key);
        int wanted = Math.min(limit, MAXIMUM_LIMIT);
        if (newest.isEmpty() || wanted <= 0) {
            return versions;
        }
        long below = newest.get().version() + 1;
        if (beforeVersion > 0 && beforeVersion < below) {
            below = beforeVersion;
        } else {
            versions.add(newest.get());
            below = newest.get().version();
        }
        byte[] text = Keys.text(key);
        return store.scanBack(Column.HISTORY, Keys.version(key, below - 1), rows -> {
            for (Row row = rows.row();
                    row != null && versions.size() < wanted && Keys.isVersionOf(row.key(), text);
                    row = rows.row()) {
                versions.add(StoredVersion.decode(key, row.value()));
                rows.previous();
            }
            return versions;
        });
    }

    @Override
    public List<String> keys(String prefix, String afterKey, int limit) {
        byte[] start = Keys.text(prefix);
        byte[] after = Keys.text(afterKey + "\0");
        boolean beginsLater = !afterKey.isEmpty() && Arrays.compareUnsigned(after, start) > 0;
        return store.scan(Column.VALUES, beginsLater ? after : start, rows -> {
            List<String> keys = new ArrayList<>();
            for (Row row = rows.row();
                    row != null && keys.size() < Math.min(limit, MAXIMUM_LIMIT) && startsWith(row.key(), start);
                    row = rows.row()) {
                keys.add(new String(row.key(), StandardCharsets.UTF_8));
                rows.next();
            }
            return keys;
        });
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public byte[] prove(String key) {
        byte[] place = suite.hash().hash(Keys.text(key));
        Proven proven = lookUp(key, place);
        if (!proven.fits()) {
            // A block is on its way from the tree to the checkpoint.
            proofs.readLock().lock();
            try {
                proven = lookUp(key, place);
            } finally {
                proofs.readLock().unlock();
            }
        }
        if (!proven.fits()) {
            throw new IllegalStateException("the node stopped while it decided a block; start it again");
        }
        if (!key.startsWith(TitleProof.KEY_PREFIX)) {
            return new RecordProof(
                            key,
                            proven.value(),
                            proven.proof().proof(),
                            proven.at().checkpoint())
                    .encode();
        }
        String unit = key.substring(TitleProof.KEY_PREFIX.length());
        return new TitleProof(
                        unit,
                        proven.value(),
                        proven.proof().proof(),
                        proven.at().checkpoint())
                .encode();
    }

    /** A value and its proof, both looked up after the checkpoint. */
    private record Proven(Published at, Optional<byte[]> value, StateTree.RootedProof proof) {
        boolean fits() {
            return Arrays.equals(proof.root(), at.tip().stateRoot());
        }
    }

    /**
     * The order matters: a block changes the tree, then the store, then the checkpoint. So where the tree, read last,
     * still has the checkpoint's root, the value read before it was that of the checkpoint's block.
     */
    private Proven lookUp(String key, byte[] place) {
        Published now = requireCheckpoint();
        Optional<byte[]> value = find(key).map(Version::value);
        return new Proven(now, value, tree.proveWithRoot(place));
    }

    private Published requireCheckpoint() {
        Published now = published;
        if (now.checkpoint().isEmpty()) {
            throw new IllegalStateException("the chain has no block yet");
        }
        return now;
    }

    @Override
    public String checkpoint() {
        return requireCheckpoint().checkpoint();
    }

    @Override
    public Optional<String> checkpoint(long height) {
        return block(height).map(BlockSummary::checkpoint);
    }

    final Optional<BlockSummary> block(long height) {
        return height > published.tip().height()
                ? Optional.empty()
                : Optional.ofNullable(store.get(Column.BLOCKS, Keys.number(height)))
                        .map(BlockSummaries::decode);
    }

    @Override
    public Optional<byte[]> consistency(long oldHeight, long newHeight) {
        Optional<String> older = checkpoint(oldHeight);
        Optional<String> newer = checkpoint(newHeight);
        if (oldHeight > newHeight || older.isEmpty() || newer.isEmpty()) {
            return Optional.empty();
        }
        long oldSize = Checkpoint.parse(older.get()).checkpoint().logSize();
        long newSize = Checkpoint.parse(newer.get()).checkpoint().logSize();
        return Optional.of(new ConsistencyProof(older.get(), newer.get(), log.consistency(oldSize, newSize)).encode());
    }

    /** Snapshots of this ledger for members that join, at every height that is decided. */
    public final SnapshotSource snapshots() {
        return new SnapshotSource(this, SnapshotSource.TARGET);
    }

    @Override
    public String trust() {
        return new TrustedMembers(chain, suite, 1, members()).text();
    }

    @Override
    public TrustedMembers cosigners() {
        int quorum = Charter.at(state(), published.tip().height())
                .map(Charter::checkpointQuorum)
                .orElse(1);
        return new TrustedMembers(chain, suite, quorum, members());
    }

    /** The members that sign now: those of the charter, or all on a chain that has none. */
    private List<TrustedMembers.Member> members() {
        long height = published.tip().height();
        Optional<Charter> charter = Charter.at(state(), height);
        List<TrustedMembers.Member> members = new ArrayList<>();
        for (String key : keys(MEMBER_PREFIX, "", MAXIMUM_LIMIT)) {
            String name = key.substring(MEMBER_PREFIX.length());
            if (charter.isEmpty() || charter.get().weights().containsKey(name)) {
                Member.at(state(), name, height)
                        .ifPresent(member -> members.add(new TrustedMembers.Member(name, member.key())));
            }
        }
        if (members.isEmpty()) {
            throw new IllegalStateException("the chain names no members yet");
        }
        return members;
    }

    @Override
    public List<Leaf> leaves(long fromPosition, int limit) {
        long end = published.tip().logSize();
        return store.scan(Column.LEAVES, Keys.number(fromPosition), rows -> {
            List<Leaf> leaves = new ArrayList<>();
            for (Row row = rows.row();
                    row != null && leaves.size() < Math.min(limit, MAXIMUM_LIMIT) && Keys.lastNumber(row.key()) < end;
                    row = rows.row()) {
                leaves.add(new Leaf(Keys.lastNumber(row.key()), row.value()));
                rows.next();
            }
            return leaves;
        });
    }

    @Override
    public List<BlockSummary> blocks(long beforeHeight, int limit) {
        long newest = published.tip().height();
        long from = beforeHeight <= 0 ? newest : Math.min(newest, beforeHeight - 1);
        return store.scanBack(Column.BLOCKS, Keys.number(from), rows -> {
            List<BlockSummary> blocks = new ArrayList<>();
            for (Row row = rows.row();
                    row != null && blocks.size() < Math.min(limit, MAXIMUM_LIMIT);
                    row = rows.row()) {
                blocks.add(BlockSummaries.decode(row.value()));
                rows.previous();
            }
            return blocks;
        });
    }

    @Override
    public long awaitLogSize(long largerThan, Duration patience) throws InterruptedException {
        long remaining = patience.toNanos();
        lock.lock();
        try {
            while (published.tip().logSize() <= largerThan && !ended && remaining > 0) {
                remaining = grown.awaitNanos(remaining);
            }
            return published.tip().logSize();
        } finally {
            lock.unlock();
        }
    }
}
