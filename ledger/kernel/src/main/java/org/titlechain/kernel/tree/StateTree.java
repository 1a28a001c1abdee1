package org.titlechain.kernel.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.LevelHasher.Level;
import org.titlechain.proof.StateProof;

/**
 * The state tree of {@code docs/formats.md}, section 5. Its root is a function of the set of places and digests alone.
 *
 * <p>One thread applies blocks; any thread may ask for the root, the size and proofs, and sees whole blocks only.
 * Readers wait for the writing thread while it copies a block's nodes, not while it hashes. About 100 bytes of memory a
 * key.
 */
public final class StateTree {
    /** Beyond so many keys a bucket on average, the tree grows by a level, so that buckets have 2 to 4. */
    private static final int FULL_BUCKET = 4;

    /**
     * Into so many parts the leaves of a large tree are divided when it is loaded, by the first bits of their places.
     */
    public static final int PARTS = 1 << StateTree.PART_BITS;

    static final int PART_BITS = 4;

    /** Fewer leaves are loaded sooner by one thread than by several. */
    private static final int WORTH_PARTS = 50_000;

    private static final int HASH = HashFunction.DIGEST_LENGTH;

    private final HashFunction hash;
    private final RangeHasher hasher;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private TreeShape shape = new TreeShape(0);
    private long size;

    /** A key's place and the digest of its value, 32 bytes each; the arrays must not be changed. */
    public record Leaf(byte[] place, byte[] digest) {
        public Leaf {
            if (place.length != HASH || digest.length != HASH) {
                throw new IllegalArgumentException("a place or digest that has not 32 bytes");
            }
        }
    }

    /** A proof and the root that it leads to. */
    public record RootedProof(byte[] root, StateProof proof) {}

    /** A tree without keys. */
    public StateTree(HashFunction hash) {
        this.hash = hash;
        this.hasher = new RangeHasher(hash);
    }

    /**
     * The tree of these leaves, ordered by place (unsigned), each place once: what a node does when it starts.
     *
     * @throws IllegalArgumentException when they are in another order
     */
    public static StateTree load(HashFunction hash, Iterator<Leaf> leaves) {
        StateTree tree = new StateTree(hash);
        TreeLoader loader = new TreeLoader();
        leaves.forEachRemaining(loader::add);
        tree.shape = loader.finish();
        tree.size = loader.size();
        tree.hashEverything();
        return tree;
    }

    /** Where leaves are read from; asked by several threads. */
    public interface Parts {
        /**
         * Gives the leaves of the part to the sink, ordered by place (unsigned), each place once.
         *
         * @param part the first four bits of their places
         */
        void read(int part, Consumer<Leaf> sink);
    }

