package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.proof.TreeHash;

/**
 * A leaf of a chunk that was held against the log root, with values that were held against the leaf.
 *
 * @param leafHash its hash in the log
 * @param item its bytes and what it wrote
 * @param said what it says
 * @param places the places of the keys that it wrote, in order
 */
record VerifiedLeaf(byte[] leafHash, LogChunk.Item item, LeafReader said, List<byte[]> places) {
    /** The leaves of a chunk; all or none. */
    static List<VerifiedLeaf> of(HashFunction hash, LogChunk chunk, byte[] logRoot, long logSize)
            throws SnapshotException {
        List<LogChunk.Item> items = chunk.items();
        byte[][] hashes = new byte[items.size()][];
        IntStream.range(0, hashes.length)
                .parallel()
                .forEach(i -> hashes[i] = TreeHash.logLeaf(hash, items.get(i).leaf()));
        Optional<byte[]> root = chunk.range().root(hash, Arrays.asList(hashes), logSize);
        SnapshotException.require(
                root.isPresent() && Arrays.equals(root.get(), logRoot),
                Fault.LOG_ROOT,
                "the leaves from " + chunk.range().from() + " on do not lead to the log root");
        List<Optional<VerifiedLeaf>> verified = IntStream.range(0, hashes.length)
                .parallel()
                .mapToObj(i -> of(hash, hashes[i], items.get(i)))
                .toList();
        List<VerifiedLeaf> leaves = new ArrayList<>(hashes.length);
        for (Optional<VerifiedLeaf> leaf : verified) {
            long position = chunk.range().from() + leaves.size();
            leaves.add(leaf.orElseThrow(() ->
                    new SnapshotException(Fault.VALUE, "the values of leaf " + position + " are not what it wrote")));
        }
        return leaves;
    }

    /** Empty when the values are not exactly those that the leaf names. */
    private static Optional<VerifiedLeaf> of(HashFunction hash, byte[] leafHash, LogChunk.Item item) {
        LeafReader said;
        try {
            said = LeafReader.of(item.leaf());
        } catch (CodecException e) {
            return Optional.empty();
        }
        if (said.writes().size() != item.values().size()) {
            return Optional.empty();
        }
        List<byte[]> places = new ArrayList<>(said.writes().size());
        for (int i = 0; i < said.writes().size(); i++) {
            Leaves.Written write = said.writes().get(i);
            if (!Arrays.equals(hash.hash(item.values().get(i)), write.digest())) {
                return Optional.empty();
            }
            places.add(hash.hash(Keys.text(write.key())));
        }
        return Optional.of(new VerifiedLeaf(leafHash, item, said, places));
    }
}
