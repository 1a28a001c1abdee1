package org.titlechain.contract.record.mortgage;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Certificates;
import org.titlechain.contract.record.register.Certificates.Kind;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Restrictions;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.record.rules.DisposalRules;
import org.titlechain.contract.record.rules.TermRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * Mortgages (抵押权登记, QLF_QL_DYAQ), in rank by the time of registration. A transfer or change keeps the rank; a release
 * lets those behind move up.
 */
public final class MortgageInstrument implements Instrument {
    private static final String PROOF = "BDCDJZMH";
    private static final Drafts.Places PLACES = new Drafts.Places("DYMJ", "ZWLXQSSJ", "ZWLXJSSJ", PROOF);
    private static final Map<String, String> NAMES =
            Collections.unmodifiableMap(new TreeMap<>(Map.of("DYFS", "method", "SFCZJZHXZ", "transferRestricted")));

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (Restrictions.isRelease(recording, row, "ZXDYYWH", "ZXSJ")) {
            recording.setKind("mortgage-release");
            Restrictions.release(recording, sheet, row, "mortgage", "ZXDYYWH", PROOF, FindingCode.MORTGAGE_UNKNOWN);
        } else if (row.is("QSZT", "0")) {
            recording.findings().add(FindingCode.PROVISIONAL_RIGHT, sheet.unit().text());
        } else if (!recording.isOver(sheet, row)) {
            register(recording, sheet, row);
        }
    }

    private static void register(Recording recording, Sheet sheet, Row row) {
        Act act = recording.actOf(row);
        Registered mortgage = Restrictions.draft(recording, sheet, row, "mortgage", false, PLACES, NAMES);
        List<Registered> there = sheet.restrictions("mortgage");
        TermRules.check(recording, sheet, mortgage, FindingCode.MORTGAGE_TERM_ORDER);
        boolean first = act == Act.FIRST || act == Act.OTHER;
        Optional<Registered> changed = Optional.empty();
        if (first) {
            recording.setKind("mortgage");
            if (sheet.rights().isEmpty()) {
                recording
                        .findings()
                        .add(FindingCode.MORTGAGE_WITHOUT_RIGHT, sheet.unit().text());
            }
            DisposalRules.check(recording, sheet, mortgage, DisposalRules.Disposal.MORTGAGE);
        } else {
            recording.setKind("mortgage-" + act.label());
            boolean twice =
                    Targets.byCase(there, Optional.of(mortgage.caseNumber())).isPresent();
            changed = Targets.find(sheet, there, row, "", PROOF);
            if (changed.isEmpty() && !twice) {
                changed = there.size() == 1 && row.previousCase().isEmpty()
                        ? Optional.of(there.getFirst())
                        : Optional.empty();
            }
            if (changed.isEmpty()) {
                recording
                        .findings()
                        .add(FindingCode.MORTGAGE_UNKNOWN, sheet.unit().text(), "case", mortgage.caseNumber());
            }
        }
        Registered placed = Restrictions.put(recording, sheet, row, mortgage, changed);
        Certificates.issue(recording, sheet, placed, row, PROOF, Kind.PROOF, !first);
    }
}
