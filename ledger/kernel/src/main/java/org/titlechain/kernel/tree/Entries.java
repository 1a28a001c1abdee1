package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.List;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.TreeHash;

/**
 * Runs of entries: place ‖ digest, 64 bytes each, in the order of their places. A run of a bucket is never changed in
 * place, so that a reader may keep it.
 */
final class Entries {
    private static final int ENTRY = SubtreeBatch.ENTRY;
    private static final int PLACE = HashFunction.DIGEST_LENGTH;

    private Entries() {}

    static int count(byte[] entries) {
        return entries.length / ENTRY;
    }

    /** The first entry of the run whose place has the bit at the depth, or the end of the run. */
    static int split(byte[] entries, int from, int to, int depth) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((entries[middle * ENTRY + (depth >>> 3)] >>> (7 - (depth & 7)) & 1) == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static byte[] place(byte[] entries, int number) {
        return Arrays.copyOfRange(entries, number * ENTRY, number * ENTRY + PLACE);
    }

    static byte[] digest(byte[] entries, int number) {
        return Arrays.copyOfRange(entries, number * ENTRY + PLACE, (number + 1) * ENTRY);
    }

    static void write(byte[] entries, int number, StateTree.Leaf leaf) {
        System.arraycopy(leaf.place(), 0, entries, number * ENTRY, PLACE);
        System.arraycopy(leaf.digest(), 0, entries, number * ENTRY + PLACE, PLACE);
    }

    static byte[] slice(byte[] entries, int from, int to) {
        return Arrays.copyOfRange(entries, from * ENTRY, to * ENTRY);
    }

    /** A new run of the entries and the changes; where both have a place, the change counts. */
    static byte[] merge(byte[] present, List<StateTree.Leaf> changes) {
        byte[] merged = new byte[present.length + changes.size() * ENTRY];
        int read = 0;
        int written = 0;
        for (StateTree.Leaf change : changes) {
            int order = -1;
            while (read < count(present)) {
                order = Arrays.compareUnsigned(present, read * ENTRY, read * ENTRY + PLACE, change.place(), 0, PLACE);
                if (order >= 0) {
                    break;
                }
                System.arraycopy(present, read++ * ENTRY, merged, written++ * ENTRY, ENTRY);
            }
            if (read < count(present) && order == 0) {
                read++;
            }
            write(merged, written++, change);
        }
        int rest = present.length - read * ENTRY;
        System.arraycopy(present, read * ENTRY, merged, written * ENTRY, rest);
        int length = written * ENTRY + rest;
        return length == merged.length ? merged : Arrays.copyOf(merged, length);
    }

    /** The root hash of the run at the depth. */
    static byte[] root(HashFunction hash, byte[] entries, int from, int to, int depth) {
        if (to == from) {
            return TreeHash.emptyState();
        }
        if (to - from == 1) {
            return TreeHash.stateLeaf(hash, place(entries, from), digest(entries, from));
        }
        int middle = split(entries, from, to, depth);
        return TreeHash.node(
                hash, root(hash, entries, from, middle, depth + 1), root(hash, entries, middle, to, depth + 1));
    }
}
