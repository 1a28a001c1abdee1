package org.titlechain.contract.record.notice;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/**
 * Advance notices (预告登记, QLF_QL_YGDJ) of sales and mortgages. A notice ends by its release, or by the final
 * registration for the party that it protects.
 */
public final class NoticeInstrument implements Instrument {
    private static final String PROOF = "BDCDJZMH";
    private static final Drafts.Places PLACES = new Drafts.Places("JZMJ", "", "", PROOF);
    private static final Map<String, String> NAMES =
            Collections.unmodifiableMap(new TreeMap<>(Map.of("YGDJZL", "type", "SFCZJZHXZ", "transferRestricted")));
    /** Notices about property that exists, so that a right must be on the register. */
    private static final List<String> ABOUT_EXISTING = List.of("2", "4");

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (Restrictions.isRelease(recording, row, "ZXYGYWH", "ZXSJ")) {
            recording.setKind("notice-release");
            Restrictions.release(recording, sheet, row, "notice", "ZXYGYWH", PROOF, FindingCode.NOTICE_UNKNOWN);
        } else if (!recording.isOver(sheet, row)) {
            recording.setKind("notice");
            if (sheet.rights().isEmpty()
                    && ABOUT_EXISTING.contains(row.text("YGDJZL").orElse(""))) {
                recording
                        .findings()
                        .add(FindingCode.NOTICE_WITHOUT_RIGHT, sheet.unit().text());
            }
            Registered notice = Restrictions.draft(recording, sheet, row, "notice", false, PLACES, NAMES);
            Registered placed = Restrictions.put(recording, sheet, row, notice, Optional.empty());
            row.text("BDCZL").ifPresent(sheet::setLocation);
            Certificates.issue(recording, sheet, placed, row, PROOF, Kind.PROOF, false);
        }
    }
}
