package org.titlechain.cometbft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.titlechain.cometbft.SignedHeader.Validator;
import org.titlechain.cometbft.SignedHeader.Vote;
import org.titlechain.driver.BatchFormat;

/**
 * What two thirds of a network's validators have signed: a block, and that the root after it is this one. Read from the
 * evidence of {@link CometBftEngine#finality} and verified with nothing but the network file and the JDK. Where
 * validators have changed since, the evidence brings each change, signed by those of before. Format:
 * {@code docs/formats.md}, "Finality evidence of CometBFT".
 *
 * @param nativeHeight the native block that the root is the root after
 * @param time the native block's time, in ms
 * @param root as in {@link org.titlechain.ledger.RootInConsensus}
 * @param entries the entries of its batches in order, each once; the list leaves out those that it has in an earlier
 *     block
 */
public record FinalityProof(long nativeHeight, long time, byte[] root, List<byte[]> entries) {
    private static final int PRECOMMIT = 2;

    /** The evidence does not prove anything; the message says why. */
    public static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    /**
     * Verifies evidence against the network that is trusted.
     *
     * @throws InvalidException when anything in it is not as the validators have signed it, or too few have
     */
    public static FinalityProof verify(byte[] evidence, Network network) throws InvalidException {
        try {
            return verified(LightBlock.decode(evidence), evidence, network);
        } catch (ProtoReader.MalformedException | ArithmeticException e) {
            throw new InvalidException("not evidence of CometBFT: " + e.getMessage());
        }
    }

    private static FinalityProof verified(LightBlock block, byte[] evidence, Network network) throws InvalidException {
        require(Arrays.equals(block.encode(), evidence), "not in its one form");
        byte[] trusted = hashOf(network.genesis());
        long height = 1;
        for (SignedHeader link : block.links()) {
            require(link.height() > height, "a change of validators out of its order");
            height = link.height();
            requireSigned(link, network, trusted);
            require(!Arrays.equals(link.nextValidatorsHash(), trusted), "a change of validators that changes nothing");
            trusted = link.nextValidatorsHash();
        }
        require(block.signed().height() > height, "the height of the header");
        requireSigned(block.signed(), network, trusted);
        require(
                Arrays.equals(merkleRoot(block.previous()), block.signed().previousHash()),
                "the header before was altered");
        require(
                Arrays.equals(
                        merkleRoot(block.transactions().stream()
                                .map(Ed25519Key::sha256)
                                .toList()),
                        block.dataHash()),
                "the transactions were altered");
        long milliseconds =
                block.previousTime().seconds() * 1_000 + block.previousTime().nanos() / 1_000_000;
        return new FinalityProof(
                block.signed().height() - 1, milliseconds, block.signed().root(), entries(block.transactions()));
    }

    private static List<byte[]> entries(List<byte[]> transactions) {
        List<byte[]> entries = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (byte[] transaction : transactions) {
            for (byte[] entry : BatchFormat.decode(transaction).orElse(List.of())) {
                if (seen.add(HexFormat.of().formatHex(Ed25519Key.sha256(entry)))) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** The header is the network's, and more than two thirds of the validators that are trusted have signed it. */
    private static void requireSigned(SignedHeader header, Network network, byte[] trusted) throws InvalidException {
        require(header.chainId().equals(network.id()), "of another network");
        require(Arrays.equals(merkleRoot(header.header()), header.blockHash()), "the votes are for another header");
        require(Arrays.equals(header.validatorsHash(), trusted), "the validators are not those of the network");
        require(Arrays.equals(hashOf(header.validators()), trusted), "the list of validators was altered");
        requireTwoThirds(header);
    }

    private static void requireTwoThirds(SignedHeader block) throws InvalidException {
        long total = block.validators().stream().mapToLong(Validator::power).sum();
        long agreeing = 0;
        TreeSet<String> seen = new TreeSet<>();
        for (Vote vote : block.votes()) {
            require(seen.add(HexFormat.of().formatHex(vote.address())), "a validator voted twice");
            Validator validator = block.validators().stream()
                    .filter(one -> Arrays.equals(Ed25519Key.address(one.publicKey()), vote.address()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidException("a vote of a stranger"));
            require(
                    Ed25519Key.verify(validator.publicKey(), signedBytes(block, vote), vote.signature()),
                    "a signature is not valid");
            agreeing += validator.power();
        }
        require(agreeing * 3 > total * 2, "not more than two thirds have signed");
    }

    /** What a validator signs: the vote in its canonical form, its length before it. */
    private static byte[] signedBytes(SignedHeader block, Vote vote) {
        return new ProtoWriter()
                .varint(1, PRECOMMIT)
                .fixed64(2, block.height())
                .fixed64(3, block.round())
                .message(
                        4,
                        new ProtoWriter()
                                .bytes(1, block.blockHash())
                                .message(
                                        2,
                                        new ProtoWriter()
                                                .varint(1, block.partsTotal())
                                                .bytes(2, block.partsHash())))
                .message(5, vote.time().encode())
                .text(6, block.chainId())
                .toFrame();
    }

    /** The hash of a set of validators: in the order of falling weight, then of rising address. */
    private static byte[] hashOf(List<Validator> validators) {
        return merkleRoot(validators.stream()
                .sorted(Comparator.comparingLong((Validator validator) -> -validator.power())
                        .thenComparing(validator -> Ed25519Key.address(validator.publicKey()), Arrays::compareUnsigned))
                .map(validator -> new ProtoWriter()
                        .message(1, new ProtoWriter().bytes(1, validator.publicKey()))
                        .varint(2, validator.power())
                        .toBytes())
                .toList());
    }

    /** The tree of RFC 6962 with SHA-256. */
    private static byte[] merkleRoot(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Ed25519Key.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            byte[] leaf = leaves.getFirst();
            byte[] input = new byte[leaf.length + 1];
            System.arraycopy(leaf, 0, input, 1, leaf.length);
            return Ed25519Key.sha256(input);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        byte[] left = merkleRoot(leaves.subList(0, split));
        byte[] right = merkleRoot(leaves.subList(split, leaves.size()));
        byte[] input = new byte[1 + left.length + right.length];
        input[0] = 1;
        System.arraycopy(left, 0, input, 1, left.length);
        System.arraycopy(right, 0, input, 1 + left.length, right.length);
        return Ed25519Key.sha256(input);
    }

    private static void require(boolean holds, String otherwise) throws InvalidException {
        if (!holds) {
            throw new InvalidException(otherwise);
        }
    }
}
