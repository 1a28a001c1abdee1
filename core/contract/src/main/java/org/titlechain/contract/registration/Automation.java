package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.UnitQueue;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Severity;

/**
 * Acceptance, review, entry and order of the certificate in one command (自动办理), for cases whose every material is a
 * fact that departments confirmed. Any other case goes to the acceptor with the reasons.
 */
final class Automation {
    private final Proceeding proceeding;

    Automation(Proceeding proceeding) {
        this.proceeding = proceeding;
    }

    Decision decide() {
        proceeding.only();
        Intake intake = new Intake(proceeding);
        RegistrationCase file = intake.ownCase();
        file.needs("registration.auto", CaseState.APPLIED);
        Application application = proceeding.applicationOf(file);
        Assessment assessment = new Assessment(proceeding, application);
        List<MapValue> reasons = new ArrayList<>(assessment.needsPeople());
        if (!assessment.isIdentityConfirmed()) {
            reasons.add(reason("IDENTITY_NOT_CONFIRMED", "applicants"));
        }
        if (proceeding.edition().binding()) {
            reasons.addAll(assessment.needsConsent());
        }
        if (proceeding.state().find("office/" + application.district()).isEmpty()) {
            reasons.add(reason("OFFICE_UNKNOWN", application.district()));
        }
        return reasons.isEmpty() ? enter(intake, file, application, assessment) : toPeople(file, reasons);
    }

    private static MapValue reason(String code, String subject) {
        return Value.map().put("code", code).put("subject", subject).build();
    }

    private static Decision toPeople(RegistrationCase file, List<MapValue> reasons) {
        file.put("human", Value.list(reasons));
        return Entry.only(
                file,
                Value.map().put("stage", "application").put("route", "human").put("reasons", Value.list(reasons)));
    }

    private Decision enter(Intake intake, RegistrationCase file, Application application, Assessment assessment) {
        List<PackReference> packs =
                proceeding.rules().inForce(proceeding.state(), application.district(), proceeding.time());
        Register register = proceeding.register(application);
        Lapse lapse = new Lapse(proceeding.facts(), application.caseKey(), proceeding.time());
        Entering asking = proceeding.entering(register, lapse, application);
        UnitQueue queue = new UnitQueue(proceeding.state());
        queue.serve(file.key(), application.queued());
        List<Value> outcomes = new ArrayList<>();
        outcomes.addAll(
                proceeding.edition().binding()
                        ? assessment.enter(tried(application), file, packs, Moment.ACCEPTANCE, List.of())
                        : ask(assessment, asking, file, packs, Moment.ACCEPTANCE));
        outcomes.addAll(ask(assessment, asking, file, packs, Moment.REVIEW));
        RegistrationCase undecided = file.copy();
        file.put("accepted", Value.of(proceeding.time()));
        intake.admit(file, application, packs, assessment.days(packs), assessment.fee(asking));
        step(file, "acceptance");
        step(file, "review");
        Entry entry = new Entry(proceeding);
        outcomes.addAll(entry.enter(register, lapse, file, application, true));
        List<MapValue> reasons = outcomes.stream()
                .map(Value::asMap)
                .filter(outcome -> outcome.get("severity").asText().equals(Severity.HUMAN.label()))
                .map(outcome -> reason("RULE_NEEDS_PEOPLE", outcome.get("rule").asText()))
                .toList();
        if (!reasons.isEmpty()) {
            return toPeople(undecided, reasons);
        }
        file.add("outcomes", outcomes);
        file.put("level", file.find("levels").orElseThrow());
        List<Change> beside = List.of();
        if (!file.find("orders").orElseThrow().asList().isEmpty()) {
            beside = new Certification(proceeding, register, application.district()).certify(file, List.of());
            file.become(CaseState.CERTIFIED);
            step(file, "certificate");
        }
        List<Change> changes = new ArrayList<>(entry.written(register));
        changes.addAll(beside);
        changes.addAll(queue.changes());
        return proceeding.changed(
                file,
                "registration",
                changes,
                Value.map()
                        .put("route", "automatic")
                        .put("units", Value.texts(register.units()))
                        .put("certificates", file.find("certificates").orElseThrow())
                        .put("outcomes", Value.list(outcomes)));
    }

    /** Drafts that nobody keeps: at acceptance each item is asked about as it stands after those before it. */
    private Entering tried(Application application) {
        return proceeding.entering(
                proceeding.register(application),
                new Lapse(proceeding.facts(), application.caseKey(), proceeding.time()),
                application);
    }

    private static List<Value> ask(
            Assessment assessment, Entering asking, RegistrationCase file, List<PackReference> packs, Moment moment) {
        List<Value> outcomes = new ArrayList<>();
        for (int i = 0; i < assessment.items(); i++) {
            outcomes.addAll(assessment.ask(asking, file, packs, moment, List.of(), i));
        }
        return outcomes;
    }

    private void step(RegistrationCase file, String stage) {
        file.step(stage, proceeding.actor(), proceeding.context(), Value.map().put("automatic", true));
    }
}
