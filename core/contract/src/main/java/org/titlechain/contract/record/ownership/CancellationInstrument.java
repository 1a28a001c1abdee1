package org.titlechain.contract.record.ownership;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.record.rules.DisposalRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.UnitCode;

/**
 * Cancellation (注销登记, QLF_QL_ZXDJ): ends the right that the row names by case or certificate, or the only live right. A
 * unit without any right is no longer live.
 */
public final class CancellationInstrument implements Instrument {
    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        Optional<Registered> target = target(recording, sheet, row);
        if (target.isPresent()) {
            Registered right = target.get();
            DisposalRules.check(recording, sheet, right, DisposalRules.Disposal.CANCELLATION);
            if (!sheet.restrictions("mortgage").isEmpty() && right.kind().isEmpty()) {
                recording
                        .findings()
                        .add(FindingCode.CANCELLED_WITH_MORTGAGE, sheet.unit().text());
            }
            recording.register().end(sheet, right);
        } else if (alreadyEnded(recording, sheet, row)) {
            recording.noteLate(sheet, row, "ended");
        } else {
            recording
                    .findings()
                    .add(FindingCode.CANCELLED_RIGHT_UNKNOWN, sheet.unit().text());
            row.previousCase().ifPresent(number -> recording.register().endCase(number, sheet.unit()));
            if (!row.is("ZXYWH", recording.caseOf(row)) && row.has("ZXYWH")) {
                recording.register().endCase(recording.caseOf(row), sheet.unit());
            }
        }
        if (sheet.rights().isEmpty()) {
            sheet.setLive(false);
        }
    }

    private static Optional<Registered> target(Recording recording, Sheet sheet, Row row) {
        List<Registered> rights = sheet.rights();
        Optional<Registered> named = Targets.find(sheet, rights, row, "ZXYWH", "BDCQZH");
        if (named.isEmpty()) {
            named = Targets.byCertificate(
                    sheet,
                    rights,
                    CertificateNumber.split(
                            recording.message().head("PreCertID").orElse("")));
        }
        boolean namesNothing = Drafts.certificates(row, "BDCQZH").isEmpty();
        return named.isEmpty() && namesNothing && rights.size() == 1 ? Optional.of(rights.getFirst()) : named;
    }

    private static boolean alreadyEnded(Recording recording, Sheet sheet, Row row) {
        return row.previousCase()
                .filter(number -> recording.register().hasEnded(number, sheet.unit()))
                .isPresent();
    }
}
