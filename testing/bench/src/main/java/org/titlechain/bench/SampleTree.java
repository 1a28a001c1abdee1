package org.titlechain.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.StateTree;

/** Places and digests of any number of keys from a seed, without keeping more than eight bytes of each. */
final class SampleTree {
    private final long[] keys;

    SampleTree(int count) {
        keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = mixed(i);
        }
        Arrays.parallelSort(keys);
    }

    StateTree load(HashFunction hash) {
        return StateTree.load(hash, keys.length, (prefixes, bits, sink) -> {
            for (int prefix : prefixes) {
                int end = firstOf(prefix + 1, bits);
                for (int i = firstOf(prefix, bits); i < end; i++) {
                    sink.accept(new StateTree.Leaf(place(keys[i]), bytes(i)));
                }
            }
        });
    }

    /** The first key with the first bits or a later one. Signed order with the sign flipped is unsigned order. */
    private int firstOf(int prefix, int bits) {
        if (prefix == 1 << bits) {
            return keys.length;
        }
        int found = Arrays.binarySearch(keys, ((long) prefix << Long.SIZE - bits) ^ Long.MIN_VALUE);
        return found < 0 ? -found - 1 : found;
    }

    /** The place of one of the keys. */
    byte[] present(long number) {
        return place(keys[(int) Long.remainderUnsigned(mixed(~number), keys.length)]);
    }

    /** A place that is none of the keys'. */
    byte[] absent(long number) {
        return place(mixed(keys.length + number));
    }

    static byte[] bytes(long seed) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        for (int i = 0; i < 4; i++) {
            bytes.putLong(mixed(seed * 4 + i));
        }
        return bytes.array();
    }

    private static byte[] place(long key) {
        return ByteBuffer.allocate(32)
                .putLong(key ^ Long.MIN_VALUE)
                .putLong(mixed(key))
                .putLong(key)
                .putLong(~key)
                .array();
    }

    /** The finaliser of SplitMix64: a bijection, so that different numbers give different keys. */
    private static long mixed(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
