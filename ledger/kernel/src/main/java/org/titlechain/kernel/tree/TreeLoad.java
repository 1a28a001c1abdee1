package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.LevelHasher.Level;

/**
 * Fills a shape from stored leaves. A large one is divided by the first bits of the places, each part for one of as
 * many threads as there are processors; the parts meet near the root.
 */
final class TreeLoad {
    private static final int PART_BITS = 4;

    /** Below this a part would share words of the shape's marks with its neighbour, and would not be worth a thread. */
    private static final int SMALLEST_DEPTH = PART_BITS + 9;

    private final HashFunction hash;
    private final TreeShape shape;
    private final AtomicLong size = new AtomicLong();

    TreeLoad(HashFunction hash, TreeShape shape) {
        this.hash = hash;
        this.shape = shape;
    }

    /** How many leaves were read. */
    long size() {
        return size.get();
    }

    private int partBits() {
        return shape.depth < SMALLEST_DEPTH ? 0 : PART_BITS;
    }

    private IntStream parts() {
        IntStream parts = IntStream.range(0, 1 << partBits());
        return partBits() == 0 ? parts : parts.parallel();
    }

    private int firstBucket(int part) {
        return part << (shape.depth - partBits());
    }

    /** Reads all leaves and computes all hashes; keeps the buckets that there is room for. */
    void loadAll(LeafSource source) {
        parts().forEach(part -> {
            Pending pending = new Pending();
            Run run = new Run(shape.depth, (number, entries) -> {
                if (number < firstBucket(part) || number >= firstBucket(part + 1)) {
                    throw new IllegalArgumentException("leaves are not in the order of their places");
                }
                shape.buckets.keepIfRoom(number, entries);
                pending.add(number, entries);
            });
            source.read(new int[] {part}, partBits(), run);
            run.end();
            pending.hash();
            size.addAndGet(run.total());
        });
        hashUpper();
    }

    /** Reads the buckets of the numbers again, which are ascending, and computes their nodes and all above. */
    void loadAgain(int[] numbers) {
        parts().forEach(part -> {
            int[] own = IntStream.of(numbers)
                    .filter(number -> number >= firstBucket(part) && number < firstBucket(part + 1))
                    .toArray();
            Pending pending = new Pending();
            for (int from = 0; from < own.length; from += RangeHasher.BATCH) {
                int[] some = Arrays.copyOfRange(own, from, Math.min(own.length, from + RangeHasher.BATCH));
                byte[][] entries = shape.buckets.stored(some);
                for (int i = 0; i < some.length; i++) {
                    pending.add(some[i], entries[i]);
                }
            }
            pending.hash();
        });
        hashUpper();
    }

    /** Computes all nodes above those of the buckets. */
    void hashUpper() {
        int upTo = partBits() == 0 ? 0 : SMALLEST_DEPTH;
        parts().forEach(part -> new RangeHasher(hash)
                .hashAbove(shape, shape.nodeOf(firstBucket(part)), shape.nodeOf(firstBucket(part + 1)), upTo));
        if (upTo > 0) {
            new RangeHasher(hash).hashAbove(shape, 1 << upTo, 2 << upTo, 0);
        }
    }

    /** Buckets whose nodes are still to be computed, many at once. */
    private final class Pending {
        private final RangeHasher hasher = new RangeHasher(hash);
        private final int[] numbers = new int[RangeHasher.BATCH];
        private final byte[][] buckets = new byte[RangeHasher.BATCH][];
        private int count;

        void add(int number, byte[] entries) {
            numbers[count] = number;
            buckets[count++] = entries;
            if (count == RangeHasher.BATCH) {
                hash();
            }
        }

        void hash() {
            Level level = hasher.hashBuckets(shape, numbers, buckets, count);
            level.install(shape);
            count = 0;
        }
    }
}
