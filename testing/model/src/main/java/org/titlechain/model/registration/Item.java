package org.titlechain.model.registration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.titlechain.model.Owner;

/**
 * One thing that a case registers.
 *
 * @param target what it is about; empty for none
 * @param coOwnership {@code 0}, {@code 1} or {@code 2}; empty for none
 * @param area cm², 0 for none
 * @param use the code of the use; empty for none
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
        String use,
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

    /** An item that says nothing more. */
    public static Item of(String kind, String subkind, String unit, String target) {
        return new Item(kind, subkind, unit, target, List.of(), "", 0, "", "", false, List.of(), List.of(), "");
    }

    /** The same about something else. */
    public Item about(String another) {
        return new Item(
                kind,
                subkind,
                unit,
                another,
                holders,
                coOwnership,
                area,
                use,
                until,
                forbidsTransfer,
                into,
                from,
                other);
    }

    /** The same for these holders. */
    public Item to(List<Owner> owners, String manner) {
        return new Item(
                kind, subkind, unit, target, owners, manner, area, use, until, forbidsTransfer, into, from, other);
    }

    /** The same with the area. */
    public Item measuring(long squareCentimetres) {
        return new Item(
                kind,
                subkind,
                unit,
                target,
                holders,
                coOwnership,
                squareCentimetres,
                use,
                until,
                forbidsTransfer,
                into,
                from,
                other);
    }

    /** The same for the use. */
    public Item used(String code) {
        return new Item(
                kind,
                subkind,
                unit,
                target,
                holders,
                coOwnership,
                area,
                code,
                until,
                forbidsTransfer,
                into,
                from,
                other);
    }

    /** The same until the day. */
    public Item until(String day) {
        return new Item(
                kind, subkind, unit, target, holders, coOwnership, area, use, day, forbidsTransfer, into, from, other);
    }

    /** The same, forbidding transfers or not. */
    public Item forbidding(boolean forbids) {
        return new Item(
                kind, subkind, unit, target, holders, coOwnership, area, use, until, forbids, into, from, other);
    }

    /** The same with units before and after. */
    public Item dividing(List<Part> before, List<Part> after) {
        return new Item(
                kind,
                subkind,
                unit,
                target,
                holders,
                coOwnership,
                area,
                use,
                until,
                forbidsTransfer,
                after,
                before,
                other);
    }

    /** The same with the dominant unit or the other mortgage. */
    public Item with(String second) {
        return new Item(
                kind,
                subkind,
                unit,
                target,
                holders,
                coOwnership,
                area,
                use,
                until,
                forbidsTransfer,
                into,
                from,
                second);
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

    /** Whether it makes units out of others. */
    public boolean divides() {
        return is("change", "split") || is("change", "merger");
    }

    /** Whether it ends something and adds nothing. */
    public boolean releases() {
        return subkind.equals("release");
    }

    /** Whether it is about what burdens the unit, not about a right. */
    public boolean isAboutBurden() {
        return releases()
                || is("seizure", "continuation")
                || is("mortgage", "transfer")
                || is("mortgage", "change")
                || is("mortgage", "rank");
    }

    /** Whether the unit need not be on the register. */
    public boolean mayBeNew() {
        return is("first") || target.isEmpty();
    }

    /** Every unit that it writes. */
    public List<String> units() {
        Set<String> units = new LinkedHashSet<>(List.of(unit));
        from.forEach(part -> units.add(part.unit()));
        into.forEach(part -> units.add(part.unit()));
        if (is("easement", "contract")) {
            units.add(other);
        }
        return List.copyOf(units);
    }

    @Override
    public String toString() {
        return kind + "/" + subkind + " of " + unit + (target.isEmpty() ? "" : " target " + target)
                + (holders.isEmpty() ? "" : " to " + holders) + (into.isEmpty() ? "" : " into " + into)
                + (from.isEmpty() ? "" : " with " + from) + (other.isEmpty() ? "" : " and " + other)
                + (until.isEmpty() ? "" : " until " + until) + (forbidsTransfer ? " forbidding transfers" : "");
    }
}
