package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.crypto.HashFunction;

/** The definition of the root in {@code docs/formats.md}, section 5, word for word. */
final class NaiveTree {
    private final HashFunction hash;
    private final TreeMap<byte[], byte[]> digests = new TreeMap<>(Arrays::compareUnsigned);

    NaiveTree(HashFunction hash) {
        this.hash = hash;
    }

    void put(byte[] place, byte[] digest) {
        digests.put(place, digest);
    }

    int size() {
        return digests.size();
    }

    Map<byte[], byte[]> digests() {
        return digests;
    }

    byte[] root() {
        return subtree(digests, 0);
    }

    private byte[] subtree(Map<byte[], byte[]> keys, int depth) {
        if (keys.isEmpty()) {
            return new byte[32];
        }
        if (keys.size() == 1) {
            Map.Entry<byte[], byte[]> only = keys.entrySet().iterator().next();
            return hash.hash(new byte[] {0}, only.getKey(), only.getValue());
        }
        TreeMap<byte[], byte[]> left = new TreeMap<>(Arrays::compareUnsigned);
        TreeMap<byte[], byte[]> right = new TreeMap<>(Arrays::compareUnsigned);
        keys.forEach((place, digest) -> {
            boolean one = (place[depth / 8] & 0x80 >> depth % 8) != 0;
            (one ? right : left).put(place, digest);
        });
        return hash.hash(new byte[] {1}, subtree(left, depth + 1), subtree(right, depth + 1));
    }
}
