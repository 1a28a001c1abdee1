package org.titlechain.contract.registration.effect;

import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/**
 * Change (变更登记) and correction (更正登记): the right takes the place of the one that it was. A change leaves the right with
 * whom it has: a name changes the reference, co-owners may change how they hold.
 */
final class Alteration implements Effect {
    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        Registered before = entering.right(sheet, item.target());
        Standing.free(sheet);
        boolean correction = item.kind().kind().equals("correction");
        if (item.has("holders") || item.has("coOwnership")) {
            checkHolders(entering, sheet, item, before, correction);
        }
        if (item.kind().is("change/name")) {
            entering.applied(item.holders(), "holder");
        } else if (!entering.application().mode().equals("ex-officio")) {
            entering.appliedByHoldersOf(before, "holder");
        }
        Registered after = Succession.draft(entering, sheet, item, before);
        Succession.replace(entering, sheet, item, before, after, true);
        item.text("location").ifPresent(sheet::setLocation);
        item.value().find("areaSquareCentimetres").ifPresent(area -> sheet.setNature("areaSquareCentimetres", area));
        item.nature().forEach(sheet::setNature);
        if (correction) {
            entering.remark(
                    sheet, "CORRECTED", Value.map().put("id", after.id()).put("before", before.id()));
        }
    }

    private static void checkHolders(Entering entering, Sheet sheet, Item item, Registered before, boolean correction) {
        List<Holder> present = Holder.of(before.holders());
        List<Holder> holders = item.has("holders") ? item.holders() : present;
        Holding.check(holders, item.text("coOwnership").orElseGet(() -> Holding.manner(before)));
        boolean fits =
                switch (item.kind().name()) {
                    case "change/name" -> isRenaming(present, holders);
                    case "change/co-ownership" -> isSameParties(present, holders);
                    default -> true;
                };
        Refusal.unless(fits, RefusalCode.HOLDERS_DIFFER, "unit", sheet.unit().text());
        if (correction) {
            Standing.unnoticed(entering, sheet, holders);
        }
    }

    private static boolean isRenaming(List<Holder> present, List<Holder> holders) {
        boolean same = present.size() == holders.size();
        for (int i = 0; same && i < present.size(); i++) {
            same = present.get(i).share().equals(holders.get(i).share());
        }
        return same;
    }

    private static boolean isSameParties(List<Holder> present, List<Holder> holders) {
        List<Value> now = holders.stream().map(Holder::party).toList();
        return present.size() == holders.size()
                && present.stream().map(Holder::party).allMatch(now::contains);
    }
}