    /**
     * The tree of these leaves, read and hashed by as many threads as there are processors.
     *
     * @param expected about how many there are; a wrong guess costs time or memory, no more
     * @throws IllegalArgumentException when the leaves of a part are in another order, or of another part
     */
    public static StateTree load(HashFunction hash, long expected, Parts parts) {
        if (expected < WORTH_PARTS) {
            List<Leaf> leaves = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                parts.read(part, leaves::add);
            }
            return load(hash, leaves.iterator());
        }
        int depth = 0;
        while (depth < TreeShape.MAXIMUM_DEPTH && expected > (long) FULL_BUCKET << depth) {
            depth++;
        }
        ParallelLoad load = new ParallelLoad(hash, depth);
        StateTree tree = new StateTree(hash);
        tree.shape = load.load(parts);
        tree.size = load.size();
        return tree;
    }

    /**
     * Sets the digests at the places: the changes of one block. Where a place is given twice, the later digest counts.
     * An empty block is permitted. The arrays must not be changed.
     */
    public void apply(byte[][] places, byte[][] digests) {
        List<Leaf> changes = ordered(places, digests);
        if (changes.isEmpty()) {
            return;
        }
        while (shape.depth < TreeShape.MAXIMUM_DEPTH && size + changes.size() > (long) FULL_BUCKET << shape.depth) {
            grow();
        }
        int[] numbers = new int[changes.size()];
        byte[][] buckets = new byte[changes.size()][];
        int count = 0;
        long added = 0;
        for (int from = 0; from < changes.size(); count++) {
            int number = shape.bucketOf(changes.get(from).place());
            int to = from + 1;
            while (to < changes.size() && shape.bucketOf(changes.get(to).place()) == number) {
                to++;
            }
            byte[] present = shape.buckets[number];
            numbers[count] = number;
            buckets[count] = Entries.merge(present, changes.subList(from, to));
            added += Entries.count(buckets[count]) - Entries.count(present);
            from = to;
        }
        List<Level> changed = new ArrayList<>();
        changed.add(hasher.hashBuckets(shape, numbers, buckets, count));
        while (changed.size() <= shape.depth) {
            changed.add(hasher.levels().parents(shape, changed.getLast()));
        }
        install(numbers, buckets, count, changed, added);
    }

    /** The root. */
    public byte[] root() {
        lock.readLock().lock();
        try {
            return shape.hashOf(1);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** How many keys there are. */
    public long size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The proof that the place has its value, or that it has none, against the present root. */
    public StateProof prove(byte[] place) {
        return proveWithRoot(place).proof();
    }

    /** The same as {@link #prove}, with the root that the proof leads to: both of the same block. */
    public RootedProof proveWithRoot(byte[] place) {
        lock.readLock().lock();
        try {
            return new RootedProof(shape.hashOf(1), shape.prove(hash, place));
        } finally {
            lock.readLock().unlock();
        }
    }

    private static List<Leaf> ordered(byte[][] places, byte[][] digests) {
        if (places.length != digests.length) {
            throw new IllegalArgumentException(places.length + " places, " + digests.length + " digests");
        }
        List<Leaf> sorted = new ArrayList<>(places.length);
        for (int i = 0; i < places.length; i++) {
            sorted.add(new Leaf(places[i], digests[i]));
        }
        // The sort is stable: of equal places the last one given comes last, and counts.
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.place(), b.place()));
        List<Leaf> changes = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            if (i + 1 == sorted.size()
                    || !Arrays.equals(sorted.get(i).place(), sorted.get(i + 1).place())) {
                changes.add(sorted.get(i));
            }
        }
        return changes;
    }

    private void install(int[] numbers, byte[][] buckets, int count, List<Level> changed, long added) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < count; i++) {
                shape.buckets[numbers[i]] = buckets[i];
            }
            changed.forEach(level -> level.install(shape));
            size += added;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void hashEverything() {
        hasher.hashBucketsOf(shape, 0, shape.buckets.length);
        hasher.hashAbove(shape, shape.nodeOf(0), shape.nodeOf(shape.buckets.length), 0);
    }

    /** Splits every bucket in two. Amortised over the keys that it makes room for; hashes each leaf once more. */
    private void grow() {
        TreeShape deeper = shape.deeper();
        SubtreeBatch batch = hasher.batch();
        for (int from = 0; from < shape.buckets.length; from += RangeHasher.BATCH) {
            int to = Math.min(shape.buckets.length, from + RangeHasher.BATCH);
            batch.begin(deeper.depth);
            for (int number = from; number < to; number++) {
                byte[] bucket = shape.buckets[number];
                int middle = Entries.split(bucket, 0, Entries.count(bucket), shape.depth);
                batch.add(bucket, 0, middle);
                batch.add(bucket, middle, Entries.count(bucket));
            }
            byte[] hashes = batch.hashes();
            for (int i = 0; i < batch.size(); i++) {
                byte[] bucket = shape.buckets[from + i / 2];
                int middle = Entries.split(bucket, 0, Entries.count(bucket), shape.depth);
                boolean single = (i % 2 == 0 ? middle : Entries.count(bucket) - middle) == 1;
                deeper.set(deeper.nodeOf(2 * from + i), hashes, i * HASH, single);
            }
        }
        lock.writeLock().lock();
        try {
            shape.splitInto(deeper);
            shape = deeper;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
