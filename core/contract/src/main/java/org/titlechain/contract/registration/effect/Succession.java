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

    /** Ends the one and puts the other on the sheet: in its place, or behind all others. */
    static void replace(
            Entering entering, Sheet sheet, Item item, Registered before, Registered after, boolean inPlace) {
        int place = inPlace ? sheet.placeOf(before) : Integer.MAX_VALUE;
        entering.end(sheet, before);
        sheet.addRight(place, after);
        RightTable table = Entering.tables().get(after.table());
        Optional<String> family = Optional.ofNullable(table).map(RightTable::family);
        family.ifPresent(name -> sheet.noteNewest(name, after.time()));
        boolean certified = table != null && !table.certificate().isEmpty();
        entering.order(sheet, after.id(), certified ? item.kind().certificate() : "none");
    }
}
