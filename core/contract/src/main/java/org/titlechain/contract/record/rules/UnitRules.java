package org.titlechain.contract.record.rules;

import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.UnitCode;

/** Unit codes have the form of the standard and agree with parcel and county; what comes before is known. */
public final class UnitRules {
    private UnitRules() {}

    /** Checks the codes in the head and the rows. */
    public static void checkCodes(Recording recording) {
        Optional<String> estate = recording.message().head("EstateNum");
        for (String part : estate.orElse("").replace('，', ',').split(",", -1)) {
            check(recording, part);
        }
        malformed(recording, recording.message().unfit().contains("EstateNum"));
        boolean any = !recording.estateNumbers().isEmpty();
        for (Row row : recording.message().rows()) {
            if (row.table().startsWith("QL")) {
                row.text("BDCDYH").ifPresent(code -> check(recording, code));
                malformed(recording, row.unfit().contains("BDCDYH"));
                any |= row.unit().isPresent() || row.has("GYDBDCDYH");
                parcel(recording, row);
            }
        }
        if (!any) {
            recording
                    .findings()
                    .add(FindingCode.UNIT_MISSING, recording.message().id());
        }
        Optional<String> parcel = recording.message().head("ParcelID");
        for (UnitCode unit : recording.estateNumbers()) {
            if (parcel.isPresent() && !parcel.get().equals(unit.parcel().text())) {
                recording.findings().add(FindingCode.PARCEL_MISMATCH, unit.text(), "parcel", parcel.get());
            }
        }
    }

    private static void malformed(Recording recording, boolean unfit) {
        if (unfit) {
            recording
                    .findings()
                    .add(FindingCode.UNIT_CODE_MALFORMED, recording.message().id());
        }
    }

    private static void parcel(Recording recording, Row row) {
        Optional<String> parcel = row.text("ZDDM", "ZHDM");
        Optional<UnitCode> unit = row.unit();
        if (parcel.isPresent()
                && unit.isPresent()
                && !parcel.get().equals(unit.get().parcel().text())) {
            recording.findings().add(FindingCode.PARCEL_MISMATCH, unit.get().text(), "parcel", parcel.get());
        }
    }

    private static void check(Recording recording, String code) {
        if (code.isBlank()) {
            return;
        }
        Optional<UnitCode> read = UnitCode.read(code);
        if (read.isEmpty()) {
            recording
                    .findings()
                    .add(
                            FindingCode.UNIT_CODE_MALFORMED,
                            recording.message().id(),
                            Value.map().put("length", code.strip().length()));
            return;
        }
        UnitCode unit = read.get();
        if (!unit.isWellFormed()) {
            recording.findings().add(FindingCode.UNIT_CODE_FORM, unit.text());
        } else if (!recording.limits().list("unit.kinds").contains(unit.kinds())) {
            recording.findings().add(FindingCode.UNIT_CODE_PAIR, unit.text(), "kinds", unit.kinds());
        }
        if (unit.isVirtual()) {
            recording.findings().add(FindingCode.UNIT_CODE_VIRTUAL, unit.text());
        }
    }

    /** A unit that went into others takes no new rights. Called before the rows take effect. */
    public static void checkEnded(Recording recording) {
        for (UnitCode unit : recording.estateNumbers()) {
            Optional<MapValue> sheet = recording.register().stored(unit);
            if (sheet.isPresent()
                    && sheet.get().get("state").equals(Value.of("ended"))
                    && !sheet.get().get("lineage").asMap().get("to").asList().isEmpty()) {
                recording.findings().add(FindingCode.ENDED_UNIT_REGISTERED, unit.text());
            }
        }
    }

    /** The certificates that the head names as those before are known and live. */
    public static void checkPreviousCertificates(Recording recording) {
        for (CertificateNumber number :
                CertificateNumber.split(recording.message().head("PreCertID").orElse(""))) {
            Optional<Value> state = recording.register().certificate(number).flatMap(known -> known.find("state"));
            if (state.isEmpty()) {
                recording.findings().add(FindingCode.PREVIOUS_CERTIFICATE_UNKNOWN, number.normalised());
            } else if (!state.get().equals(Value.of("live"))) {
                recording.findings().add(FindingCode.PREVIOUS_CERTIFICATE_ENDED, number.normalised());
            }
        }
    }
}
