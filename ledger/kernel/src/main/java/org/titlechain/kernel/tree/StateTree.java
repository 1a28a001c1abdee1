package org.titlechain.kernel.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.LevelHasher.Level;
import org.titlechain.proof.StateProof;

/**
 * The state tree of {@code docs/formats.md}, section 5. Its root is a function of the set of places and digests alone.
 *
 * <p>One thread applies blocks; any thread may ask for the root, the size and proofs, and sees whole blocks only.
 * Readers wait for the writing thread while it copies a block's nodes, not while it hashes. A tree over a
 * {@link LeafSource} keeps 4 to 32 bytes a key and a bounded number of leaves in memory, and reads the others when it
 * needs them; what it reads is compared with its hashes. Any other tree keeps everything, about 100 bytes a key.
 */
public final class StateTree {
    private static final int HASH = HashFunction.DIGEST_LENGTH;

    private final HashFunction hash;
    private final RangeHasher hasher;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private TreeShape shape;
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

    /** A tree without keys that keeps everything in memory. */
    public StateTree(HashFunction hash) {
        this(hash, shape(0, null, 0));
    }

    private StateTree(HashFunction hash, TreeShape shape) {
        this.hash = hash;
        this.hasher = new RangeHasher(hash);
        this.shape = shape;
    }

    private static TreeShape shape(int depth, @Nullable LeafSource source, long memory) {
        return new TreeShape(new Buckets(depth, source, memory), depth);
    }

    /**
     * The tree of these leaves, ordered by place (unsigned), each place once. Keeps everything in memory.
     *
     * @throws IllegalArgumentException when they are in another order
     */
    public static StateTree load(HashFunction hash, Iterator<Leaf> leaves) {
        List<Leaf> all = new ArrayList<>();
        leaves.forEachRemaining(all::add);
        return load(
                hash,
                all.size(),
                (prefixes, bits, sink) -> all.stream()
                        .filter(leaf -> Arrays.binarySearch(prefixes, TreeShape.bucketOf(leaf.place(), bits)) >= 0)
                        .forEach(sink));
    }

    /**
     * The tree of these leaves, which are read once. Keeps everything in memory.
     *
     * @param expected about how many there are; a wrong guess costs time or memory, no more
     * @throws IllegalArgumentException when leaves come in another order, or are others than were asked for
     */
    public static StateTree load(HashFunction hash, long expected, LeafSource leaves) {
        StateTree tree = new StateTree(hash, shape(TreeShape.depthFor(expected), null, 0));
        tree.fill(leaves);
        return tree;
    }

    /**
     * The same, but of the leaves only so many bytes stay in memory, and the others are read again when they are
     * needed.
     *
     * @param leaves must hold each block's changes when {@link #settle} is called
     * @param memory bytes of leaves
     */
    public static StateTree over(HashFunction hash, long expected, LeafSource leaves, long memory) {
        StateTree tree = new StateTree(hash, shape(TreeShape.depthFor(expected), leaves, memory));
        tree.fill(leaves);
        return tree;
    }

    /** The tree of an image, over the leaves. Compare its root before it is used. */
    public static StateTree over(HashFunction hash, TreeImage image, LeafSource leaves, long memory) {
        TreeShape shape = shape(image.depth(), leaves, memory);
        shape.setImage(image);
        new TreeLoad(hash, shape).hashUpper();
        StateTree tree = new StateTree(hash, shape);
        tree.size = image.size();
        return tree;
    }

    private void fill(LeafSource leaves) {
        TreeLoad load = new TreeLoad(hash, shape);
        load.loadAll(leaves);
        size = load.size();
    }

    /**
     * Reads the leaves around the places again: the stored ones have changed since the image.
     *
     * @param added how many of the places are new
     */
    public void readAgain(List<byte[]> places, long added) {
        int[] numbers =
                places.stream().mapToInt(shape::bucketOf).sorted().distinct().toArray();
        new TreeLoad(hash, shape).loadAgain(numbers);
        size += added;
    }

