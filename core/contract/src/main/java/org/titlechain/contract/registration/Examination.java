package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Fields;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.rule.Moment;

/** Inspection, public notice and review: 实地查看, 公告, 审核, 不予登记. */
final class Examination {
    private static final String NOTICE = "notice";
    private static final String OBJECTIONS = "objections";
    private static final List<String> PASSED_OR_FAILED = List.of("passed", "failed");
    /** Working days of a notice that no kind asks for (实施细则 17). */
    private static final long NOTICE_DAYS = 15;

    private final Proceeding proceeding;

    Examination(Proceeding proceeding) {
        this.proceeding = proceeding;
    }

    Decision inspect() {
        proceeding.only("outcome", "document");
        proceeding.actor().needs(Role.REVIEWER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.inspect", CaseState.ACCEPTED, CaseState.ANNOUNCED, CaseState.REVIEWED);
        String outcome = proceeding.command().oneOf("outcome", PASSED_OR_FAILED);
        proceeding.command().digest("document");
        file.put("inspection", Value.of(outcome));
        file.step(
                "inspection",
                proceeding.actor(),
                proceeding.context(),
                proceeding.document().put("outcome", outcome));
        return proceeding.changed(file, "inspection", List.of());
    }

    Decision publish() {
        proceeding.only("document");
        proceeding.actor().needs(Role.ACCEPTOR, Role.REVIEWER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.notice.publish", CaseState.ACCEPTED, CaseState.REVIEWED);
        if (file.find(NOTICE).isPresent()) {
            throw Refusal.of(
                    RefusalCode.CASE_STEP_ORDER,
                    Value.map()
                            .put("case", file.number())
                            .put("state", file.state().label())
                            .put("command", "registration.notice.publish"));
        }
        proceeding.command().digest("document");
        long needed = file.number("noticeDays", 0);
        long until = proceeding.days().after(proceeding.time(), needed == 0 ? NOTICE_DAYS : needed);
        file.put(
                NOTICE,
                Value.map()
                        .put("from", proceeding.time())
                        .put("until", until)
                        .put(OBJECTIONS, Value.list(List.of()))
                        .build());
        Clock.stop(file, proceeding.days(), proceeding.time());
        file.become(CaseState.ANNOUNCED);
        file.step(NOTICE, proceeding.actor(), proceeding.context(), proceeding.document());
        return proceeding.changed(file, NOTICE, List.of());
    }

    Decision object() {
        proceeding.only("party", "document");
        proceeding.actor().needs(Role.APPLICANT, Role.ACCEPTOR);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.notice.object", CaseState.ANNOUNCED);
        MapValue notice = file.find(NOTICE).orElseThrow().asMap();
        Refusal.unless(
                proceeding.time() <= notice.get("until").asLong(), RefusalCode.CASE_NOTICE_OVER, "case", file.number());
        List<Value> objections = new ArrayList<>(notice.get(OBJECTIONS).asList());
        objections.add(Value.map()
                .put("party", proceeding.command().digest("party"))
                .put("document", proceeding.command().digest("document"))
                .put("state", "open")
                .build());
        putObjections(file, notice, objections);
        file.step("objection", proceeding.actor(), proceeding.context(), proceeding.document());
        return proceeding.changed(file, "objection", List.of());
    }

    private static void putObjections(RegistrationCase file, MapValue notice, List<Value> objections) {
        file.put(
                NOTICE,
                Value.map()
                        .put("from", notice.get("from"))
                        .put("until", notice.get("until"))
                        .put(OBJECTIONS, Value.list(objections))
                        .build());
    }

    Decision settle() {
        proceeding.only("objection", "outcome", "document");
        proceeding.actor().needs(Role.REVIEWER);
        RegistrationCase file = proceeding.caseOf();
        file.needs("registration.notice.settle", CaseState.ANNOUNCED, CaseState.ACCEPTED, CaseState.REVIEWED);
        MapValue notice = file.find(NOTICE)
                .orElseThrow(() -> Refusal.of(RefusalCode.CASE_NOTICE_MISSING, "case", file.number()))
                .asMap();
        List<Value> objections = new ArrayList<>(notice.get(OBJECTIONS).asList());
        int place = (int) proceeding.command().integer("objection", 1, Math.max(1, objections.size())) - 1;
        if (objections.isEmpty()) {
            throw Refusal.malformed("objection", "INVALID_VALUE");
        }
        String outcome = proceeding.command().oneOf("outcome", List.of("upheld", "dismissed"));
        MapValue objection = objections.get(place).asMap();
        objections.set(
                place,
                Value.map()
                        .put("party", objection.get("party"))
                        .put("document", objection.get("document"))
                        .put("state", outcome)
                        .build());
        proceeding.command().digest("document");
        putObjections(file, notice, objections);
        file.step(
                "settlement",
                proceeding.actor(),
                proceeding.context(),
                proceeding.document().put("outcome", outcome));
        return proceeding.changed(file, "settlement", List.of());
    }

    Decision review() {
        proceeding.only("level", "outcome", "exemptions", "document");
        proceeding.actor().needs(Role.REVIEWER);
        RegistrationCase file = proceeding.caseOf();
        String outcome = proceeding.command().oneOf("outcome", List.of("passed", "returned"));
        long levels = file.number("levels", 1);
        long level = proceeding.command().integer("level", 1, Long.MAX_VALUE);
        return outcome.equals("passed") ? pass(file, level, levels) : sendBack(file, level, levels);
    }

    private Decision sendBack(RegistrationCase file, long level, long levels) {
        file.needs(
                "registration.review", CaseState.ACCEPTED, CaseState.ANNOUNCED, CaseState.REVIEWED, CaseState.APPROVED);
        needsLevel(file, level <= levels);
        file.separate(proceeding.actor(), "review", level);
        file.put("level", Value.of(0));
        if (file.state() != CaseState.ANNOUNCED) {
            file.become(CaseState.ACCEPTED);
        }
        step(file, level, "returned");
        return proceeding.changed(file, "review", List.of());
    }

    private static void needsLevel(RegistrationCase file, boolean fits) {
        if (!fits) {
            throw Refusal.of(
                    RefusalCode.CASE_STEP_ORDER,
                    Value.map()
                            .put("case", file.number())
                            .put("state", file.state().label())
                            .put("level", file.number("level", 0))
                            .put("command", "registration.review"));
        }
    }

    private Decision pass(RegistrationCase file, long level, long levels) {
        file.needs("registration.review", CaseState.ACCEPTED, CaseState.ANNOUNCED, CaseState.REVIEWED);
        needsLevel(file, level == file.number("level", 0) + 1);
        file.separate(proceeding.actor(), "review", level);
        checkNotice(file);
        boolean inspected = !file.find("inspection")
                .filter(state ->
                        !state.asText().equals("none") && !state.asText().equals("passed"))
                .isPresent();
        Refusal.unless(inspected, RefusalCode.CASE_INSPECTION_MISSING, "case", file.number());
        List<String> exempted = exempt(file);
        Application application = proceeding.applicationOf(file);
        Assessment assessment = new Assessment(proceeding, application);
        assessment.needsMaterials();
        Lapse lapse = new Lapse(proceeding.facts(), application.caseKey(), proceeding.time());
        Entering entering = proceeding.entering(proceeding.register(application), lapse, application);
        List<Value> outcomes = new ArrayList<>();
        for (int i = 0; i < application.items().size(); i++) {
            outcomes.addAll(assessment.ask(entering, file, file.packs(), Moment.REVIEW, exempted, i));
        }
        file.add("outcomes", outcomes);
        file.put("level", Value.of(level));
        file.become(level == levels ? CaseState.APPROVED : CaseState.REVIEWED);
        step(file, level, "passed");
        return proceeding.changed(file, "review", List.of(), Value.map().put("outcomes", Value.list(outcomes)));
    }

    private void step(RegistrationCase file, long level, String outcome) {
        file.step(
                "review",
                proceeding.actor(),
                proceeding.context(),
                proceeding.document().put("level", level).put("outcome", outcome));
    }

    /** A notice that is needed was published, is over, and nobody objected with reason. */
    private void checkNotice(RegistrationCase file) {
        if (file.find(NOTICE).isEmpty()) {
            Refusal.unless(file.number("noticeDays", 0) == 0, RefusalCode.CASE_NOTICE_MISSING, "case", file.number());
            return;
        }
        MapValue notice = file.find(NOTICE).orElseThrow().asMap();
        long until = notice.get("until").asLong();
        Refusal.unless(proceeding.time() > until, RefusalCode.CASE_NOTICE_RUNNING, "case", file.number());
        boolean settled = notice.get(OBJECTIONS).asList().stream()
                .allMatch(objection -> objection.asMap().get("state").asText().equals("dismissed"));
        Refusal.unless(settled, RefusalCode.CASE_NOTICE_OBJECTED, "case", file.number());
        if (file.state() == CaseState.ANNOUNCED) {
            Clock.resume(file, proceeding.days(), until);
        }
    }

    /** The rules that the case is exempted from, those of this command among them: {@code pack/rule}. */
    private List<String> exempt(RegistrationCase file) {
        List<Value> all = new ArrayList<>();
        if (proceeding.command().has("exemptions")) {
            for (Fields exemption : proceeding.command().each("exemptions")) {
                exemption.only(List.of("pack", "rule", "reason"));
                all.add(Value.map()
                        .put("pack", exemption.text("pack"))
                        .put("rule", exemption.text("rule"))
                        .put("reason", exemption.text("reason"))
                        .build());
            }
        }
        if (!all.isEmpty()) {
            file.add("exempted", all);
        }
        return exempted(file);
    }

    /** The rules that reviewers exempted the case from. */
    static List<String> exempted(RegistrationCase file) {
        return file.find("exempted").map(Value::asList).orElse(List.of()).stream()
                .map(Value::asMap)
                .map(one -> one.get("pack").asText() + "/" + one.get("rule").asText())
                .toList();
    }

    Decision refuse() {
        proceeding.only("reason", "document");
        proceeding.actor().needs(Role.REVIEWER, Role.REGISTRAR);
        RegistrationCase file = proceeding.caseOf();
        file.needs(
                "registration.refuse",
                CaseState.ACCEPTED,
                CaseState.SUPPLEMENTING,
                CaseState.ANNOUNCED,
                CaseState.REVIEWED,
                CaseState.APPROVED);
        String reason = proceeding.reason();
        return new Intake(proceeding)
                .close(file, CaseState.REFUSED, "refusal", proceeding.document().put("reason", reason));
    }
}
