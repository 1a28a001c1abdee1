package org.titlechain.fabric.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a block adds to an order. Whether a peer calls a transaction valid plays no part: orderers do not sign that.
 * They do sign which envelopes are in the block and have checked that each author may write; an entry is signed by
 * itself.
 *
 * @param batches in their order
 * @param time what most authors agree on: the median of the batches' times, the earlier of two; 0 without a batch. A
 *     header of Fabric has no time
 * @param latestAuthor the organisation that says the time
 */
public record Batches(List<byte[]> batches, long time, String latestAuthor) {
    private record Said(long time, String author) {}

    public Batches {
        batches = List.copyOf(batches);
    }

    /** The batches of an order in a block. */
    public static Batches of(FabricBlock block, Order order) {
        List<byte[]> batches = new ArrayList<>();
        List<Said> times = new ArrayList<>();
        for (byte[] envelope : block.data()) {
            Optional<Message> message = Message.of(envelope);
            message.flatMap(one -> one.batch(order)).ifPresent(batch -> {
                batches.add(batch);
                times.add(new Said(
                        message.orElseThrow().time(), message.orElseThrow().author()));
            });
        }
        if (times.isEmpty()) {
            return new Batches(List.of(), 0, "");
        }
        times.sort(java.util.Comparator.comparingLong(Said::time));
        Said middle = times.get((times.size() - 1) / 2);
        return new Batches(batches, middle.time(), middle.author());
    }
}