    /** The tree without its leaves, as of the last block. For the thread that applies blocks. */
    public TreeImage image() {
        return shape.image(size);
    }

    /**
     * Sets the digests at the places: the changes of one block. Where a place is given twice, the later digest counts.
     * An empty block is permitted. The arrays must not be changed.
     *
     * @throws IllegalStateException when the block before is not settled
     * @throws DamagedLeavesException when stored leaves are not those that the tree was computed from
     */
    public void apply(byte[][] places, byte[][] digests) {
        if (!shape.buckets.isSettled()) {
            throw new IllegalStateException("the block before is not settled");
        }
        List<Leaf> changes = ordered(places, digests);
        if (changes.isEmpty()) {
            return;
        }
        while (TreeShape.isTooFull(size + changes.size(), shape.depth)) {
            grow();
        }
        int[] numbers = changes.stream()
                .mapToInt(leaf -> shape.bucketOf(leaf.place()))
                .distinct()
                .toArray();
        byte[][] buckets = present(numbers);
        long added = 0;
        int from = 0;
        for (int i = 0; i < numbers.length; i++) {
            int to = from + 1;
            while (to < changes.size() && shape.bucketOf(changes.get(to).place()) == numbers[i]) {
                to++;
            }
            int before = Entries.count(buckets[i]);
            buckets[i] = Entries.merge(buckets[i], changes.subList(from, to));
            added += Entries.count(buckets[i]) - before;
            from = to;
        }
        List<Level> changed = new ArrayList<>();
        changed.add(hasher.hashBuckets(shape, numbers, buckets, numbers.length));
        while (changed.size() <= shape.depth) {
            changed.add(hasher.levels().parents(shape, changed.getLast()));
        }
        install(numbers, buckets, changed, added);
    }

    /** The block that was applied last is stored where leaves are read from. */
    public void settle() {
        shape.buckets.settle();
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

    /**
     * The same as {@link #prove}, with the root that the proof leads to: both of the same block.
     *
     * @throws DamagedLeavesException when stored leaves are not those that the tree was computed from
     */
    public RootedProof proveWithRoot(byte[] place) {
        // Under the lock also where leaves are read from their source: they stay those of this shape so long.
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

    /** The buckets as they are; those that have to be read are compared with their hashes. */
    private byte[][] present(int[] numbers) {
        byte[][] buckets = new byte[numbers.length][];
        int[] missing = new int[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            byte[] kept = shape.isEmpty(shape.nodeOf(numbers[i])) ? Buckets.NO_ENTRIES : shape.buckets.kept(numbers[i]);
            if (kept == null) {
                missing[count++] = i;
            } else {
                buckets[i] = kept;
            }
        }
        if (count > 0) {
            int[] wanted = new int[count];
            Arrays.setAll(wanted, i -> numbers[missing[i]]);
            byte[][] stored = shape.buckets.stored(wanted);
            requireHashes(wanted, stored);
            for (int i = 0; i < count; i++) {
                buckets[missing[i]] = stored[i];
            }
        }
        return buckets;
    }

    private void requireHashes(int[] numbers, byte[][] buckets) {
        Level level = hasher.hashBuckets(shape, numbers, buckets, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            if (!shape.hasHash(shape.nodeOf(numbers[i]), level.hashes(), i * HASH)) {
                throw new DamagedLeavesException(numbers[i], shape.depth);
            }
        }
    }

    private void install(int[] numbers, byte[][] buckets, List<Level> changed, long added) {
        lock.writeLock().lock();
        try {
            shape.buckets.change(numbers, buckets);
            changed.forEach(level -> level.install(shape));
            size += added;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Reads all leaves once more, for twice as many buckets. Amortised over the keys that it makes room for. */
    private void grow() {
        TreeShape deeper = new TreeShape(shape.buckets.ofDepth(shape.depth + 1), shape.depth + 1);
        new TreeLoad(hash, deeper).loadAll(shape.buckets.leaves());
        lock.writeLock().lock();
        try {
            shape = deeper;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
