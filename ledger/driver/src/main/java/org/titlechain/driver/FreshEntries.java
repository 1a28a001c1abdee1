package org.titlechain.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.titlechain.ledger.Position;

/**
 * What a native block adds to the list: the entries of its batches in their order, each once, without those that an
 * earlier block has.
 *
 * @param entries the entries
 * @param digests theirs
 * @param places where each entry of the batches is, also those of earlier blocks
 */
record FreshEntries(List<byte[]> entries, List<Digest> digests, Map<Digest, Position> places) {
    /**
     * Those of the block of ours at the height.
     *
     * @param earlier where an entry is in the blocks before
     * @return empty when the native block holds no batch: then it is no block of ours
     */
    static Optional<FreshEntries> of(NativeBlock block, long height, Function<Digest, Optional<Position>> earlier) {
        List<byte[]> entries = new ArrayList<>();
        List<Digest> digests = new ArrayList<>();
        Map<Digest, Position> places = new HashMap<>();
        boolean ours = false;
        for (byte[] transaction : block.transactions()) {
            Optional<List<byte[]>> batch = BatchFormat.decode(transaction);
            ours |= batch.isPresent();
            for (byte[] entry : batch.orElse(List.of())) {
                Digest digest = Digest.of(entry);
                if (places.containsKey(digest)) {
                    continue;
                }
                Optional<Position> before = earlier.apply(digest);
                places.put(digest, before.orElse(new Position(height, entries.size())));
                if (before.isEmpty()) {
                    entries.add(entry);
                    digests.add(digest);
                }
            }
        }
        return ours ? Optional.of(new FreshEntries(entries, digests, places)) : Optional.empty();
    }
}
