package org.titlechain.contract.registration.effect;

import java.util.List;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;

/**
 * Transfer (转移登记): the right of the old holders ends, that of the new ones stands behind all others. Mortgages,
 * easements and habitation stay on the unit; a notice of sale ends with the transfer to its holder.
 */
final class Transfer implements Effect {
    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        Registered before = entering.right(sheet, item.target());
        List<Holder> holders = item.holders();
        String manner = item.text("coOwnership").orElse("");
        Holding.check(holders, manner);
        List<Holder> present = Holder.of(before.holders());
        String mannerBefore = Holding.manner(before);
        List<Holder> acquiring = Holding.gaining(present, mannerBefore, holders, manner);
        Standing.free(sheet);
        Standing.transferable(entering, sheet);
        Standing.unnoticed(entering, sheet, acquiring);
        Standing.unopposed(entering, sheet);
        if (entering.isJoint()) {
            if (present.size() < before.holders().size()) {
                entering.appliedByHoldersOf(before, "obligor");
            }
            entering.applied(Holding.losing(present, mannerBefore, holders, manner), "obligor");
        }
        if (!entering.application().mode().equals("entrusted")) {
            entering.applied(acquiring, "holder");
        }
        Standing.convertSales(entering, sheet, acquiring);
        Succession.replace(entering, sheet, item, before, Succession.draft(entering, sheet, item, before), false);
    }
}
