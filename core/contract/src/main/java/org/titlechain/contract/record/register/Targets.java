package org.titlechain.contract.record.register;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.CertificateNumber;

/** Finds the right or restriction that a row means: senders name it by case, by previous case or by certificate. */
public final class Targets {
    private Targets() {}

    /**
     * The one that the row means, in this order: the previous case, the row's own case, the case in another attribute,
     * a certificate or proof.
     *
     * @param otherCase an attribute that some senders put the earlier case into; empty for none
     * @param certificate the attribute with the number of the certificate or proof; empty for none
     */
    public static Optional<Registered> find(
            Sheet sheet, List<Registered> among, Row row, String otherCase, String certificate) {
        Optional<Registered> found = byCase(among, row.previousCase());
        if (found.isEmpty()) {
            found = byCase(among, row.caseNumber());
        }
        if (found.isEmpty() && !otherCase.isEmpty()) {
            found = byCase(among, row.text(otherCase));
        }
        return found.isPresent() ? found : byCertificate(sheet, among, Drafts.certificates(row, certificate));
    }

    /** The one that the case registered. */
    public static Optional<Registered> byCase(List<Registered> among, Optional<String> number) {
        for (Registered item : among) {
            if (number.filter(item.caseNumber()::equals).isPresent()) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** The one that a certificate or proof belongs to. */
    public static Optional<Registered> byCertificate(
            Sheet sheet, List<Registered> among, List<CertificateNumber> numbers) {
        for (MapValue held : sheet.certificates()) {
            if (numbers.contains(CertificateNumber.of(held.get("number").asText()))) {
                String id = held.get("right").asText();
                return among.stream().filter(item -> item.id().equals(id)).findFirst();
            }
        }
        return Optional.empty();
    }
}
