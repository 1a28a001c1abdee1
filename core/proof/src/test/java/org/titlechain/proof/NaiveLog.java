package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.crypto.HashFunction;

/** RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word and without any cleverness. */
final class NaiveLog {
    private NaiveLog() {}

    static byte[] root(HashFunction hash, List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return hash.hash();
        }
        if (leaves.size() == 1) {
            return hash.hash(new byte[] {0}, leaves.getFirst());
        }
        int k = split(leaves.size());
        return hash.hash(
                new byte[] {1}, root(hash, leaves.subList(0, k)), root(hash, leaves.subList(k, leaves.size())));
    }

    static List<byte[]> path(HashFunction hash, int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? joined(path(hash, m, leaves.subList(0, k)), root(hash, leaves.subList(k, n)))
                : joined(path(hash, m - k, leaves.subList(k, n)), root(hash, leaves.subList(0, k)));
    }

    static List<byte[]> consistency(HashFunction hash, int m, List<byte[]> leaves) {
        return m == 0 ? List.of() : subproof(hash, m, leaves, true);
    }

    private static List<byte[]> subproof(HashFunction hash, int m, List<byte[]> leaves, boolean complete) {
        int n = leaves.size();
        if (m == n) {
            return complete ? List.of() : List.of(root(hash, leaves));
        }
        int k = split(n);
        return m <= k
                ? joined(subproof(hash, m, leaves.subList(0, k), complete), root(hash, leaves.subList(k, n)))
                : joined(subproof(hash, m - k, leaves.subList(k, n), false), root(hash, leaves.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> joined(List<byte[]> path, byte[] last) {
        List<byte[]> result = new ArrayList<>(path);
        result.add(last);
        return result;
    }
}
