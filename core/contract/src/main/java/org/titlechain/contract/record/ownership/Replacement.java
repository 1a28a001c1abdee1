package org.titlechain.contract.record.ownership;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Certificates;
import org.titlechain.contract.record.register.Certificates.Kind;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.UnitCode;

/**
 * A replaced certificate (换证、补证) in a message without a row of the right: the right stays, its certificates are those
 * that the rows of holders give now.
 */
public final class Replacement {
    private Replacement() {}

    /** Replaces the certificates on the sheets of the units that the head names. */
    public static void apply(Recording recording) {
        for (UnitCode unit : recording.estateNumbers()) {
            replace(recording, recording.register().sheet(unit));
        }
    }

    private static void replace(Recording recording, Sheet sheet) {
        List<CertificateNumber> old =
                CertificateNumber.split(recording.message().head("PreCertID").orElse(""));
        List<Registered> rights = sheet.rights();
        Optional<Registered> right = Targets.byCertificate(sheet, rights, old);
        if (right.isEmpty() && rights.size() == 1) {
            right = Optional.of(rights.getFirst());
        }
        if (right.isEmpty()) {
            recording
                    .findings()
                    .add(FindingCode.REPLACED_RIGHT_UNKNOWN, sheet.unit().text());
            return;
        }
        recording.register().endCertificates(sheet, right.get());
        for (Row holder : recording.message().rows("ZTT_GY_QLR")) {
            for (CertificateNumber number :
                    CertificateNumber.split(holder.text("BDCQZH").orElse(""))) {
                Certificates.issue(
                        recording, sheet, right.get(), number, Kind.CERTIFICATE, true, holder.text("QZYSXLH"));
            }
        }
    }
}
