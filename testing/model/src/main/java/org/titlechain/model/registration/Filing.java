package org.titlechain.model.registration;

import java.util.List;

/**
 * An application.
 *
 * @param number the case's number
 * @param mode {@code joint}, {@code unilateral}, {@code entrusted} or {@code ex-officio}
 * @param applicants the parties that apply, each on its sides
 * @param materials codes of the documents handed in
 * @param linked cases that must be entered together with this one
 * @param exempt whether it asks to be exempted from the fee
 * @param authority that entrusts it; empty for none
 */
public record Filing(
        String number,
        String mode,
        List<Applicant> applicants,
        List<Item> items,
        List<String> materials,
        List<String> linked,
        boolean exempt,
        String authority) {
    public Filing {
        applicants = List.copyOf(applicants);
        items = List.copyOf(items);
        materials = List.copyOf(materials);
        linked = List.copyOf(linked);
    }

    /** The same by others. */
    public Filing by(List<Applicant> others) {
        return new Filing(number, mode, others, items, materials, linked, exempt, authority);
    }

    /** The same in another mode. */
    public Filing in(String another) {
        return new Filing(number, another, applicants, items, materials, linked, exempt, authority);
    }

    /** The same for other things. */
    public Filing about(List<Item> others) {
        return new Filing(number, mode, applicants, others, materials, linked, exempt, authority);
    }

    /** The same with other documents. */
    public Filing handing(List<String> others) {
        return new Filing(number, mode, applicants, items, others, linked, exempt, authority);
    }

    /** The same with linked cases. */
    public Filing linkedWith(List<String> others) {
        return new Filing(number, mode, applicants, items, materials, others, exempt, authority);
    }

    /** The same under another number. */
    public Filing numbered(String another) {
        return new Filing(another, mode, applicants, items, materials, linked, exempt, authority);
    }

    /** Whether both apply for the same; the documents that were handed in do not count. */
    boolean asksForTheSameAs(Filing other) {
        return handing(List.of()).equals(other.handing(List.of()));
    }

    /** Whether it is on behalf of those who apply, not of an authority or the office itself. */
    boolean isAskedFor() {
        return mode.equals("joint") || mode.equals("unilateral");
    }

    /** Whether the party applies on that side. */
    boolean applies(String party, String side) {
        return applicants.contains(new Applicant(party, side));
    }

    /** Whether the party applies. */
    boolean applies(String party) {
        return applicants.stream().anyMatch(one -> one.party().equals(party));
    }
}
