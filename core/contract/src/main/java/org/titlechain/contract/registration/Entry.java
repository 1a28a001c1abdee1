package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.UnitQueue;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.rule.Moment;

/**
 * Entry into the register (登簿): the sheets of a case, and of the cases linked with it, are written at once or not at
 * all.
 */
final class Entry {
    private static final long EACH_NAMES_ALL = 3;

    private final Proceeding proceeding;

    Entry(Proceeding proceeding) {
        this.proceeding = proceeding;
    }

    Decision register() {
        proceeding.only("together");
        proceeding.actor().needs(Role.REGISTRAR);
        Map<RegistrationCase, Application> cases = new LinkedHashMap<>();
        add(cases, proceeding.caseOf());
        for (String number : proceeding.command().numbers("together")) {
            add(
                    cases,
                    RegistrationCase.find(
                            proceeding.state(), proceeding.command().district("district"), number));
        }
        checkLinks(cases, proceeding.version());
        Application first = cases.values().iterator().next();
        Register register = proceeding.register(first);
        Lapse lapse = new Lapse(proceeding.facts(), first.caseKey(), proceeding.time());
        UnitQueue queue = new UnitQueue(proceeding.state());
        List<Value> outcomes = new ArrayList<>();
        cases.forEach((file, application) -> {
            new Assessment(proceeding, application).needsMaterials();
            queue.serve(file.key(), application.queued());
            List<Value> asked = enter(register, lapse, file, application, false);
            file.add("outcomes", asked);
            outcomes.addAll(asked);
        });
        List<Change> changes = new ArrayList<>(written(register));
        changes.addAll(queue.changes());
        RegistrationCase main = cases.keySet().iterator().next();
        cases.keySet().stream().filter(file -> file != main).forEach(file -> changes.add(file.change()));
        MapBuilder told = Value.map()
                .put("units", Value.texts(register.units()))
                .put("outcomes", Value.list(outcomes))
                .put("lapsed", Value.list(lapse.lapsed()));
        return proceeding.changed(main, "registration", changes, told);
    }

    private void add(Map<RegistrationCase, Application> cases, RegistrationCase file) {
        boolean twice = cases.keySet().stream().anyMatch(other -> other.number().equals(file.number()));
        if (twice) {
            throw Refusal.malformed("together", "INVALID_VALUE");
        }
        file.needs("registration.register", CaseState.APPROVED);
        file.separate(proceeding.actor(), "registration", 0);
        cases.put(file, proceeding.applicationOf(file));
    }

    private static void checkLinks(Map<RegistrationCase, Application> cases, long version) {
        List<String> numbers =
                cases.keySet().stream().map(RegistrationCase::number).toList();
        for (RegistrationCase file : cases.keySet()) {
            for (String linked : file.linked()) {
                Refusal.unless(numbers.contains(linked), RefusalCode.CASE_LINKED, "linked", linked);
            }
            // Until version 2 it was enough that a case named some other.
            boolean named = version < EACH_NAMES_ALL
                    ? numbers.size() == 1 || !file.linked().isEmpty()
                    : file.linked().size() == numbers.size() - 1;
            Refusal.unless(named, RefusalCode.CASE_LINKED, "case", file.number());
        }
    }

    /** Enters one case into the drafts and notes it in the case. */
    List<Value> enter(
            Register register, Lapse lapse, RegistrationCase file, Application application, boolean automatic) {
        Entering entering = proceeding.entering(register, lapse, application);
        List<Value> outcomes = new Assessment(proceeding, application)
                .enter(entering, file, file.packs(), Moment.REGISTRATION, Examination.exempted(file));
        MapBuilder step = Value.map();
        if (automatic) {
            step.put("automatic", true);
        }
        if (Clock.isOverdue(file, proceeding.time())) {
            step.put("overdue", true);
        }
        file.put("orders", Value.list(entering.orders()));
        file.put("registered", Value.of(proceeding.time()));
        file.become(CaseState.REGISTERED);
        file.step("registration", proceeding.actor(), proceeding.context(), step);
        register.addToCase(application.number(), application.units(), application.caseKey(), steps(file));
        return outcomes;
    }

    /** The steps as a case that messages told of has them. */
    private static List<Value> steps(RegistrationCase file) {
        List<Value> steps = new ArrayList<>();
        for (Value value : file.steps()) {
            MapValue step = value.asMap();
            String stage =
                    switch (step.get("stage").asText()) {
                        case "acceptance" -> "acceptance";
                        case "review" -> "review";
                        case "registration" -> "entry";
                        default -> "";
                    };
            if (!stage.isEmpty()) {
                steps.add(Value.map()
                        .put("stage", stage)
                        .putIfPresent("order", step.find("level").map(level -> Value.of(Long.toString(level.asLong()))))
                        .put("time", WorkingDays.text(step.get("time").asLong()))
                        .put("staff", step.get("staff"))
                        .build());
            }
        }
        return steps;
    }

    /** What the drafts write; the key must cover the county of each sheet. */
    List<Change> written(Register register) {
        for (Sheet sheet : register.sheets()) {
            proceeding.actor().covers(sheet.unit().district());
        }
        return register.changes();
    }

    /** An answer that changes the case only. */
    static Accepted only(RegistrationCase file, MapBuilder told) {
        Change change = file.change();
        return new Accepted(
                List.of(change),
                told.put("case", file.key()).put("state", file.state().label()).build());
    }
}
