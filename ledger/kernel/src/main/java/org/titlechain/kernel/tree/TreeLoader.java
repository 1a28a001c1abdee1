package org.titlechain.kernel.tree;

import java.util.Arrays;

/** Puts leaves that come in order into buckets, without knowing how many there will be. Hashes nothing. */
final class TreeLoader {
    private static final int FULL_BUCKET = 4;
    private static final int ENTRY = SubtreeBatch.ENTRY;

    private TreeShape shape = new TreeShape(0);
    private byte[] current = new byte[64 * ENTRY];
    private int entries;
    private int number;
    private long size;

    void add(StateTree.Leaf leaf) {
        requireOrder(leaf);
        if (shape.depth < TreeShape.MAXIMUM_DEPTH && size >= (long) FULL_BUCKET << shape.depth) {
            deepen();
        }
        int wanted = shape.bucketOf(leaf.place());
        if (wanted != number) {
            flush();
            number = wanted;
        }
        if ((entries + 1) * ENTRY > current.length) {
            current = Arrays.copyOf(current, 2 * current.length);
        }
        Entries.write(current, entries++, leaf);
        size++;
    }

    long size() {
        return size;
    }

    /** The shape with all leaves; its hashes are still to be computed. */
    TreeShape finish() {
        flush();
        return shape;
    }

    private void requireOrder(StateTree.Leaf leaf) {
        // The last leaf is in the current bucket: a bucket is begun only to take one.
        if (size > 0 && Arrays.compareUnsigned(last(), leaf.place()) >= 0) {
            throw new IllegalArgumentException("leaves are not in the order of their places");
        }
    }

    private byte[] last() {
        return Entries.place(current, entries - 1);
    }

    private void flush() {
        if (entries > 0) {
            shape.buckets[number] = Entries.slice(current, 0, entries);
        }
        entries = 0;
    }

    private void deepen() {
        byte[] last = last();
        flush();
        TreeShape deeper = shape.deeper();
        shape.splitInto(deeper);
        shape = deeper;
        number = shape.bucketOf(last);
        byte[] bucket = shape.buckets[number];
        entries = Entries.count(bucket);
        if (bucket.length > current.length) {
            current = new byte[bucket.length];
        }
        System.arraycopy(bucket, 0, current, 0, bucket.length);
    }
}
