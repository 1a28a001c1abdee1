package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.StateTree.Leaf;

/**
 * Loads a large tree by several threads, each part of the places by one: it reads the leaves, fills their buckets and
 * hashes what is above them. The parts meet near the root.
 */
final class ParallelLoad {
    /** Below this a part would share words of the shape's marks with its neighbour. */
    private static final int SMALLEST_DEPTH = StateTree.PART_BITS + 6;

    private final HashFunction hash;
    private final TreeShape shape;
    private final AtomicLong size = new AtomicLong();

    ParallelLoad(HashFunction hash, int depth) {
        this.hash = hash;
        this.shape = new TreeShape(Math.max(depth, SMALLEST_DEPTH));
    }

    /** The shape with all leaves and hashes. */
    TreeShape load(StateTree.Parts parts) {
        IntStream.range(0, StateTree.PARTS).parallel().forEach(number -> {
            Part part = new Part(number);
            parts.read(number, part);
            part.finish();
            size.addAndGet(part.entriesInAll);
        });
        new RangeHasher(hash).hashAbove(shape, 1 << SMALLEST_DEPTH, 2 << SMALLEST_DEPTH, 0);
        return shape;
    }

    long size() {
        return size.get();
    }

    /** Takes the leaves of one part in order. For one thread. */
    private final class Part implements Consumer<Leaf> {
        private final int firstBucket;
        private final int endBucket;
        private byte[] current = new byte[64 * SubtreeBatch.ENTRY];
        private int entries;
        private int number;
        private long entriesInAll;

        Part(int part) {
            firstBucket = part << (shape.depth - StateTree.PART_BITS);
            endBucket = (part + 1) << (shape.depth - StateTree.PART_BITS);
            number = firstBucket;
        }

        @Override
        public void accept(Leaf leaf) {
            int wanted = shape.bucketOf(leaf.place());
            boolean ordered = wanted >= number && wanted < endBucket;
            if (ordered && wanted == number && entries > 0) {
                ordered = Arrays.compareUnsigned(Entries.place(current, entries - 1), leaf.place()) < 0;
            }
            if (!ordered) {
                throw new IllegalArgumentException("leaves are not in the order of their places");
            }
            if (wanted != number) {
                flush();
                number = wanted;
            }
            if ((entries + 1) * SubtreeBatch.ENTRY > current.length) {
                current = Arrays.copyOf(current, 2 * current.length);
            }
            Entries.write(current, entries++, leaf);
            entriesInAll++;
        }

        private void flush() {
            if (entries > 0) {
                shape.buckets[number] = Entries.slice(current, 0, entries);
            }
            entries = 0;
        }

        void finish() {
            flush();
            RangeHasher hasher = new RangeHasher(hash);
            hasher.hashBucketsOf(shape, firstBucket, endBucket);
            hasher.hashAbove(shape, shape.nodeOf(firstBucket), shape.nodeOf(endBucket), SMALLEST_DEPTH);
        }
    }
}
