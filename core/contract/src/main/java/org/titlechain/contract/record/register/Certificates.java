package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.CertificateNumber;

/** Certificates (证书) of rights and proofs (证明) of what else is registered. */
public final class Certificates {
    /** Other rights, such as that of habitation, carry a certificate or a proof. */
    private static final String OTHER_RIGHTS = "QLF_QL_QTXGQL";

    private Certificates() {}

    /** What a number stands on. */
    public enum Kind {
        CERTIFICATE("certificate"),
        PROOF("proof");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * Puts the certificates of a right or restriction on the sheet: the numbers of its own row and those of its
     * holders.
     *
     * @param attribute the attribute of the row with the numbers
     * @param continues whether the numbers of what it replaces may go on
     */
    public static void issue(
            Recording recording,
            Sheet sheet,
            Registered item,
            Row row,
            String attribute,
            Kind kind,
            boolean continues) {
        List<CertificateNumber> own = Drafts.certificates(row, attribute);
        List<Row> holders = Drafts.holderRows(recording, sheet, item.caseNumber(), own);
        List<CertificateNumber> numbers = new ArrayList<>(own);
        for (Row holder : holders) {
            for (CertificateNumber number :
                    CertificateNumber.split(holder.text("BDCQZH").orElse(""))) {
                if (!numbers.contains(number)) {
                    numbers.add(number);
                }
            }
        }
        for (CertificateNumber number : numbers) {
            issue(recording, sheet, item, number, kind, continues, printed(recording, holders, number));
        }
    }

    /** Puts one certificate on the sheet. */
    public static void issue(
            Recording recording,
            Sheet sheet,
            Registered item,
            CertificateNumber number,
            Kind kind,
            boolean continues,
            Optional<String> printed) {
        if (number.normalised().length() > CertificateNumber.LONGEST) {
            return;
        }
        if (kind == Kind.CERTIFICATE && number.isProof() && !item.table().equals(OTHER_RIGHTS)) {
            recording.findings().add(FindingCode.CERTIFICATE_KIND_MISMATCH, number.normalised());
        }
        Optional<MapValue> known = recording.register().certificate(number);
        boolean counting = recording.edition().counting();
        boolean sameCase = known.filter(value -> counting
                        ? isOfCase(value, item.caseNumber())
                        : value.get("right").equals(Value.of(item.id())))
                .isPresent();
        boolean sameUnit = known.filter(value ->
                                value.get("unit").asText().equals(sheet.unit().text()))
                        .isPresent()
                || counting && stoodOn(recording, sheet, number);
        if (known.isPresent() && !sameCase && !(continues && sameUnit)) {
            recording
                    .findings()
                    .add(
                            FindingCode.CERTIFICATE_DOUBLED,
                            number.normalised(),
                            Value.map()
                                    .put("unit", known.get().get("unit"))
                                    .put("state", known.get().get("state")));
        }
        sheet.addCertificate(Value.map()
                .put("number", number.sent())
                .put("kind", kind.label)
                .put("right", item.id())
                .putIfPresent("printed", printed.map(Value::of))
                .build());
        MapValue issued = Value.map()
                .put("number", number.sent())
                .put("kind", kind.label)
                .put("unit", sheet.unit().text())
                .put("right", item.id())
                .put("state", "live")
                .put("message", recording.message().id())
                .build();
        if (counting) {
            boolean spreads = sameCase && known.get().get("state").equals(Value.of("live"));
            recording.register().addPlace(number, spreads ? known.get() : issued);
        } else if (!sameCase || sameUnit) {
            recording.register().putCertificate(number, issued);
        }
    }

    /** Whether the certificate was issued in the case, for this right or another of the same case. */
    private static boolean isOfCase(MapValue certificate, String caseNumber) {
        String right = certificate.get("right").asText();
        return right.equals(caseNumber) || right.startsWith(caseNumber + "#");
    }

    /** Whether the unit's sheet carried the number before this message, or what this message ended there did. */
    private static boolean stoodOn(Recording recording, Sheet sheet, CertificateNumber number) {
        boolean stored = recording
                .register()
                .stored(sheet.unit())
                .filter(before -> carries(before, number))
                .isPresent();
        return stored
                || recording.register().ended().stream()
                        .map(Value::asMap)
                        .anyMatch(ended ->
                                ended.get("unit").asText().equals(sheet.unit().text()) && carries(ended, number));
    }

    private static boolean carries(MapValue holder, CertificateNumber number) {
        return holder.get("certificates").asList().stream()
                .anyMatch(
                        held -> CertificateNumber.of(held.asMap().get("number").asText())
                                .equals(number));
    }

    private static Optional<String> printed(Recording recording, List<Row> holders, CertificateNumber number) {
        for (Row holder : holders) {
            if (CertificateNumber.split(holder.text("BDCQZH").orElse("")).contains(number) && holder.has("QZYSXLH")) {
                return holder.text("QZYSXLH");
            }
        }
        return recording.message().first("DJF_DJ_SZ", "DJF_DJ_FZ").flatMap(row -> row.text("YSXLH"));
    }
}
