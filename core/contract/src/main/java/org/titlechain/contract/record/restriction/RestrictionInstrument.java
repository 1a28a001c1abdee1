package org.titlechain.contract.record.restriction;

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
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.record.rules.TermRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * Restricted units (限制单元, QLF_XZDY) and rights of habitation (居住权, sent as other rights, QLF_QL_QTXGQL): a burden of
 * the unit with a holder, a term and an end.
 */
public final class RestrictionInstrument implements Instrument {
    private static final Drafts.Places PLACES = new Drafts.Places("", "QLQSSJ", "QLJSSJ", "BDCQZH");

    private final String kind;

    /** @param kind {@code restriction} or {@code habitation} */
    public RestrictionInstrument(String kind) {
        this.kind = kind;
    }

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (Restrictions.isRelease(recording, row)) {
            recording.setKind(kind + "-release");
            Restrictions.release(recording, sheet, row, kind, "", "BDCQZH", FindingCode.RESTRICTION_UNKNOWN);
        } else if (!recording.isOver(sheet, row)) {
            recording.setKind(kind);
            Registered restriction = Restrictions.draft(recording, sheet, row, kind, false, PLACES, Map.of());
            TermRules.check(recording, sheet, restriction, FindingCode.RIGHT_TERM_ORDER);
            Optional<Registered> changed = row.previousCase().isPresent()
                    ? Targets.byCase(sheet.restrictions(kind), row.previousCase())
                    : Optional.empty();
            Registered placed = Restrictions.put(recording, sheet, row, restriction, changed);
            Certificates.issue(recording, sheet, placed, row, "BDCQZH", Kind.PROOF, changed.isPresent());
        }
    }
}
