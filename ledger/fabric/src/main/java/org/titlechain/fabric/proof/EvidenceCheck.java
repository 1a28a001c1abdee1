package org.titlechain.fabric.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.titlechain.codec.CodecException;
import org.titlechain.driver.BatchedEntries;
import org.titlechain.ledger.Block;

/**
 * Verifies evidence without any network and without Fabric's libraries. What must be known, and cannot be learned from
 * the evidence: whose batches are meant, and the hash of the channel's block 0.
 *
 * <p>What is proved differs with the channel: on {@link ChannelConfig#BFT} that a quorum of its orderers signed the
 * block, so that no other can have its number while fewer than a third of them are faulty; on Raft that one orderer
 * signed it, who could have signed another one too.
 */
public final class EvidenceCheck {
    private final Order order;
    private final byte[] genesisHash;

    public EvidenceCheck(Order order, byte[] genesisHash) {
        this.order = order;
        this.genesisHash = genesisHash.clone();
    }

    /**
     * Whether the evidence proves that the block's entries, in their order, are what the native block adds to the list:
     * its batches without what was placed before.
     *
     * @param placedBefore whether an entry is in an earlier block; asked only for entries that the native block holds
     *     and the block leaves out
     * @return why not, or empty when it is proved
     */
    public Optional<String> refusal(byte[] bytes, Block block, Predicate<byte[]> placedBefore) {
        try {
            return refusal(Evidence.decode(bytes), block, placedBefore);
        } catch (CodecException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of("it is not evidence of this form");
        }
    }

    private Optional<String> refusal(Evidence evidence, Block block, Predicate<byte[]> placedBefore) {
        Order claimed = evidence.order();
        if (!claimed.channel().equals(order.channel())
                || !claimed.chaincode().equals(order.chaincode())
                || !Arrays.equals(claimed.name(), order.name())) {
            return Optional.of("it is about another order");
        }
        List<FabricBlock> blocks = evidence.configurations();
        blocks.forEach(FabricBlock::requireOneForm);
        evidence.block().requireOneForm();
        if (blocks.getFirst().signatures().length > 0) {
            return Optional.of("block 0 is known by its hash and not by signatures");
        }
        Configurations configurations = Configurations.begin(blocks.getFirst(), genesisHash);
        if (!configurations.last().channel().equals(order.channel())) {
            return Optional.of("block 0 is of another channel");
        }
        for (FabricBlock next : blocks.subList(1, blocks.size())) {
            Optional<String> refusal = configurations.refusalOfNext(next);
            if (refusal.isPresent() || configurations.lastNumber() != next.number()) {
                return Optional.of("the configurations do not follow each other");
            }
        }
        Optional<String> refusal = configurations.refusalOfNext(evidence.block());
        if (refusal.isPresent()) {
            return refusal;
        }
        Batches batches = Batches.of(evidence.block(), order);
        if (block.time() < batches.time()) {
            return Optional.of("the block is earlier than its batches");
        }
        return BatchedEntries.areThoseOf(batches.batches(), block, placedBefore)
                ? Optional.empty()
                : Optional.of("the entries are not those of the channel");
    }
}
