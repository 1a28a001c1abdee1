package org.titlechain.evm.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.titlechain.evm.wire.Keccak;
import org.titlechain.evm.wire.Rlp;

/** The root of the receipts of a block: a Merkle Patricia trie whose keys are the encoded places (Yellow Paper, D). */
final class ReceiptTrie {
    private static final byte[] EMPTY = Rlp.bytes(new byte[0]);

    private ReceiptTrie() {}

    /** A key in nibbles, and what stands under it. */
    private record Leaf(byte[] path, byte[] value) {}

    /** The root over all receipts, each as the consensus encodes it. */
    static byte[] root(List<byte[]> receipts) {
        TreeMap<byte[], Leaf> leaves = new TreeMap<>(Arrays::compare);
        for (int i = 0; i < receipts.size(); i++) {
            byte[] path = nibbles(Rlp.number(i));
            leaves.put(path, new Leaf(path, receipts.get(i)));
        }
        return Keccak.hash(node(List.copyOf(leaves.values()), 0));
    }

    private static byte[] node(List<Leaf> leaves, int depth) {
        if (leaves.isEmpty()) {
            return EMPTY;
        }
        Leaf first = leaves.getFirst();
        if (leaves.size() == 1) {
            return Rlp.list(List.of(
                    Rlp.bytes(compact(first.path(), depth, first.path().length, true)), Rlp.bytes(first.value())));
        }
        int common = common(first.path(), leaves.getLast().path(), depth);
        if (common > depth) {
            return Rlp.list(
                    List.of(Rlp.bytes(compact(first.path(), depth, common, false)), reference(node(leaves, common))));
        }
        List<byte[]> branch = new ArrayList<>();
        for (int nibble = 0; nibble < 16; nibble++) {
            int wanted = nibble;
            branch.add(reference(node(
                    leaves.stream().filter(leaf -> leaf.path()[depth] == wanted).toList(), depth + 1)));
        }
        // No encoded place is the beginning of another, so nothing stands at a branch itself.
        branch.add(EMPTY);
        return Rlp.list(branch);
    }

    /** A node within another: itself when it is short, else its hash. */
    private static byte[] reference(byte[] node) {
        return node.length < 32 ? node : Rlp.bytes(Keccak.hash(node));
    }

    private static int common(byte[] first, byte[] last, int from) {
        int at = from;
        while (at < first.length && at < last.length && first[at] == last[at]) {
            at++;
        }
        return at;
    }

    private static byte[] compact(byte[] path, int from, int to, boolean leaf) {
        int odd = (to - from) % 2;
        byte[] out = new byte[(to - from) / 2 + 1];
        out[0] = (byte) ((leaf ? 0x20 : 0) + (odd == 1 ? 0x10 + path[from] : 0));
        for (int i = from + odd, at = 1; i < to; i += 2, at++) {
            out[at] = (byte) (path[i] << 4 | path[i + 1]);
        }
        return out;
    }

    private static byte[] nibbles(byte[] key) {
        byte[] out = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            out[2 * i] = (byte) (key[i] >> 4 & 15);
            out[2 * i + 1] = (byte) (key[i] & 15);
        }
        return out;
    }
}
