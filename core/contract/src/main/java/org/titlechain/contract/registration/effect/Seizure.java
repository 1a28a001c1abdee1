package org.titlechain.contract.registration.effect;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.finding.Limits;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Application.Authority;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.process.WorkingDays;

/**
 * Seizures (查封登记), entrusted by an authority. The first is live, those after it wait (轮候) and take effect in their
 * order when the one before is released or lapses (查封规定 26). A term has an end and is three years at most.
 */
final class Seizure implements Effect {
    private static final String KIND = "seizure";
    private final long years = Limits.load().number("seizure.years");

    @Override
    public void apply(Entering entering, Item item) {
        Authority authority = entering.application()
                .authority()
                .orElseThrow(() -> Refusal.of(
                        RefusalCode.MODE_NOT_ALLOWED, "kind", item.kind().name()));
        switch (item.kind().subkind()) {
            case "release" -> {
                Sheet sheet = entering.live(item.unit());
                Registered seizure = own(entering, sheet, item, authority);
                entering.end(sheet, seizure);
                Lapse.advance(sheet, entering.application().caseKey());
            }
            case "continuation" -> proceed(entering, item, authority);
            default -> seize(entering, item, authority);
        }
    }

    private void seize(Entering entering, Item item, Authority authority) {
        boolean preliminary = item.kind().subkind().equals("preliminary");
        Sheet sheet = preliminary ? entering.draft(item.unit()) : entering.live(item.unit());
        checkTerm(entering, item);
        Map<String, String> terms = new TreeMap<>();
        if (!preliminary) {
            terms.put("seized", entering.right(sheet, item.target()).id());
        }
        boolean waiting = sheet.restrictions(KIND).stream().anyMatch(Registered::isLive);
        terms.put("type", preliminary ? (waiting ? "4" : "3") : (waiting ? "2" : "1"));
        terms.put("document", authority.document());
        terms.put("authority", authority.organisation());
        Registered seizure = entering.restriction(sheet, item, "QLF_QL_CFDJ", List.of(), terms);
        sheet.addRestriction(waiting ? seizure.with("state", Value.of("waiting")) : seizure);
    }

    private void checkTerm(Entering entering, Item item) {
        LocalDate today = WorkingDays.day(entering.time());
        LocalDate from = item.from().orElse(today);
        Optional<LocalDate> until = item.until();
        boolean fits = until.isPresent() && !until.get().isBefore(today);
        Refusal.unless(fits, RefusalCode.TERM_INVALID, "field", "term.until");
        boolean within = !until.orElse(today).isAfter(from.plusYears(years))
                && !until.orElse(today).isAfter(today.plusYears(years));
        Refusal.unless(within, RefusalCode.TERM_TOO_LONG, "years", Long.toString(years));
    }

    /** The seizure stays what it is; its term is that of the continuation. */
    private void proceed(Entering entering, Item item, Authority authority) {
        Sheet sheet = entering.live(item.unit());
        Registered seizure = own(entering, sheet, item, authority);
        checkTerm(entering, item);
        sheet.replaceRestriction(
                seizure,
                seizure.with("term", item.value().get("term"))
                        .withTerm("continuedBy", Value.of(entering.application().caseKey())));
    }

    /** Only the authority that seized releases or continues. */
    private static Registered own(Entering entering, Sheet sheet, Item item, Authority authority) {
        Registered seizure = entering.restriction(sheet, KIND, item.target());
        Refusal.unless(
                seizure.term("authority")
                        .filter(authority.organisation()::equals)
                        .isPresent(),
                RefusalCode.AUTHORITY_DIFFERS,
                "unit",
                sheet.unit().text());
        return seizure;
    }
}
