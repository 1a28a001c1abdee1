package org.titlechain.contract.registration.effect;

import java.util.List;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/** Cancellation (注销登记): the right ends, and with the last right the unit. Mortgages of mortgagees who apply end too. */
final class Cancellation implements Effect {
    private static final List<String> IN_THE_WAY = List.of("notice", "objection", "habitation", "easement");

    private static final String EASEMENT = "QLF_QL_DYIQ";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        Registered right = entering.right(sheet, item.target());
        Standing.free(sheet);
        if (!entering.application().mode().equals("entrusted")) {
            entering.appliedByHoldersOf(right, "holder");
        }
        List<Registered> rights = sheet.rights().stream()
                .filter(there -> !there.table().equals(EASEMENT))
                .toList();
        if (rights.size() == 1) {
            Refusal.unless(
                    sheet.rights().size() == 1,
                    RefusalCode.UNIT_BURDENED,
                    "unit",
                    sheet.unit().text());
            Standing.unburdened(sheet, IN_THE_WAY);
            Standing.unmortgaged(entering, sheet);
            sheet.restrictions("mortgage").forEach(mortgage -> entering.end(sheet, mortgage));
            sheet.setLive(false);
        }
        entering.end(sheet, right);
    }
}
