package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.tree.StateTree.Leaf;

/**
 * The buckets of a shape, as far as they are in memory: all, or up to a number of bytes where the others can be read
 * from a source again. What the source does not hold yet stays in memory in any case. A small register is in memory as
 * a whole; of a large one, which buckets are is left to chance.
 *
 * <p>Any thread may read and keep; one thread, with nobody reading, changes.
 */
final class Buckets {
    static final byte[] NO_ENTRIES = {};

    /** What an array costs beside its content, about. */
    private static final int OVERHEAD = 24;

    /** How far one reader looks for room; the next one looks further. */
    private static final int A_FEW = 1_000;

    private final int depth;
    private final @Nullable LeafSource source;
    private final long limit;
    private final AtomicReferenceArray<byte @Nullable []> kept;
    private int[] unsettled = {};
    private long bytes;
    private int hand;

    /** @param source where the others are; null to keep all, whatever the limit */
    Buckets(int depth, @Nullable LeafSource source, long limit) {
        this.depth = depth;
        this.source = source;
        this.limit = source == null ? Long.MAX_VALUE : limit;
        this.kept = new AtomicReferenceArray<>(1 << depth);
    }

    /** No buckets yet, of another depth; with the same source and limit. */
    Buckets ofDepth(int otherDepth) {
        return new Buckets(otherDepth, source, limit);
    }

    /** The source of the leaves, or else a source that gives those in memory. */
    LeafSource leaves() {
        return source == null ? this::readKept : source;
    }

    /** The bucket as it is in memory, or null when it has to be read from the source. */
    byte @Nullable [] kept(int number) {
        byte[] entries = kept.get(number);
        return entries == null && source == null ? NO_ENTRIES : entries;
    }

    /** The buckets of the numbers, which are ascending, from the source. */
    byte[][] stored(int[] numbers) {
        byte[][] found = new byte[numbers.length][];
        Arrays.fill(found, NO_ENTRIES);
        if (source != null && numbers.length > 0) {
            Run run = new Run(depth, (number, entries) -> found[Arrays.binarySearch(numbers, number)] = entries);
            source.read(numbers, depth, run);
            run.end();
        }
        return found;
    }

    /** Keeps a bucket that was read; where there is no room, others go. */
    synchronized void keep(int number, byte[] entries) {
        put(number, entries);
        makeRoom(A_FEW);
    }

    /** Keeps a bucket if there is room. */
    synchronized void keepIfRoom(int number, byte[] entries) {
        if (bytes + cost(entries) <= limit) {
            put(number, entries);
        }
    }

    /** Sets the buckets of a block; the numbers are ascending. They stay in memory until {@link #settle}. */
    synchronized void change(int[] numbers, byte[][] entries) {
        unsettled = source == null ? unsettled : numbers;
        for (int i = 0; i < numbers.length; i++) {
            put(numbers[i], entries[i]);
        }
        makeRoom(kept.length());
    }

    /** The source holds all that was changed. */
    synchronized void settle() {
        unsettled = new int[0];
        makeRoom(kept.length());
    }

    synchronized boolean isSettled() {
        return unsettled.length == 0;
    }

    /** A hand goes round over the buckets; what it finds goes, until there is room or it came so far. */
    private void makeRoom(int steps) {
        for (int step = 0; bytes > limit && step < steps; step++) {
            hand = hand + 1 == kept.length() ? 0 : hand + 1;
            if (Arrays.binarySearch(unsettled, hand) < 0) {
                put(hand, null);
            }
        }
    }

    private void put(int number, byte @Nullable [] entries) {
        byte[] before = kept.getAndSet(number, entries);
        bytes += cost(entries) - cost(before);
    }

    private static long cost(byte @Nullable [] entries) {
        return entries == null || entries.length == 0 ? 0 : entries.length + OVERHEAD;
    }

    private void readKept(int[] prefixes, int bits, Consumer<Leaf> sink) {
        for (int prefix : prefixes) {
            for (int number = prefix << depth - bits; number < (prefix + 1) << depth - bits; number++) {
                byte[] entries = kept.get(number);
                for (int i = 0; entries != null && i < Entries.count(entries); i++) {
                    sink.accept(new Leaf(Entries.place(entries, i), Entries.digest(entries, i)));
                }
            }
        }
    }
}
