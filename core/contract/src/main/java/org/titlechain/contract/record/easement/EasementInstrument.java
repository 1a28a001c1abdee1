package org.titlechain.contract.record.easement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
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
import org.titlechain.contract.record.rules.TermRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * Easements (地役权登记, QLF_QL_DYIQ): a restriction of the servient unit (供役地, GYDBDCDYH) and a right of the dominant unit
 * (需役地, XYDBDCDYH). Either sheet alone shows its side; each names the other.
 */
public final class EasementInstrument implements Instrument {
    private static final String KIND = "easement";
    private static final String PROOF = "BDCDJZMH";
    private static final Drafts.Places PLACES = new Drafts.Places("", "QLQSSJ", "QLJSSJ", PROOF);
    private static final String TABLE = "QLF_QL_DYIQ";

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> servient = row.text("GYDBDCDYH").flatMap(UnitCode::read);
        Optional<UnitCode> dominant = row.text("XYDBDCDYH").flatMap(UnitCode::read);
        if (servient.isEmpty() || dominant.isEmpty()) {
            recording.findings().add(FindingCode.EASEMENT_UNIT_MISSING, recording.caseOf(row));
        }
        boolean release = Restrictions.isRelease(recording, row);
        recording.setKind(release ? "easement-release" : KIND);
        servient.ifPresent(unit -> burden(recording, recording.register().sheet(unit), row, release));
        dominant.ifPresent(unit -> benefit(recording, recording.register().sheet(unit), row, release));
    }

    private static void burden(Recording recording, Sheet sheet, Row row, boolean release) {
        if (release) {
            Restrictions.release(recording, sheet, row, KIND, "", PROOF, FindingCode.EASEMENT_UNKNOWN);
        } else if (!recording.isOver(sheet, row)) {
            Registered easement = Restrictions.draft(recording, sheet, row, KIND, false, PLACES, Map.of());
            TermRules.check(recording, sheet, easement, FindingCode.RIGHT_TERM_ORDER);
            Optional<Registered> changed = recording.actOf(row) == Act.FIRST
                    ? Optional.empty()
                    : Targets.find(sheet, sheet.restrictions(KIND), row, "", PROOF);
            Registered placed = Restrictions.put(recording, sheet, row, easement, changed);
            Certificates.issue(recording, sheet, placed, row, PROOF, Kind.PROOF, changed.isPresent());
        }
    }

    private static void benefit(Recording recording, Sheet sheet, Row row, boolean release) {
        List<Registered> there = sheet.rights().stream()
                .filter(right -> right.table().equals(TABLE))
                .toList();
        Optional<Registered> target = Targets.find(sheet, there, row, "", PROOF);
        if (release) {
            target.ifPresent(right -> recording.register().end(sheet, right));
        } else if (!recording.register().hasEnded(recording.caseOf(row), sheet.unit())) {
            target.ifPresent(right -> {
                if (right.caseNumber().equals(recording.caseOf(row))) {
                    recording.register().withdraw(sheet, right);
                } else {
                    recording.register().end(sheet, right);
                }
            });
            Registered right = new Registered(
                    Drafts.draft(recording, sheet, row, PLACES, Map.of()).build());
            sheet.addRight(right.withTerm("side", Value.of("dominant")));
        }
    }
}
