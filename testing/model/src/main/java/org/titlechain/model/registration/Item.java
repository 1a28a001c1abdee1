package org.titlechain.model.registration;

import java.util.List;
import org.titlechain.model.Owner;

/**
 * One thing that a case registers.
 *
 * @param target what it is about; empty for none
 * @param coOwnership {@code 0}, {@code 1} or {@code 2}; empty for none
 * @param area cm², 0 for none
 * @param until last day of its term, {@code yyyy-MM-dd}; empty for none
 * @param forbidsTransfer whether a mortgage forbids transfers
 * @param into the units of a split or merger, with their areas
 * @param from the other units of a merger, with the rights that are merged
 * @param other the dominant unit of an easement; the mortgage that changes places
 */
public record Item(
        String kind,
        String subkind,
        String unit,
        String target,
        List<Owner> holders,
        String coOwnership,
        long area,
        String until,
        boolean forbidsTransfer,
        List<Part> into,
        List<Part> from,
        String other) {
    /**
     * A unit of a split or merger.
     *
     * @param area cm² of a new unit
     * @param target the right of an old one
     */
    public record Part(String unit, long area, String target) {}

    public Item {
        holders = List.copyOf(holders);
        into = List.copyOf(into);
        from = List.copyOf(from);
    }

    /** The rule of its kind. */
    public KindRule rule() {
        return KindRule.of(kind, subkind);
    }

    /** Whether it is of that kind, any subkind. */
    public boolean is(String oneKind) {
        return kind.equals(oneKind);
    }

    /** Whether it is of exactly that kind. */
    public boolean is(String oneKind, String oneSubkind) {
        return kind.equals(oneKind) && subkind.equals(oneSubkind);
    }

    /** Whether it ends something and adds nothing. */
    public boolean releases() {
        return subkind.equals("release");
    }

    @Override
    public String toString() {
        return kind + "/" + subkind + " of " + unit + (target.isEmpty() ? "" : " target " + target)
                + (holders.isEmpty() ? "" : " to " + holders) + (into.isEmpty() ? "" : " into " + into)
                + (from.isEmpty() ? "" : " with " + from) + (other.isEmpty() ? "" : " and " + other)
                + (until.isEmpty() ? "" : " until " + until);
    }
}
