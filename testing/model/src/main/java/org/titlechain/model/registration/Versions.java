package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which version of the contract decides, and the votes on another: {@code docs/governance-contract.md}. Both members
 * must agree, since more than two thirds of the weights decide and each weighs one.
 */
final class Versions {
    /** From this version on a department's word is bound to what is applied for, and applicants consent. */
    static final long BINDING = 4;

    /** From this version on a vote on a rule pack is lost once it can no longer be won. */
    static final long OUT_OF_REACH = 5;

    private static final int MEMBERS = 2;

    private final long first;
    private final List<Proposal> proposals = new ArrayList<>();

    private static final class Proposal {
        final long version;
        final long activation;
        final Set<String> agreeing = new HashSet<>();
        /** From when on it is in force; 0 while it is voted on. */
        long from;

        Proposal(long version, long activation) {
            this.version = version;
            this.activation = activation;
        }
    }

    Versions(long first) {
        this.first = first;
    }

    /** The version that decides the commands of the block. */
    long at(long height) {
        return proposals.stream()
                .filter(proposal -> proposal.from > 0 && proposal.from <= height)
                .mapToLong(proposal -> proposal.version)
                .reduce(first, Math::max);
    }

    /** Whether another version was ever asked for. */
    boolean isChanging() {
        return !proposals.isEmpty();
    }

    /** What stands against asking for the version. */
    void proposing(long version, long height, Set<String> reasons) {
        if (version <= at(height)) {
            reasons.add("CONTRACT_VERSION_NOT_NEWER");
        }
    }

    /** What stands against a vote on the proposal, counted from 1. */
    void voting(int number, Set<String> reasons) {
        if (number < 1 || number > proposals.size()) {
            reasons.add("PROPOSAL_UNKNOWN");
        } else if (proposals.get(number - 1).from > 0) {
            reasons.add("PROPOSAL_CLOSED");
        }
    }

    void propose(long version, long activation) {
        proposals.add(new Proposal(version, activation));
    }

    /** The vote that decides takes effect in the block after it at the earliest. */
    void agree(int number, String member, long height) {
        Proposal proposal = proposals.get(number - 1);
        proposal.agreeing.add(member);
        if (proposal.agreeing.size() == MEMBERS) {
            proposal.from = Math.max(proposal.activation, height + 1);
        }
    }
}
