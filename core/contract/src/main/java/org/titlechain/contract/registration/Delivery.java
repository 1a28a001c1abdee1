package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.contract.registration.process.RegistrationCase;

/** After the entry: 收费, 缮证, 发证, 归档. */
final class Delivery {
    private static final String FEE = "fee";
    private static final long LARGEST_FEE = 1_000_000_000_000L;

    private final Proceeding proceeding;

    Delivery(Proceeding proceeding) {
        this.proceeding = proceeding;
    }

    Decision fee() {
        proceeding.only("fen", "receipt");
        proceeding.actor().needs(Role.ACCEPTOR, Role.FINANCE);
        RegistrationCase file = proceeding.caseOf();
        file.needs(
                "registration.fee",
                CaseState.ACCEPTED,
                CaseState.ANNOUNCED,
                CaseState.REVIEWED,
                CaseState.APPROVED,
                CaseState.REGISTERED,
                CaseState.CERTIFIED);
        long fen = proceeding.command().integer("fen", 1, LARGEST_FEE);
        MapValue fee = file.find(FEE).orElseThrow().asMap();
        file.put(
                FEE,
                Value.map()
                        .put("due", fee.get("due"))
                        .put("paid", fee.get("paid").asLong() + fen)
                        .putIfPresent("exemption", fee.find("exemption"))
                        .build());
        file.step(
                FEE,
                proceeding.actor(),
                proceeding.context(),
                Value.map().put("document", proceeding.command().digest("receipt")));
        return proceeding.changed(file, FEE, List.of());
    }

    Decision certificate() {
        proceeding.only("printed");
        proceeding.actor().needs(Role.ISSUER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.certificate", CaseState.REGISTERED);
        if (!hasOrders(file)) {
            throw order(file, "registration.certificate");
        }
        List<String> printed =
                proceeding.command().has("printed") ? proceeding.command().texts("printed") : List.of();
        Register register = proceeding.register(proceeding.applicationOf(file));
        List<Change> beside = new Certification(
                        proceeding,
                        register,
                        file.find("district").orElseThrow().asText())
                .certify(file, printed);
        file.become(CaseState.CERTIFIED);
        file.step("certificate", proceeding.actor(), proceeding.context(), Value.map());
        List<Change> changes = new ArrayList<>(new Entry(proceeding).written(register));
        changes.addAll(beside);
        return proceeding.changed(
                file,
                "certificate",
                changes,
                Value.map().put("certificates", file.find("certificates").orElseThrow()));
    }

    private static boolean hasOrders(RegistrationCase file) {
        return !file.find("orders").map(Value::asList).orElse(List.of()).isEmpty();
    }

    private static Refusal order(RegistrationCase file, String command) {
        return Refusal.of(
                RefusalCode.CASE_STEP_ORDER,
                Value.map()
                        .put("case", file.number())
                        .put("state", file.state().label())
                        .put("command", command));
    }

    Decision issue() {
        proceeding.only("receipt");
        proceeding.actor().needs(Role.ISSUER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.issue", CaseState.CERTIFIED);
        MapValue fee = file.find(FEE).orElseThrow().asMap();
        boolean settled = fee.has("exemption")
                || fee.get("paid").asLong() >= fee.get("due").asLong()
                || proceeding.facts().isConfirmed("fee-paid", file.key());
        Refusal.unless(
                settled,
                RefusalCode.CASE_FEE_UNPAID,
                "due",
                Long.toString(fee.get("due").asLong()));
        file.become(CaseState.ISSUED);
        file.step(
                "issue",
                proceeding.actor(),
                proceeding.context(),
                Value.map().put("document", proceeding.command().digest("receipt")));
        return proceeding.changed(file, "issue", List.of());
    }

    Decision archive() {
        proceeding.only("package");
        proceeding.actor().needs(Role.ARCHIVIST);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.archive", CaseState.ISSUED, CaseState.REGISTERED);
        if (file.state() == CaseState.REGISTERED && hasOrders(file)) {
            throw order(file, "registration.archive");
        }
        file.become(CaseState.ARCHIVED);
        file.step(
                "archive",
                proceeding.actor(),
                proceeding.context(),
                Value.map().put("document", proceeding.command().digest("package")));
        return proceeding.changed(file, "archive", List.of());
    }
}
