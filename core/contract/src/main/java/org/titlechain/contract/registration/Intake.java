package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.UnitQueue;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.value.UnitCode;

/** From the application to the case: 申请, 受理, 不予受理, 补正, 撤回. */
final class Intake {
    private final Proceeding proceeding;

    Intake(Proceeding proceeding) {
        this.proceeding = proceeding;
    }

    Decision apply() {
        proceeding.actor().needs(Role.APPLICANT, Role.ACCEPTOR, Role.COURT);
        Application application =
                Application.read(proceeding.kinds(), proceeding.command().map());
        switch (application.mode()) {
            case "entrusted" -> proceeding.actor().needs(Role.COURT, Role.ACCEPTOR);
            case "ex-officio" -> proceeding.actor().needs(Role.ACCEPTOR);
            default -> proceeding.actor().needs(Role.APPLICANT, Role.ACCEPTOR);
        }
        proceeding.actor().covers(application.district());
        for (UnitCode unit : application.units()) {
            proceeding.actor().covers(unit.district());
        }
        boolean taken = proceeding.state().find(application.caseKey()).isPresent()
                || proceeding
                        .state()
                        .find("case/" + application.district() + "/" + application.number())
                        .isPresent();
        Refusal.unless(!taken, RefusalCode.CASE_NUMBER_TAKEN, "case", application.number());
        RegistrationCase file = RegistrationCase.begin(application, proceeding.actor(), proceeding.context());
        file.step("application", proceeding.actor(), proceeding.context(), Value.map());
        return proceeding.changed(file, "application", List.of(new Change(application.key(), application.value())));
    }

    Decision accept() {
        proceeding.only();
        proceeding.actor().needs(Role.ACCEPTOR);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.accept", CaseState.APPLIED);
        Application application = proceeding.applicationOf(file);
        Assessment assessment = new Assessment(proceeding, application);
        assessment.needsMaterials();
        List<PackReference> packs =
                proceeding.rules().inForce(proceeding.state(), application.district(), proceeding.time());
        Lapse lapse = new Lapse(proceeding.facts(), application.caseKey(), proceeding.time());
        Entering entering = proceeding.entering(proceeding.register(application), lapse, application);
        file.put("accepted", Value.of(proceeding.time()));
        List<Value> outcomes = new ArrayList<>();
        long fee = assessment.fee(entering);
        if (application.linked().isEmpty()) {
            outcomes.addAll(assessment.enter(entering, file, packs, Moment.ACCEPTANCE, List.of()));
        } else {
            for (int i = 0; i < application.items().size(); i++) {
                outcomes.addAll(assessment.ask(entering, file, packs, Moment.ACCEPTANCE, List.of(), i));
            }
        }
        admit(file, application, packs, assessment.days(packs), fee);
        file.add("outcomes", outcomes);
        file.remove("human");
        file.become(CaseState.ACCEPTED);
        UnitQueue queue = new UnitQueue(proceeding.state());
        queue.join(file.key(), application.queued());
        file.step("acceptance", proceeding.actor(), proceeding.context(), Value.map());
        return proceeding.changed(
                file, "acceptance", queue.changes(), Value.map().put("outcomes", Value.list(outcomes)));
    }

    /** What a case is pinned to, and what it needs, from its acceptance on. */
    void admit(RegistrationCase file, Application application, List<PackReference> packs, long days, long fee) {
        List<Kind> kinds = application.kinds();
        file.put(
                "contract",
                Value.of(ContractVersions.inForce(
                        proceeding.state(), proceeding.context().height())));
        file.put("packs", Value.list(packs.stream().map(PackReference::toValue).toList()));
        file.put("levels", Value.of(kinds.stream().mapToInt(Kind::levels).max().orElse(1)));
        file.put("level", Value.of(0));
        file.put(
                "noticeDays",
                Value.of(kinds.stream().mapToInt(Kind::noticeDays).max().orElse(0)));
        file.put("inspection", Value.of(kinds.stream().anyMatch(Kind::inspected) ? "needed" : "none"));
        file.put(
                "fee",
                Value.map()
                        .put("due", fee)
                        .put("paid", 0)
                        .putIfPresent("exemption", application.value().find("exemption"))
                        .build());
        Clock.start(file, proceeding.days(), proceeding.time(), days);
    }

    Decision decline() {
        proceeding.only("reason", "document");
        proceeding.actor().needs(Role.ACCEPTOR);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.decline", CaseState.APPLIED);
        String reason = proceeding.reason();
        file.become(CaseState.DECLINED);
        file.step(
                "decline",
                proceeding.actor(),
                proceeding.context(),
                proceeding.document().put("reason", reason));
        return proceeding.changed(file, "decline", List.of());
    }

    Decision requestSupplement() {
        proceeding.only("materials", "document");
        proceeding.actor().needs(Role.ACCEPTOR, Role.REVIEWER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.supplement.request", CaseState.ACCEPTED, CaseState.ANNOUNCED, CaseState.REVIEWED);
        List<String> materials = proceeding.command().texts("materials");
        if (materials.isEmpty()) {
            throw Refusal.malformed("materials", "INVALID_VALUE");
        }
        Clock.stop(file, proceeding.days(), proceeding.time());
        file.become(CaseState.SUPPLEMENTING);
        file.step(
                "supplement",
                proceeding.actor(),
                proceeding.context(),
                proceeding.document().put("materials", Value.texts(materials)));
        return proceeding.changed(file, "supplement", List.of());
    }

    Decision deliverSupplement() {
        proceeding.only("materials");
        RegistrationCase file = ownCase();
        file.needs("registration.supplement.deliver", CaseState.SUPPLEMENTING);
        Application application = proceeding.applicationOf(file).with(proceeding.kinds(), proceeding.command());
        Clock.resume(file, proceeding.days(), proceeding.time());
        file.put("level", Value.of(0));
        file.become(CaseState.ACCEPTED);
        file.step("delivery", proceeding.actor(), proceeding.context(), Value.map());
        return proceeding.changed(file, "delivery", List.of(new Change(application.key(), application.value())));
    }

    Decision withdraw() {
        proceeding.only("document");
        RegistrationCase file = ownCase();
        file.needs(
                "registration.withdraw",
                CaseState.APPLIED,
                CaseState.ACCEPTED,
                CaseState.SUPPLEMENTING,
                CaseState.ANNOUNCED,
                CaseState.REVIEWED,
                CaseState.APPROVED);
        return close(file, CaseState.WITHDRAWN, "withdrawal", proceeding.document());
    }

    Decision close(RegistrationCase file, CaseState last, String stage, MapBuilder more) {
        UnitQueue queue = new UnitQueue(proceeding.state());
        queue.leave(file.key(), proceeding.applicationOf(file).queued());
        file.become(last);
        file.step(stage, proceeding.actor(), proceeding.context(), more);
        return proceeding.changed(file, stage, queue.changes());
    }

    /** The case, when the key filed it or accepts applications. */
    RegistrationCase ownCase() {
        proceeding.actor().needs(Role.APPLICANT, Role.ACCEPTOR, Role.COURT);
        RegistrationCase file = proceeding.caseOf();
        boolean own =
                file.isFiledBy(proceeding.actor().key()) || proceeding.actor().is(Role.ACCEPTOR);
        Refusal.unless(own, RefusalCode.CASE_NOT_APPLICANT, "case", file.number());
        return file;
    }
}
