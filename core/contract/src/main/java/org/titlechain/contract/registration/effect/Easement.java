package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.value.UnitCode;

/**
 * Easements (地役权): a restriction of the servient unit (供役地) and a right of the dominant one (需役地). It belongs to the
 * units and not to persons, so it stays when either is transferred.
 */
final class Easement implements Effect {
    private static final String KIND = "easement";
    private static final String TABLE = "QLF_QL_DYIQ";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        if (item.kind().subkind().equals("release")) {
            release(entering, sheet, item);
            return;
        }
        UnitCode code = item.dominant().orElseThrow();
        if (code.equals(item.unit())) {
            throw Refusal.malformed("dominant", "INVALID_VALUE");
        }
        Sheet dominant = entering.live(code);
        Registered servient = entering.right(sheet, item.target());
        Standing.free(sheet);
        Standing.unnoticed(entering, sheet, List.of());
        entering.appliedByHoldersOf(servient, "obligor");
        for (Registered right : dominant.rights()) {
            if (!right.table().equals(TABLE)) {
                entering.appliedByOne(Holder.of(right.holders()), "holder");
            }
        }
        Registered easement = entering.restriction(
                sheet, item, TABLE, List.of(), Map.of("dominant", code.text(), "encumbers", servient.id()));
        sheet.addRestriction(easement);
        dominant.addRight(new Registered(entering.item(dominant, item, TABLE, List.of())
                .put(
                        "terms",
                        Value.map()
                                .put("side", "dominant")
                                .put("servient", item.unit().text())
                                .build())
                .build()));
        entering.order(sheet, easement.id(), item.kind().certificate());
    }

    private static void release(Entering entering, Sheet sheet, Item item) {
        Registered easement = entering.restriction(sheet, KIND, item.target());
        UnitCode code = UnitCode.read(easement.term("dominant").orElse("")).orElse(sheet.unit());
        if (entering.register().knows(code) && !code.equals(sheet.unit())) {
            Sheet dominant = entering.live(code);
            for (Registered right : dominant.rights()) {
                if (right.table().equals(TABLE)) {
                    if (right.message().equals(easement.message())) {
                        entering.end(dominant, right);
                    }
                } else {
                    entering.appliedByOne(Holder.of(right.holders()), "holder");
                }
            }
        }
        entering.end(sheet, easement);
    }
}
