package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.UnitCode;

/** The numbers of certificates and proofs (缮证): each office counts its own, anew each year. */
final class Certification {
    private static final int DIGITS = 7;
    private static final int LONGEST_SERIAL = 30;

    private final Proceeding proceeding;
    private final Register register;
    private final String officeKey;
    private final MapValue office;
    private final int year;
    private long certificates;
    private long proofs;

    Certification(Proceeding proceeding, Register register, String district) {
        this.proceeding = proceeding;
        this.register = register;
        this.officeKey = "office/" + district;
        this.office = proceeding
                .state()
                .find(officeKey)
                .orElseThrow(() -> Refusal.of(RefusalCode.OFFICE_UNKNOWN, "district", district));
        this.year = WorkingDays.day(proceeding.time()).getYear();
        boolean sameYear = office.get("year").asLong() == year;
        this.certificates = sameYear ? office.get("certificates").asLong() : 0;
        this.proofs = sameYear ? office.get("proofs").asLong() : 0;
    }

    /**
     * Puts a certificate on the sheet for each order whose right is still live, and notes the numbers in the case.
     *
     * @param printed printed serials in the order of the certificates; empty when none are printed
     * @return what is written beside the sheets
     */
    List<Change> certify(RegistrationCase file, List<String> printed) {
        List<Value> numbers = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Value value : file.find("orders").map(Value::asList).orElse(List.of())) {
            MapValue order = value.asMap();
            Sheet sheet = register.sheet(new UnitCode(order.get("unit").asText()));
            String id = order.get("right").asText();
            if (!isLive(sheet, id)) {
                continue;
            }
            Optional<String> serial =
                    numbers.size() < printed.size() ? Optional.of(printed.get(numbers.size())) : Optional.empty();
            String number = issue(file, sheet, id, order.get("kind").asText(), serial);
            serial.ifPresent(text -> changes.add(print(file, text, number)));
            numbers.add(Value.of(number));
        }
        if (!printed.isEmpty() && printed.size() != numbers.size()) {
            throw Refusal.malformed("printed", "INVALID_VALUE");
        }
        file.add("certificates", numbers);
        file.remove("orders");
        changes.add(new Change(officeKey, counted()));
        return changes;
    }

    private static boolean isLive(Sheet sheet, String id) {
        return sheet.right(id).isPresent()
                || sheet.restrictions().stream().anyMatch(item -> item.id().equals(id));
    }

    private MapValue counted() {
        return Value.map()
                .put("prefix", office.get("prefix"))
                .put("county", office.get("county"))
                .put("year", year)
                .put("certificates", certificates)
                .put("proofs", proofs)
                .build();
    }

    private String issue(RegistrationCase file, Sheet sheet, String right, String kind, Optional<String> printed) {
        boolean proof = kind.equals("proof");
        CertificateNumber number = next(proof);
        while (register.certificate(number).isPresent()) {
            number = next(proof);
        }
        MapBuilder held = Value.map()
                .put("number", number.sent())
                .put("kind", kind)
                .put("right", right)
                .putIfPresent("printed", printed.map(Value::of));
        sheet.addCertificate(held.build());
        register.putCertificate(
                number,
                Value.map()
                        .put("number", number.sent())
                        .put("kind", kind)
                        .put("unit", sheet.unit().text())
                        .put("right", right)
                        .put("state", "live")
                        .put("message", file.key())
                        .build());
        return number.sent();
    }

    private CertificateNumber next(boolean proof) {
        long serial = proof ? ++proofs : ++certificates;
        String digits = Long.toString(serial);
        return CertificateNumber.of(office.get("prefix").asText() + "(" + year + ")"
                + office.get("county").asText() + (proof ? "不动产证明第" : "不动产权第")
                + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + "号");
    }

    private Change print(RegistrationCase file, String serial, String number) {
        if (!serial.matches("[0-9A-Za-z-]+") || serial.length() > LONGEST_SERIAL) {
            throw Refusal.malformed("printed", "INVALID_VALUE");
        }
        String key = "printed/" + serial;
        Refusal.unless(proceeding.state().find(key).isEmpty(), RefusalCode.PRINTED_SERIAL_USED, "serial", serial);
        return new Change(
                key, Value.map().put("case", file.key()).put("number", number).build());
    }
}
