package org.titlechain.evm.proof;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.titlechain.codec.CodecException;
import org.titlechain.driver.BatchedEntries;
import org.titlechain.ledger.Block;

/**
 * Verifies evidence without any network. What must be known, and cannot be learned from the evidence: contract and
 * order, how deep a block must lie, and who seals the chain's headers or the hash of the last one.
 */
public final class EvidenceCheck {
    private final byte[] contract;
    private final byte[] order;
    private final int depth;
    private final Seals seals;

    /** Why a header is believed. */
    public sealed interface Seals {
        /**
         * The chain is sealed by these addresses (Clique); more than half of them must have sealed the headers.
         *
         * @param signers in lower-case hexadecimal digits
         */
        record Clique(Set<String> signers) implements Seals {
            public Clique {
                signers = Set.copyOf(signers);
            }
        }

        /** The last header's hash is known from elsewhere, for instance from a node that is trusted. */
        record Known(byte[] lastHash) implements Seals {}
    }

    public EvidenceCheck(byte[] contract, byte[] order, int depth, Seals seals) {
        this.contract = contract.clone();
        this.order = order.clone();
        this.depth = depth;
        this.seals = seals;
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
            Evidence evidence = Evidence.decode(bytes);
            return refusal(evidence, block, placedBefore);
        } catch (CodecException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            return Optional.of("it is not evidence of this form");
        }
    }

    private Optional<String> refusal(Evidence evidence, Block block, Predicate<byte[]> placedBefore) {
        if (!Arrays.equals(evidence.contract(), contract) || !Arrays.equals(evidence.order(), order)) {
            return Optional.of("it is about another contract or order");
        }
        if (evidence.depth() != depth || evidence.headers().size() != depth + 1) {
            return Optional.of("the block does not lie as deep as the rule wants");
        }
        List<Header> headers = evidence.headers().stream().map(Header::decode).toList();
        for (int i = 1; i < headers.size(); i++) {
            if (!Arrays.equals(headers.get(i).parent(), headers.get(i - 1).hash())
                    || headers.get(i).number() != headers.get(i - 1).number() + 1) {
                return Optional.of("the headers do not follow each other");
            }
        }
        if (!believed(headers)) {
            return Optional.of("the headers are not sealed by those who may");
        }
        Header first = headers.getFirst();
        if (!Arrays.equals(ReceiptTrie.root(evidence.receipts()), first.receiptsRoot())) {
            return Optional.of("the receipts are not those of the header");
        }
        if (block.time() < first.time()) {
            return Optional.of("the block is earlier than the header");
        }
        return BatchedEntries.areThoseOf(evidence.batches(), block, placedBefore)
                ? Optional.empty()
                : Optional.of("the entries are not those of the chain");
    }

    private boolean believed(List<Header> headers) {
        return switch (seals) {
            case Seals.Known(byte[] lastHash) -> Arrays.equals(headers.getLast().hash(), lastHash);
            case Seals.Clique(Set<String> signers) -> {
                Set<String> seen = new HashSet<>();
                boolean all = true;
                for (Header header : headers) {
                    String signer =
                            header.cliqueSigner().map(HexFormat.of()::formatHex).orElse("");
                    all &= signers.contains(signer);
                    seen.add(signer);
                }
                yield all && 2 * seen.size() > signers.size();
            }
        };
    }
}
