package org.titlechain.model.registration;

import java.util.List;
import org.titlechain.model.Owner;

/**
 * What stands on a unit beside the rights.
 *
 * @param kind {@code mortgage}, {@code notice}, {@code objection}, {@code seizure}, {@code habitation},
 *     {@code easement} or {@code restriction}
 * @param type of a notice, {@code 1} to {@code 4}; else empty
 * @param waiting whether it is a seizure whose turn has not come
 * @param over the first ms at which it is over by time; 0 for never
 * @param forbids whether it is a mortgage that forbids transfers
 * @param certified whether it has a proof in force
 * @param other the dominant unit of an easement
 */
public record Burden(
        String kind,
        String id,
        String type,
        List<Owner> holders,
        boolean waiting,
        long over,
        boolean forbids,
        boolean certified,
        String other) {
    public Burden {
        holders = List.copyOf(holders);
    }

    /** Whether the party has it. */
    public boolean isHeldBy(String party) {
        return holders.stream().anyMatch(owner -> owner.party().equals(party));
    }

    Burden withTurn() {
        return new Burden(kind, id, type, holders, false, over, forbids, certified, other);
    }

    Burden with(boolean hasProof) {
        return new Burden(kind, id, type, holders, waiting, over, forbids, hasProof, other);
    }

    @Override
    public String toString() {
        return (waiting ? "waiting " : "") + kind + type + " " + id + " "
                + holders.stream().map(Owner::party).toList();
    }
}
