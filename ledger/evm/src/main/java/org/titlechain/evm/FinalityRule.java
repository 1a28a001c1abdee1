package org.titlechain.evm;

import java.util.Locale;

/**
 * When a block of the chain can no longer be taken back: a property of the network, which its members declare. Read
 * from the block at the rule's position on, a batch counts as ordered.
 *
 * @param kind how the network says it
 * @param depth blocks that must follow; 0 unless the kind is DEPTH
 */
public record FinalityRule(Kind kind, int depth) {
    /** How a network says that a block is final. */
    public enum Kind {
        /** Every block is final when it is there: QBFT, IBFT, the PBFT of FISCO BCOS; one node alone. */
        IMMEDIATE,
        /** So many blocks must follow: proof of authority, where more than half of the signers must have followed. */
        DEPTH,
        /** The chain's own tag {@code finalized} says it: proof of stake. */
        FINALIZED
    }

    public FinalityRule {
        if (depth < 0 || depth > 10_000 || (kind == Kind.DEPTH) != (depth > 0)) {
            throw new IllegalArgumentException("a depth from 1 to 10000 belongs to depth:N, and to nothing else");
        }
    }

    /** Reads {@code immediate}, {@code finalized} or {@code depth:N}. */
    public static FinalityRule parse(String text) {
        if (text.startsWith("depth:")) {
            try {
                return new FinalityRule(Kind.DEPTH, Integer.parseInt(text.substring("depth:".length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("depth:N needs a number", e);
            }
        }
        return switch (text) {
            case "immediate" -> new FinalityRule(Kind.IMMEDIATE, 0);
            case "finalized" -> new FinalityRule(Kind.FINALIZED, 0);
            default -> throw new IllegalArgumentException("finality is immediate, finalized or depth:N");
        };
    }

    /** For Clique with so many signers: when more than half of them have followed, nobody can go another way. */
    public static FinalityRule clique(int signers) {
        return new FinalityRule(Kind.DEPTH, signers / 2 + 1);
    }

    @Override
    public String toString() {
        return kind == Kind.DEPTH ? "depth:" + depth : kind.name().toLowerCase(Locale.ROOT);
    }
}
