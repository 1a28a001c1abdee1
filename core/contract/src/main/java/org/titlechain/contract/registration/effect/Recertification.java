package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/** Certificates replaced (换证), issued anew after a loss (补证), or declared lost (遗失); the right stays. */
final class Recertification implements Effect {
    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        Registered registered = find(entering, sheet, item.target());
        entering.appliedByOne(Holder.of(registered.holders()), "holder");
        List<MapValue> held = sheet.certificatesOf(registered.id());
        Refusal.unless(
                !held.isEmpty() || item.kind().subkind().equals("replacement"),
                RefusalCode.CERTIFICATE_MISSING,
                "target",
                registered.id());
        if (item.kind().subkind().equals("loss")) {
            List<Value> numbers =
                    held.stream().map(certificate -> certificate.get("number")).toList();
            entering.remark(
                    sheet,
                    "CERTIFICATE_LOST",
                    Value.map().put("id", registered.id()).put("numbers", Value.list(numbers)));
            return;
        }
        entering.register().endCertificates(sheet, registered);
        RightTable table = Entering.tables().get(registered.table());
        boolean proof = !registered.kind().isEmpty();
        boolean certified = proof || table != null && !table.certificate().isEmpty();
        entering.order(sheet, registered.id(), certified ? (proof ? "proof" : "certificate") : "none");
    }

    private static Registered find(Entering entering, Sheet sheet, String id) {
        Optional<Registered> right = sheet.right(id);
        if (right.isPresent()) {
            return right.get();
        }
        return sheet.restrictions().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseGet(() -> entering.right(sheet, id));
    }
}
