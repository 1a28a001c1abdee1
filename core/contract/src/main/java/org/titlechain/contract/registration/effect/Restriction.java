package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Map;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Application.Authority;
import org.titlechain.contract.registration.application.Item;

/** Restricted units (限制单元): an authority forbids disposals until it says otherwise. */
final class Restriction implements Effect {
    private static final String KIND = "restriction";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        if (item.kind().subkind().equals("release")) {
            entering.end(sheet, entering.restriction(sheet, KIND, item.target()));
            return;
        }
        Registered right = entering.right(sheet, item.target());
        Authority authority = entering.application().authority().orElseThrow();
        sheet.addRestriction(entering.restriction(
                sheet,
                item,
                "QLF_XZDY",
                List.of(),
                Map.of(
                        "restricted",
                        right.id(),
                        "document",
                        authority.document(),
                        "authority",
                        authority.organisation())));
    }
}
