package org.titlechain.contract.registration.effect;

import java.util.Map;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;

/** The right of habitation (居住权), by contract with the owner or by will (Civil Code 366–371). */
final class Habitation implements Effect {
    private static final String KIND = "habitation";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        if (item.kind().subkind().equals("release")) {
            Registered habitation = entering.restriction(sheet, KIND, item.target());
            entering.appliedByOne(Holder.of(habitation.holders()), "holder");
            entering.end(sheet, habitation);
            return;
        }
        Registered right = entering.right(sheet, item.target());
        Standing.free(sheet);
        Standing.unnoticed(entering, sheet, item.holders());
        if (entering.isJoint()) {
            entering.appliedByHoldersOf(right, "obligor");
        }
        entering.applied(item.holders(), "holder");
        Registered habitation =
                entering.restriction(sheet, item, "QLF_QL_QTXGQL", item.holders(), Map.of("encumbers", right.id()));
        sheet.addRestriction(habitation);
        entering.order(sheet, habitation.id(), item.kind().certificate());
    }
}
