package org.titlechain.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.titlechain.ledger.Block;

/** What evidence of finality says of a block's entries: which batches a native block really holds. */
public final class BatchedEntries {
    private BatchedEntries() {}

    /**
     * Whether the block's entries are those of the batches, in their order, each once; an entry that is left out must
     * have been placed before.
     *
     * @param batches transactions of the native block; one that is no batch holds no entries
     * @param placedBefore whether an entry is in an earlier block
     */
    public static boolean areThoseOf(List<byte[]> batches, Block block, Predicate<byte[]> placedBefore) {
        List<String> claimed =
                block.entries().stream().map(HexFormat.of()::formatHex).toList();
        Set<String> inBlock = new HashSet<>(claimed);
        Set<String> seen = new HashSet<>();
        List<String> added = new ArrayList<>();
        for (byte[] batch : batches) {
            for (byte[] entry : BatchFormat.decode(batch).orElse(List.of())) {
                String digits = HexFormat.of().formatHex(entry);
                if (!seen.add(digits)) {
                    continue;
                }
                if (inBlock.contains(digits)) {
                    added.add(digits);
                } else if (!placedBefore.test(entry)) {
                    return false;
                }
            }
        }
        return added.equals(claimed);
    }
}
