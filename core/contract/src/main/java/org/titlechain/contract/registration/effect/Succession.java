package org.titlechain.contract.registration.effect;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;

/** A right that follows another of the same table: what the item does not say stays as it was. */
final class Succession {
    private static final String[] STAYING = {"rightType", "term", "areaSquareCentimetres", "coOwnership"};
    /** Where a burden names the right that it stands on. */
    private static final String[] ABOUT = {"encumbers", "against", "seized", "restricted"};

    private Succession() {}

    /** The right as it will stand after the one that it follows. */
    static Registered draft(Entering entering, Sheet sheet, Item item, Registered before) {
        MapBuilder right = entering.item(
                sheet, item, before.table(), item.has("holders") ? item.holders() : Holder.of(before.holders()));
        Map<String, Value> terms = new TreeMap<>(
                before.value().find("terms").map(map -> map.asMap().entries()).orElseGet(TreeMap::new));
        item.value().find("terms").ifPresent(map -> terms.putAll(map.asMap().entries()));
        right.put("terms", Value.map(terms)).put("previousCase", before.caseNumber());
        for (String field : STAYING) {
            right.putIfPresent(
                    field, item.value().find(field).or(() -> before.value().find(field)));
        }
        return new Registered(right.build());
    }

    /** The burden of the one right as it stands on the one that follows. */
    static Registered follow(Registered burden, Registered before, Registered after) {
        Registered followed = burden;
        for (String name : ABOUT) {
            if (burden.term(name).filter(before.id()::equals).isPresent()) {
                followed = followed.withTerm(name, Value.of(after.id()));
            }
        }
        return followed;
    }

    /** Ends the one and puts the other on the sheet: in its place, or behind all others. */
    static void replace(
            Entering entering, Sheet sheet, Item item, Registered before, Registered after, boolean inPlace) {
        int place = inPlace ? sheet.placeOf(before) : Integer.MAX_VALUE;
        entering.end(sheet, before);
        sheet.addRight(place, after);
        if (entering.burdensFollow()) {
            for (Registered burden : sheet.restrictions()) {
                sheet.replaceRestriction(burden, follow(burden, before, after));
            }
        }
        RightTable table = Entering.tables().get(after.table());
        Optional<String> family = Optional.ofNullable(table).map(RightTable::family);
        family.ifPresent(name -> sheet.noteNewest(name, after.time()));
        boolean certified = table != null && !table.certificate().isEmpty();
        entering.order(sheet, after.id(), certified ? item.kind().certificate() : "none");
    }
}
