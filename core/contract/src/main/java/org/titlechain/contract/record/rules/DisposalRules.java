package org.titlechain.contract.record.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.LocalDateTimeText;

/** What stands against disposing of a unit: seizures, notices, objections, restrictions, a mortgage that forbids it. */
public final class DisposalRules {
    private DisposalRules() {}

    /** Ways to dispose of a unit. */
    public enum Disposal {
        TRANSFER,
        MORTGAGE,
        CANCELLATION
    }

    /** The kinds of notices (list YGDJZL) that a disposal fulfils. */
    private static List<String> fulfilledBy(Disposal disposal) {
        return switch (disposal) {
            case TRANSFER -> List.of("1", "2");
            case MORTGAGE -> List.of("3", "4");
            case CANCELLATION -> List.of();
        };
    }

    /** Checks the disposal; notices that it fulfils end. */
    public static void check(Recording recording, Sheet sheet, Registered disposed, Disposal disposal) {
        String subject = sheet.unit().text();
        for (Registered seizure : sheet.restrictions("seizure")) {
            Optional<LocalDateTimeText> until = seizure.until().flatMap(LocalDateTimeText::read);
            boolean lapsed = until.isPresent() && until.get().latest() < disposed.time();
            if (seizure.isLive()) {
                recording
                        .findings()
                        .add(
                                lapsed ? FindingCode.LAPSED_SEIZURE_ON_SHEET : FindingCode.SEIZED_UNIT_DISPOSED,
                                subject,
                                facts(seizure, disposal));
            }
        }
        for (Registered notice : sheet.restrictions("notice")) {
            if (fulfils(disposal, disposed, notice)) {
                recording.register().end(sheet, recording.edition().entire() ? asRanked(sheet, notice) : notice);
            } else {
                recording.findings().add(FindingCode.NOTICED_UNIT_DISPOSED, subject, facts(notice, disposal));
            }
        }
        for (Registered objection : sheet.restrictions("objection")) {
            recording.findings().add(FindingCode.OBJECTED_UNIT_DISPOSED, subject, facts(objection, disposal));
        }
        for (Registered restriction : sheet.restrictions("restriction")) {
            recording.findings().add(FindingCode.RESTRICTED_UNIT_DISPOSED, subject, facts(restriction, disposal));
        }
        if (disposal == Disposal.TRANSFER) {
            checkMortgages(recording, sheet, disposed);
        }
    }

    /** The notice as it stands after others left: the end of one moves up those behind it. */
    private static Registered asRanked(Sheet sheet, Registered notice) {
        return sheet.restrictions("notice").stream()
                .filter(there ->
                        there.id().equals(notice.id()) && there.message().equals(notice.message()))
                .findFirst()
                .orElse(notice);
    }

    private static boolean fulfils(Disposal disposal, Registered disposed, Registered notice) {
        boolean named = disposed.value()
                .find("previousCase")
                .filter(Value.of(notice.caseNumber())::equals)
                .isPresent();
        return notice.term("type").filter(fulfilledBy(disposal)::contains).isPresent()
                && (named || notice.sharesHolderWith(disposed));
    }

    /** A registered agreement against transfers binds unless the mortgagee applies too (担保解释 43). */
    private static void checkMortgages(Recording recording, Sheet sheet, Registered disposed) {
        for (Registered mortgage : sheet.restrictions("mortgage")) {
            boolean forbids =
                    mortgage.term("transferRestricted").filter("1"::equals).isPresent();
            if (forbids && !mortgagee(recording, mortgage)) {
                recording
                        .findings()
                        .add(
                                FindingCode.MORTGAGE_FORBIDS_TRANSFER,
                                sheet.unit().text(),
                                Value.map()
                                        .put("mortgage", mortgage.caseNumber())
                                        .put("case", disposed.caseNumber()));
            }
        }
    }

    private static boolean mortgagee(Recording recording, Registered mortgage) {
        for (Row row : recording.message().rows()) {
            boolean applicant = row.table().equals("DJF_DJ_SQR") || row.table().equals("DJF_DJ_SQ");
            if (applicant
                    && (row.party("YWRZJH").filter(mortgage::isHeldBy).isPresent()
                            || row.party("QLRZJH").filter(mortgage::isHeldBy).isPresent())) {
                return true;
            }
        }
        return false;
    }

    private static MapBuilder facts(Registered against, Disposal disposal) {
        return Value.map()
                .put("case", against.caseNumber())
                .put("rank", against.rank())
                .put("disposal", disposal.name().toLowerCase(Locale.ROOT));
    }
}
