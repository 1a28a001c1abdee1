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
 * @param since when it was registered, ms
 * @param ranked the time that gives its rank, ms: a changed mortgage keeps that of the mortgage that it was
 * @param until the last day of its term; empty for none
 * @param forbids whether it is a mortgage that forbids transfers
 * @param about the right that it burdens; empty where there is none
 * @param other the dominant unit of an easement, the authority of a seizure
 * @param certificates the numbers of its proofs in force
 */
public record Burden(
        String kind,
        String id,
        String type,
        List<Owner> holders,
        boolean waiting,
        long since,
        long ranked,
        String until,
        boolean forbids,
        String about,
        String other,
        List<String> certificates) {
    public Burden {
        holders = List.copyOf(holders);
        certificates = List.copyOf(certificates);
    }

    /** Whether the party has it. */
    public boolean isHeldBy(String party) {
        return holders.stream().anyMatch(owner -> owner.party().equals(party));
    }

    Burden withTurn() {
        return new Burden(kind, id, type, holders, false, since, ranked, until, forbids, about, other, certificates);
    }

    Burden rankedAs(Burden other) {
        return new Burden(
                kind, id, type, holders, waiting, since, other.ranked, until, forbids, about, this.other, certificates);
    }

    Burden until(String day) {
        return new Burden(kind, id, type, holders, waiting, since, ranked, day, forbids, about, other, certificates);
    }

    Burden about(String right) {
        return new Burden(kind, id, type, holders, waiting, since, ranked, until, forbids, right, other, certificates);
    }

    Burden certified(List<String> numbers) {
        return new Burden(kind, id, type, holders, waiting, since, ranked, until, forbids, about, other, numbers);
    }

    @Override
    public String toString() {
        return (waiting ? "waiting " : "") + kind + type + " " + id + " "
                + holders.stream().map(Owner::party).toList() + (about.isEmpty() ? "" : " on " + about)
                + (other.isEmpty() ? "" : " " + other) + (until.isEmpty() ? "" : " until " + until)
                + (forbids ? " forbidding transfers" : "") + " since " + since
                + (certificates.isEmpty() ? "" : " " + certificates);
    }
}
