package org.titlechain.contract.record.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.UnitCode;

/** The head says the same as the rows. */
public final class HeadRules {
    private static final int ID_LENGTH = 18;

    private HeadRules() {}

    /** Checks the head against itself and the rows. */
    public static void check(Recording recording) {
        messageId(recording);
        district(recording);
        recordType(recording);
        rightRows(recording);
        estateNumber(recording);
        counts(recording);
    }

    /** The message id is the county, a date and six digits, perhaps with the suffix of a supplement. */
    private static void messageId(Recording recording) {
        Message message = recording.message();
        if (!hasForm(message.baseId()) || !message.baseId().startsWith(message.district())) {
            recording.findings().add(FindingCode.MESSAGE_ID_FORM, message.id());
        }
    }

    private static boolean hasForm(String id) {
        if (id.length() != ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < ID_LENGTH; i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        try {
            LocalDate.of(
                    2000 + Integer.parseInt(id, 6, 8, 10),
                    Integer.parseInt(id, 8, 10, 10),
                    Integer.parseInt(id, 10, 12, 10));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The county of the head is that of the units. */
    private static void district(Recording recording) {
        String district = recording.message().district();
        for (UnitCode unit : recording.estateNumbers()) {
            if (!unit.district().equals(district)) {
                recording.findings().add(FindingCode.DISTRICT_MISMATCH, unit.text(), "district", district);
            }
        }
    }

    /** The record type is known, and the tables that it announces are there. */
    private static void recordType(Recording recording) {
        Message message = recording.message();
        if (recording.type().isEmpty()) {
            recording.findings().add(FindingCode.RECORD_TYPE_UNKNOWN, message.id(), "recordType", message.recordType());
            return;
        }
        if (!recording.type().get().fits(message)) {
            recording
                    .findings()
                    .add(FindingCode.RECORD_TYPE_TABLES_MISMATCH, message.id(), "recordType", message.recordType());
        }
        Act act = recording.type().get().act();
        Optional<String> type = message.head("RegType");
        boolean generic = act == Act.OTHER;
        boolean ending = (act == Act.OBJECTION || act == Act.NOTICE || act == Act.SEIZURE)
                && type.filter(Act.CANCELLATION.code()::equals).isPresent();
        if (type.isPresent() && !generic && !ending && !type.get().equals(act.code())) {
            recording
                    .findings()
                    .add(
                            FindingCode.REGISTRATION_TYPE_MISMATCH,
                            message.id(),
                            Value.map().put("head", type.get()).put("expected", act.code()));
        }
    }

    /** Right type, registration type and case number of the rows are those of the head. */
    private static void rightRows(Recording recording) {
        Message message = recording.message();
        for (Row row : message.rows()) {
            if (!row.table().startsWith("QL")) {
                continue;
            }
            if (!announced(recording, row)) {
                continue;
            }
            differs(recording, row, "QLLX", message.head("RightType"), FindingCode.RIGHT_TYPE_MISMATCH);
            differs(recording, row, "DJLX", message.head("RegType"), FindingCode.REGISTRATION_TYPE_MISMATCH);
            Optional<String> flow = message.head("RecFlowID");
            Optional<String> number = row.caseNumber();
            if (flow.isPresent()
                    && number.isPresent()
                    && !flow.get().equals(number.get())
                    && !flow.get().startsWith(number.get() + "-")
                    && !named(row, flow.get())) {
                recording.findings().add(FindingCode.CASE_NUMBER_MISMATCH, message.id(), "row", number.get());
            }
        }
    }

    /** Rows of other tables tell of what else the registration ends, such as a notice that it fulfils. */
    private static boolean announced(Recording recording, Row row) {
        return recording
                .type()
                .filter(type -> type.tables().contains(row.table()))
                .isPresent();
    }

    /** An ending names the case that ends in one attribute and the case that is ended in another. */
    private static boolean named(Row row, String flow) {
        return row.is("ZXYWH", flow)
                || row.is("ZXDYYWH", flow)
                || row.is("ZXYGYWH", flow)
                || row.is("ZXYYYWH", flow)
                || row.is("JFYWH", flow);
    }

    private static void differs(
            Recording recording, Row row, String attribute, Optional<String> head, FindingCode code) {
        Optional<String> sent = row.text(attribute);
        if (head.isPresent() && sent.isPresent() && !sent.equals(head)) {
            recording
                    .findings()
                    .add(
                            code,
                            recording.message().id(),
                            Value.map()
                                    .put("head", head.get())
                                    .put("row", sent.get())
                                    .put("table", row.table()));
        }
    }

    /** The unit that the head names is one that a row of a right is about. */
    private static void estateNumber(Recording recording) {
        List<UnitCode> named = new ArrayList<>();
        for (Row row : recording.message().rows()) {
            if (row.table().startsWith("QL")) {
                row.unit().ifPresent(named::add);
                row.text("GYDBDCDYH").flatMap(UnitCode::read).ifPresent(named::add);
                row.text("XYDBDCDYH").flatMap(UnitCode::read).ifPresent(named::add);
            }
        }
        for (UnitCode unit : recording.estateNumbers()) {
            if (!named.isEmpty() && !named.contains(unit)) {
                recording.findings().add(FindingCode.ESTATE_NUMBER_MISMATCH, unit.text());
            }
        }
    }

    /** There are as many certificates and proofs as the head counts. */
    private static void counts(Recording recording) {
        List<CertificateNumber> certificates = new ArrayList<>();
        List<CertificateNumber> proofs = new ArrayList<>();
        for (Row row : recording.message().rows()) {
            boolean ending = row.saysEnded() || row.has("ZXDYYWH") || row.has("ZXYGYWH") || row.has("ZXYYYWH");
            boolean right = row.table().startsWith("QL")
                    && !row.table().equals("QLF_QL_ZXDJ")
                    && !row.table().equals("QLF_QL_GZDJ");
            if (!ending && (right || row.table().equals("ZTT_GY_QLR"))) {
                count(row, "BDCQZH", certificates, proofs);
                count(row, "BDCDJZMH", proofs, proofs);
            }
        }
        differs(recording, "CertCount", certificates.size(), FindingCode.CERTIFICATE_COUNT_MISMATCH);
        differs(recording, "ProofCount", proofs.size(), FindingCode.PROOF_COUNT_MISMATCH);
    }

    private static void count(
            Row row, String attribute, List<CertificateNumber> certificates, List<CertificateNumber> proofs) {
        for (CertificateNumber number :
                CertificateNumber.split(row.text(attribute).orElse(""))) {
            List<CertificateNumber> numbers = number.isProof() ? proofs : certificates;
            if (!numbers.contains(number)) {
                numbers.add(number);
            }
        }
    }

    private static void differs(Recording recording, String element, int counted, FindingCode code) {
        Optional<String> said = recording.message().head(element);
        if (said.isPresent() && !said.get().equals(Integer.toString(counted))) {
            recording
                    .findings()
                    .add(
                            code,
                            recording.message().id(),
                            Value.map().put("head", said.get()).put("rows", counted));
        }
    }
}
