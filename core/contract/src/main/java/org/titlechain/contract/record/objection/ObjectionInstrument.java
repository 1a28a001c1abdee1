package org.titlechain.contract.record.objection;

import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Certificates;
import org.titlechain.contract.record.register.Certificates.Kind;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Restrictions;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/** Objections (异议登记, QLF_QL_YYDJ): a warning on the sheet until it is withdrawn or found void. */
public final class ObjectionInstrument implements Instrument {
    private static final String PROOF = "BDCDJZMH";
    private static final Drafts.Places PLACES = new Drafts.Places("", "", "", PROOF);

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (Restrictions.isRelease(recording, row, "ZXYYYWH", "ZXYYDJSJ")) {
            recording.setKind("objection-release");
            Restrictions.release(recording, sheet, row, "objection", "ZXYYYWH", PROOF, FindingCode.OBJECTION_UNKNOWN);
        } else if (!recording.isOver(sheet, row)) {
            recording.setKind("objection");
            if (sheet.rights().isEmpty()) {
                recording
                        .findings()
                        .add(FindingCode.OBJECTION_WITHOUT_RIGHT, sheet.unit().text());
            }
            Registered objection = Restrictions.draft(recording, sheet, row, "objection", false, PLACES, Map.of());
            Registered placed = Restrictions.put(recording, sheet, row, objection, Optional.empty());
            Certificates.issue(recording, sheet, placed, row, PROOF, Kind.PROOF, false);
        }
    }
}
