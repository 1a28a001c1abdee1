package org.titlechain.contract.registration.effect;

import java.util.List;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Refusal;

/** What stands on a sheet against a registration. */
final class Standing {
    private static final List<String> SALES = List.of("1", "2");
    private static final List<String> MORTGAGES = List.of("3", "4");

    private Standing() {}

    private static Refusal against(RefusalCode code, Sheet sheet, Registered item) {
        MapBuilder facts = Value.map()
                .put("unit", sheet.unit().text())
                .put("against", item.id())
                .put("rank", item.rank());
        return Refusal.of(code, facts);
    }

    /** Nothing is disposed of, encumbered or changed over a live seizure or a restriction. */
    static void free(Sheet sheet) {
        sheet.restrictions("seizure").stream()
                .filter(Registered::isLive)
                .findFirst()
                .ifPresent(item -> {
                    throw against(RefusalCode.UNIT_SEIZED, sheet, item);
                });
        sheet.restrictions("restriction").stream().findFirst().ifPresent(item -> {
            throw against(RefusalCode.UNIT_RESTRICTED, sheet, item);
        });
    }

    /** A notice forbids disposals unless its holder acquires or applies (Civil Code 221). */
    static void unnoticed(Entering entering, Sheet sheet, List<Holder> acquiring) {
        for (Registered notice : sheet.restrictions("notice")) {
            if (!acquires(notice, acquiring) && !applies(entering, notice)) {
                throw against(RefusalCode.NOTICE_FORBIDS_DISPOSAL, sheet, notice);
            }
        }
    }

    /** Who acquires over an objection says that he knows of it. */
    static void unopposed(Entering entering, Sheet sheet) {
        sheet.restrictions("objection").stream().findFirst().ifPresent(objection -> {
            if (!entering.application().materials().contains("objection-statement")) {
                throw against(RefusalCode.OBJECTION_UNANSWERED, sheet, objection);
            }
        });
    }

    /** A registered agreement against transfers binds unless the mortgagee applies (Civil Code 406). */
    static void transferable(Entering entering, Sheet sheet) {
        for (Registered mortgage : sheet.restrictions("mortgage")) {
            boolean forbids =
                    mortgage.term("transferRestricted").filter("1"::equals).isPresent();
            if (forbids && !applies(entering, mortgage)) {
                throw against(RefusalCode.MORTGAGE_FORBIDS_TRANSFER, sheet, mortgage);
            }
        }
    }

    /** What ends or is divided has no mortgage but of a mortgagee who applies. */
    static void unmortgaged(Entering entering, Sheet sheet) {
        for (Registered mortgage : sheet.restrictions("mortgage")) {
            if (!applies(entering, mortgage)) {
                throw against(RefusalCode.UNIT_MORTGAGED, sheet, mortgage);
            }
        }
    }

    /** Nothing of these kinds stands on the sheet. */
    static void unburdened(Sheet sheet, List<String> kinds) {
        for (Registered item : sheet.restrictions()) {
            if (kinds.contains(item.kind())) {
                throw against(RefusalCode.UNIT_BURDENED, sheet, item);
            }
        }
    }

    private static boolean acquires(Registered item, List<Holder> acquiring) {
        return acquiring.stream().anyMatch(holder -> item.isHeldBy(holder.party()));
    }

    private static boolean applies(Entering entering, Registered item) {
        return entering.application().applicants().stream().anyMatch(applicant -> item.isHeldBy(applicant.party()));
    }

    /** Notices of a sale end with the transfer to their holder (预告转本登记). */
    static void convertSales(Entering entering, Sheet sheet, List<Holder> acquiring) {
        convert(entering, sheet, acquiring, SALES);
    }

    /** Notices of a mortgage end with the mortgage of their holder. */
    static void convertMortgages(Entering entering, Sheet sheet, List<Holder> acquiring) {
        convert(entering, sheet, acquiring, MORTGAGES);
    }

    private static void convert(Entering entering, Sheet sheet, List<Holder> acquiring, List<String> types) {
        for (Registered notice : sheet.restrictions("notice")) {
            if (notice.term("type").filter(types::contains).isPresent() && acquires(notice, acquiring)) {
                entering.end(sheet, notice);
            }
        }
    }
}
