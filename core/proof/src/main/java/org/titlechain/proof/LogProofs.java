package org.titlechain.proof;

import java.util.Arrays;
import java.util.List;
import org.titlechain.crypto.HashFunction;

/** Checks proofs about the log (RFC 9162, sections 2.1.3.2 and 2.1.4.2). Nothing is thrown for any hashes and sizes. */
public final class LogProofs {
    private LogProofs() {}

    /** Whether the path leads from the leaf hash at the position to the root of a log of that size. */
    public static boolean includes(
            HashFunction hash, byte[] leafHash, long position, long size, List<byte[]> path, byte[] root) {
        if (position < 0 || position >= size) {
            return false;
        }
        long node = position;
        long last = size - 1;
        byte[] result = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                result = TreeHash.node(hash, sibling, result);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                result = TreeHash.node(hash, result, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(result, root);
    }

    /** Whether the path proves that the log with the old root is a prefix of the log with the new root. */
    public static boolean extendsLog(
            HashFunction hash, long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> path) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && Arrays.equals(oldRoot, newRoot);
        }
        if (oldSize == 0) {
            return path.isEmpty() && Arrays.equals(oldRoot, TreeHash.emptyLog(hash));
        }
        boolean oldIsPerfect = Long.bitCount(oldSize) == 1;
        if (path.isEmpty()) {
            return false;
        }
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        byte[] oldResult = oldIsPerfect ? oldRoot : path.getFirst();
        byte[] newResult = oldResult;
        for (byte[] sibling : oldIsPerfect ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldResult = TreeHash.node(hash, sibling, oldResult);
                newResult = TreeHash.node(hash, sibling, newResult);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newResult = TreeHash.node(hash, newResult, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(oldResult, oldRoot) && Arrays.equals(newResult, newRoot);
    }
}
