package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.finding.Limits;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/** First registration (首次登记) of the family of rights that the subkind names. */
final class First implements Effect {
    private final Limits limits = Limits.load();

    @Override
    public void apply(Entering entering, Item item) {
        RightTable table = Entering.family(item.kind().subkind())
                .orElseThrow(() ->
                        Refusal.of(RefusalCode.KIND_UNKNOWN, "kind", item.kind().name()));
        Refusal.unless(
                limits.list("unit.kinds").contains(item.unit().kinds()),
                RefusalCode.UNIT_CODE_INVALID,
                "unit",
                item.unit().text());
        List<Holder> holders = item.holders();
        if (item.has("holders")) {
            Holding.check(holders, item.text("coOwnership").orElse(""));
            entering.applied(holders, "holder");
        }
        Sheet sheet = entering.draft(item.unit());
        Optional<Registered> standing = sheet.rights().stream()
                .filter(right -> right.table().equals(table.table()))
                .findFirst();
        if (table.exclusive() && standing.isPresent()) {
            throw Refusal.of(
                    RefusalCode.EXCLUSIVE_RIGHT_EXISTS,
                    Value.map()
                            .put("unit", sheet.unit().text())
                            .put("against", standing.get().id()));
        }
        Registered right = new Registered(entering.item(sheet, item, table.table(), holders)
                .put("terms", item.value().find("terms").orElse(Value.map().build()))
                .putIfPresent("rightType", item.value().find("rightType"))
                .putIfPresent("term", item.value().find("term"))
                .putIfPresent("areaSquareCentimetres", item.value().find("areaSquareCentimetres"))
                .putIfPresent("coOwnership", item.value().find("coOwnership"))
                .build());
        sheet.addRight(right);
        sheet.setKind(table.sheetKind());
        item.text("location").ifPresent(sheet::setLocation);
        item.value().find("areaSquareCentimetres").ifPresent(area -> sheet.setNature("areaSquareCentimetres", area));
        item.nature().forEach(sheet::setNature);
        sheet.noteNewest(table.family(), right.time());
        entering.order(
                sheet,
                right.id(),
                table.certificate().isEmpty() ? "none" : item.kind().certificate());
    }
}
