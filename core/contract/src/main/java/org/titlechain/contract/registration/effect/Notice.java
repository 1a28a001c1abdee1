package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Map;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/**
 * Advance notices (预告登记) of sales and mortgages, of what exists and of what is being built. A notice ends by its
 * release or by the registration that it announced.
 */
final class Notice implements Effect {
    private static final String KIND = "notice";
    private static final Map<String, String> TYPES =
            Map.of("presale", "1", "sale", "2", "presale-mortgage", "3", "mortgage", "4");

    @Override
    public void apply(Entering entering, Item item) {
        String subkind = item.kind().subkind();
        if (subkind.equals("release")) {
            Sheet sheet = entering.live(item.unit());
            Registered notice = entering.restriction(sheet, KIND, item.target());
            entering.appliedByOne(Holder.of(notice.holders()), "holder");
            entering.end(sheet, notice);
            return;
        }
        boolean existing = item.has("target");
        Sheet sheet = existing ? entering.live(item.unit()) : entering.draft(item.unit());
        if (existing) {
            entering.appliedByHoldersOf(entering.right(sheet, item.target()), "obligor");
        } else if (entering.application().applicants().stream()
                .noneMatch(applicant -> applicant.as().equals("obligor"))) {
            throw Refusal.of(RefusalCode.APPLICANT_MISSING, "as", "obligor");
        }
        List<Holder> holders = item.holders();
        entering.applied(holders, "holder");
        Standing.free(sheet);
        Standing.unnoticed(entering, sheet, holders);
        Standing.unopposed(entering, sheet);
        Registered notice = entering.restriction(
                sheet, item, "QLF_QL_YGDJ", holders, Map.of("type", TYPES.getOrDefault(subkind, "")));
        sheet.addRestriction(notice);
        item.text("location").ifPresent(sheet::setLocation);
        entering.order(sheet, notice.id(), item.kind().certificate());
    }
}
