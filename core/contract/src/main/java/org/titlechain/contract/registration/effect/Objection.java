package org.titlechain.contract.registration.effect;

import java.util.Map;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;

/** Objections (异议登记) of interested parties; they lapse unless a suit follows ({@link Lapse}). */
final class Objection implements Effect {
    private static final String KIND = "objection";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        if (item.kind().subkind().equals("release")) {
            Registered objection = entering.restriction(sheet, KIND, item.target());
            entering.appliedByOne(Holder.of(objection.holders()), "third");
            entering.end(sheet, objection);
            return;
        }
        Registered right = entering.right(sheet, item.target());
        entering.applied(item.holders(), "third");
        Registered objection =
                entering.restriction(sheet, item, "QLF_QL_YYDJ", item.holders(), Map.of("against", right.id()));
        sheet.addRestriction(objection);
        entering.order(sheet, objection.id(), item.kind().certificate());
    }
}
