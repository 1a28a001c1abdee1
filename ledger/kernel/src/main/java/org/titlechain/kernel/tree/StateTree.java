package org.titlechain.kernel.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.StateProof;
import org.titlechain.proof.TreeHash;

/**
 * The state tree of {@code docs/formats.md}, section 5. Its root is a function of the set of places and digests alone.
 *
 * <p>One thread applies blocks; any thread may ask for the root, the size and proofs, and sees whole blocks only.
 */
public final class StateTree {
    private final HashFunction hash;
    private volatile Snapshot snapshot = new Snapshot(null, 0);

    /**
     * A key's place and the digest of its value, 32 bytes each; the arrays must not be changed.
     */
    public record Leaf(byte[] place, byte[] digest) {}

    /** A proof and the root that it leads to. */
    public record RootedProof(byte[] root, StateProof proof) {}

    private record Snapshot(@Nullable Node top, long size) {}

    private sealed interface Node {
        byte[] nodeHash();
    }

    private record Single(Leaf leaf, byte[] nodeHash) implements Node {}

    private record Inner(@Nullable Node left, @Nullable Node right, byte[] nodeHash) implements Node {}

    /** A tree without keys. */
    public StateTree(HashFunction hash) {
        this.hash = hash;
    }

    /**
     * The tree of these leaves, ordered by place (unsigned), each place once.
     *
     * @throws IllegalArgumentException when they are in another order
     */
    public static StateTree load(HashFunction hash, Iterator<Leaf> leaves) {
        StateTree tree = new StateTree(hash);
        List<Leaf> all = new ArrayList<>();
        while (leaves.hasNext()) {
            Leaf leaf = leaves.next();
            if (!all.isEmpty() && Arrays.compareUnsigned(all.getLast().place(), leaf.place()) >= 0) {
                throw new IllegalArgumentException("leaves are not in the order of their places");
            }
            all.add(leaf);
        }
        tree.snapshot = new Snapshot(tree.merge(null, all, 0), all.size());
        return tree;
    }

    /**
     * Sets the digests at the places: the changes of one block. Where a place is given twice, the later digest counts. An
     * empty block is permitted. The arrays are kept and must not be changed.
     */
    public void apply(byte[][] places, byte[][] digests) {
        if (places.length != digests.length) {
            throw new IllegalArgumentException(places.length + " places, " + digests.length + " digests");
        }
        List<Leaf> sorted = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i].length != HashFunction.DIGEST_LENGTH || digests[i].length != HashFunction.DIGEST_LENGTH) {
                throw new IllegalArgumentException("a place or digest that has not 32 bytes");
            }
            sorted.add(new Leaf(places[i], digests[i]));
        }
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.place(), b.place()));
        List<Leaf> changes = new ArrayList<>();
        for (Leaf leaf : sorted) {
            if (!changes.isEmpty() && Arrays.equals(changes.getLast().place(), leaf.place())) {
                changes.removeLast();
            }
            changes.add(leaf);
        }
        long added = changes.stream().filter(leaf -> !contains(leaf.place())).count();
        snapshot = new Snapshot(merge(snapshot.top(), changes, 0), snapshot.size() + added);
    }

    /** The root. */
    public byte[] root() {
        return hashOf(snapshot.top());
    }

    /** How many keys there are. */
    public long size() {
        return snapshot.size();
    }

    /** The proof that the place has its value, or that it has none, against the present root. */
    public StateProof prove(byte[] place) {
        return prove(snapshot, place);
    }

    /** The same as {@link #prove}, with the root that the proof leads to: both of the same block. */
    public RootedProof proveWithRoot(byte[] place) {
        Snapshot current = snapshot;
        return new RootedProof(hashOf(current.top()), prove(current, place));
    }

    private static StateProof prove(Snapshot current, byte[] place) {
        List<byte[]> siblings = new ArrayList<>();
        Node node = current.top();
        while (node instanceof Inner inner) {
            boolean goesLeft = TreeHash.bit(place, siblings.size()) == 0;
            siblings.add(hashOf(goesLeft ? inner.right() : inner.left()));
            node = goesLeft ? inner.left() : inner.right();
        }
        Optional<StateProof.Terminal> terminal = Optional.empty();
        if (node instanceof Single(Leaf leaf, byte[] ignored) && !Arrays.equals(leaf.place(), place)) {
            terminal = Optional.of(new StateProof.Terminal(leaf.place(), leaf.digest()));
        }
        return new StateProof(siblings, terminal);
    }

    private boolean contains(byte[] place) {
        Node node = snapshot.top();
        for (int depth = 0; node instanceof Inner inner; depth++) {
            node = TreeHash.bit(place, depth) == 0 ? inner.left() : inner.right();
        }
        return node instanceof Single(Leaf leaf, byte[] ignored) && Arrays.equals(leaf.place(), place);
    }

    /** The subtree at the depth with the changes, which are in order and share the bits above. */
    private @Nullable Node merge(@Nullable Node node, List<Leaf> changes, int depth) {
        if (changes.isEmpty()) {
            return node;
        }
        List<Leaf> leaves = changes;
        Node left = null;
        Node right = null;
        switch (node) {
            case null -> {}
            case Single(Leaf leaf, byte[] ignored) -> leaves = withLeaf(changes, leaf);
            case Inner inner -> {
                left = inner.left();
                right = inner.right();
            }
        }
        if (leaves.size() == 1 && left == null && right == null) {
            Leaf only = leaves.getFirst();
            return new Single(only, TreeHash.stateLeaf(hash, only.place(), only.digest()));
        }
        int middle = 0;
        while (middle < leaves.size() && TreeHash.bit(leaves.get(middle).place(), depth) == 0) {
            middle++;
        }
        left = merge(left, leaves.subList(0, middle), depth + 1);
        right = merge(right, leaves.subList(middle, leaves.size()), depth + 1);
        return new Inner(left, right, TreeHash.node(hash, hashOf(left), hashOf(right)));
    }

    /** The changes and the leaf that was there, unless it is changed. */
    private static List<Leaf> withLeaf(List<Leaf> changes, Leaf present) {
        int at = 0;
        while (at < changes.size()) {
            int order = Arrays.compareUnsigned(changes.get(at).place(), present.place());
            if (order == 0) {
                return changes;
            }
            if (order > 0) {
                break;
            }
            at++;
        }
        List<Leaf> leaves = new ArrayList<>(changes);
        leaves.add(at, present);
        return leaves;
    }

    private static byte[] hashOf(@Nullable Node node) {
        return node == null ? TreeHash.emptyState() : node.nodeHash();
    }
}
