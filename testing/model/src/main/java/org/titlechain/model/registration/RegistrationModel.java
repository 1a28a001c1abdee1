package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile.State;
import org.titlechain.model.registration.Effects.Order;
import org.titlechain.model.registration.Judgement.Finding;
import org.titlechain.model.registration.Pack.Moment;

/** The office: cases, queues, departments' facts, the calendar and the register. */
public final class RegistrationModel {
    /** Working days of a notice that no kind asks for. */
    private static final int NOTICE_DAYS = 15;

    private final Map<String, Sheet> sheets = new TreeMap<>();
    private final Map<String, CaseFile> cases = new LinkedHashMap<>();
    private final Map<String, List<String>> queues = new TreeMap<>();
    private final Facts facts = new Facts();
    private final WorkCalendar calendar = new WorkCalendar();
    private final Office office = new Office();
    private final Versions versions;
    private final Packs packs = new Packs();

    /** @param version of the contract that the chain begins with */
    public RegistrationModel(long version) {
        this.versions = new Versions(version);
    }

    /** Who does it, with which roles, when, and in which block. */
    public record Actor(String name, String organisation, Set<String> roles, long time, long height) {
        public Actor {
            roles = new TreeSet<>(roles);
        }

        boolean hasOneOf(Set<String> wanted) {
            return !Collections.disjoint(roles, wanted);
        }
    }

    /** The sheet of a unit, or null. */
    public @Nullable Sheet sheet(String unit) {
        return sheets.get(unit);
    }

    /** Every unit that has a sheet. */
    public Set<String> units() {
        return sheets.keySet();
    }

    /** The case, or null. */
    public @Nullable CaseFile file(String number) {
        return cases.get(number);
    }

    /** Every case, in the order of application. */
    public List<CaseFile> cases() {
        return List.copyOf(cases.values());
    }

    /** The cases that wait for the unit, in their order. */
    public List<String> queue(String unit) {
        return queues.getOrDefault(unit, List.of());
    }

    /** The version of the contract that decides the commands of the block. */
    public long version(long height) {
        return versions.at(height);
    }

    /** Whether another version of the contract was asked for. */
    public boolean isVersionChanging() {
        return versions.isChanging();
    }

    /** The rule packs of the chain. */
    public Packs packs() {
        return packs;
    }

    /** What must be decided; nothing changes. */
    public Verdict verdict(Deed deed, Actor actor) {
        Set<String> reasons = new TreeSet<>();
        switch (deed) {
            case Deed.Apply(Filing filing) -> apply(filing, actor, reasons);
            case Deed.Step step -> step(step, actor, reasons);
            case Deed.Lapse(List<String> units) -> {
                need(actor.hasOneOf(Set.of("registrar", "acceptor")), "KEY_NOT_ENTITLED", reasons);
                need(sheets.keySet().containsAll(units), "UNIT_NOT_REGISTERED", reasons);
            }
            case Deed.State state -> state(state, actor, reasons);
            case Deed.SetCalendar set -> need(actor.roles().contains("administrator"), "KEY_NOT_ENTITLED", reasons);
            case Deed.ProposeVersion(long version, long activation) ->
                versions.proposing(version, actor.height(), reasons);
            case Deed.AgreeToVersion(int proposal, String member) -> versions.voting(proposal, reasons);
            case Deed.ProposePack(Pack pack) -> {
                governs(actor, reasons);
                packs.proposing(pack, reasons);
            }
            case Deed.VoteOnPack(String pack, long version, String member, boolean approve) -> {
                governs(actor, reasons);
                packs.voting(pack, version, member, reasons);
            }
            case Deed.ActivatePack(String pack, long version) -> {
                governs(actor, reasons);
                packs.activating(pack, version, reasons);
            }
            case Deed.RetirePack(String pack, long version) -> {
                governs(actor, reasons);
                packs.retiring(pack, version, reasons);
            }
        }
        return reasons.isEmpty() ? Verdict.accept() : new Verdict.Refuse(reasons);
    }

    private static void governs(Actor actor, Set<String> reasons) {
        need(actor.hasOneOf(Set.of("system", "administrator")), "KEY_NOT_ENTITLED", reasons);
    }

    private static void need(boolean condition, String reason, Set<String> reasons) {
        if (!condition) {
            reasons.add(reason);
        }
    }

    private void apply(Filing filing, Actor actor, Set<String> reasons) {
        Set<String> roles =
                switch (filing.mode()) {
                    case "entrusted" -> Set.of("court", "acceptor");
                    case "ex-officio" -> Set.of("acceptor");
                    default -> Set.of("applicant", "acceptor");
                };
        need(actor.hasOneOf(roles), "KEY_NOT_ENTITLED", reasons);
        need(!cases.containsKey(filing.number()), "CASE_NUMBER_TAKEN", reasons);
        need(!filing.isAskedFor() || !filing.applicants().isEmpty(), "COMMAND_MALFORMED", reasons);
        for (Item item : filing.items()) {
            need(item.rule().modes().contains(filing.mode()), "MODE_NOT_ALLOWED", reasons);
        }
    }

    /** From version 4 a word about a case must be about what is applied for in it, and say so. */
    private void state(Deed.State state, Actor actor, Set<String> reasons) {
        need(actor.hasOneOf(Set.of(Facts.ROLES.get(state.fact()))), "KEY_NOT_ENTITLED", reasons);
        boolean binding = versions.at(actor.height()) >= Versions.BINDING;
        need(binding || !state.fact().equals("consent"), "FACT_UNKNOWN", reasons);
        boolean aboutCase = Facts.subjectOf(state.fact()).equals("case");
        Filing shown = state.shown();
        need((shown != null) == (aboutCase && binding), "COMMAND_MALFORMED", reasons);
        CaseFile file = cases.get(state.about());
        need(!aboutCase || file != null, "CASE_UNKNOWN", reasons);
        boolean another = shown != null && file != null && !shown.asksForTheSameAs(file.filing);
        need(!another, "FACT_OF_ANOTHER_APPLICATION", reasons);
    }

    private void step(Deed.Step step, Actor actor, Set<String> reasons) {
        need(actor.hasOneOf(step.act().roles()), "KEY_NOT_ENTITLED", reasons);
        CaseFile file = cases.get(step.number());
        if (file == null) {
            reasons.add("CASE_UNKNOWN");
            return;
        }
        need(
                !step.act().isOfApplicant()
                        || actor.name().equals(file.filer)
                        || actor.roles().contains("acceptor"),
                "CASE_NOT_APPLICANT",
                reasons);
        need(isInOrder(file, step), "CASE_STEP_ORDER", reasons);
        if (!reasons.isEmpty()) {
            return;
        }
        switch (step.act()) {
            case ACCEPT -> {
                materials(file, actor.time(), reasons);
                reasons.addAll(accepting(file, actor.time()).reasons());
            }
            case REVIEW -> review(file, step, actor, reasons);
            case REGISTER -> register(step, actor, reasons);
            case AUTOMATE -> {
                if (!needsPeople(file, actor)) {
                    queue(List.of(file), reasons);
                    automatic(file, actor).forEach(asked -> reasons.addAll(asked.reasons()));
                }
            }
            case OBJECT_TO_NOTICE -> need(actor.time() <= file.noticeUntil, "CASE_NOTICE_OVER", reasons);
            case SETTLE_OBJECTION -> {
                need(file.noticeUntil > 0, "CASE_NOTICE_MISSING", reasons);
                need(
                        file.noticeUntil == 0 || step.level() >= 1 && step.level() <= file.objections.size(),
                        "COMMAND_MALFORMED",
                        reasons);
            }
            case ISSUE ->
                need(
                        file.unpaid() == 0 || facts.isConfirmed("fee-paid", step.number(), actor.time()),
                        "CASE_FEE_UNPAID",
                        reasons);
            default -> {
                // order and role are all that is asked
            }
        }
    }

    private static boolean isInOrder(CaseFile file, Deed.Step step) {
        State state = file.state;
        boolean open = state == State.ACCEPTED || state == State.ANNOUNCED || state == State.REVIEWED;
        return switch (step.act()) {
            case ACCEPT, DECLINE, AUTOMATE -> state == State.APPLIED;
            case REQUEST_SUPPLEMENT, INSPECT -> open;
            case DELIVER_SUPPLEMENT -> state == State.SUPPLEMENTING;
            case PUBLISH_NOTICE -> (state == State.ACCEPTED || state == State.REVIEWED) && file.noticeUntil == 0;
            case OBJECT_TO_NOTICE -> state == State.ANNOUNCED;
            case SETTLE_OBJECTION -> open;
            case REVIEW ->
                step.good()
                        ? open && step.level() == file.level + 1
                        : (open || state == State.APPROVED) && step.level() <= file.levels();
            case REGISTER -> state == State.APPROVED;
            case PAY -> open || state == State.APPROVED || state == State.REGISTERED || state == State.CERTIFIED;
            case PRINT -> state == State.REGISTERED && file.certifies();
            case ISSUE -> state == State.CERTIFIED;
            case ARCHIVE -> state == State.ISSUED || state == State.REGISTERED && !file.certifies();
            case REFUSE -> open || state == State.APPROVED || state == State.SUPPLEMENTING;
            case WITHDRAW -> open || state == State.APPLIED || state == State.APPROVED || state == State.SUPPLEMENTING;
        };
    }

    /** Linked cases are tried on the sheets only when they are entered. */
    private Examination accepting(CaseFile file, long time) {
        Judgement judgement = new Judgement(file, packs.inForce(), Set.of());
        return file.filing.linked().isEmpty()
                ? Examination.of(sheets, List.of(judgement), Moment.ACCEPTANCE, facts, time)
                : Examination.asking(sheets, judgement, Moment.ACCEPTANCE, facts, time);
    }

    private Examination reviewing(CaseFile file, Deed.Step step, long time) {
        Set<String> exempted = new HashSet<>(file.exempted);
        exempted.addAll(step.with());
        return Examination.asking(sheets, new Judgement(file, file.packs, exempted), Moment.REVIEW, facts, time);
    }

    private Examination entering(List<CaseFile> files, long time) {
        List<Judgement> judgements = files.stream()
                .map(file -> new Judgement(file, file.packs, file.exempted))
                .toList();
        return Examination.of(sheets, judgements, Moment.REGISTRATION, facts, time);
    }

    /** Acceptance, review and entry of an automatic case, the entry last. */
    private List<Examination> automatic(CaseFile file, Actor actor) {
        Judgement judgement = new Judgement(file, packs.inForce(), Set.of());
        boolean tried = versions.at(actor.height()) >= Versions.BINDING;
        return List.of(
                tried
                        ? Examination.of(sheets, List.of(judgement), Moment.ACCEPTANCE, facts, actor.time())
                        : Examination.asking(sheets, judgement, Moment.ACCEPTANCE, facts, actor.time()),
                Examination.asking(sheets, judgement, Moment.REVIEW, facts, actor.time()),
                Examination.of(sheets, List.of(judgement), Moment.REGISTRATION, facts, actor.time()));
    }

    private static List<Finding> findings(List<Examination> examinations) {
        return examinations.stream()
                .flatMap(asked -> asked.findings().stream())
                .flatMap(List::stream)
                .toList();
    }

    private void materials(CaseFile file, long time, Set<String> reasons) {
        for (Item item : file.filing.items()) {
            for (String material : item.rule().materials()) {
                if (!file.materials.contains(material)) {
                    switch (facts.ofMaterial(material, file.filing, item, time)) {
                        case CONFIRMED -> {
                            // the department's word stands for the paper
                        }
                        case CONTRADICTED -> reasons.add("MATERIAL_CONTRADICTED");
                        default -> reasons.add("MATERIAL_MISSING");
                    }
                }
            }
        }
    }

    private void review(CaseFile file, Deed.Step step, Actor actor, Set<String> reasons) {
        need(!file.excludes(actor.name(), "review", step.level()), "CASE_SAME_PERSON", reasons);
        if (!step.good()) {
            return;
        }
        if (file.noticeUntil == 0) {
            need(file.noticeDays() == 0, "CASE_NOTICE_MISSING", reasons);
        } else {
            need(actor.time() > file.noticeUntil, "CASE_NOTICE_RUNNING", reasons);
            need(file.objections.stream().allMatch("dismissed"::equals), "CASE_NOTICE_OBJECTED", reasons);
        }
        need(!file.needsInspection(), "CASE_INSPECTION_MISSING", reasons);
        materials(file, actor.time(), reasons);
        reasons.addAll(reviewing(file, step, actor.time()).reasons());
    }

    private List<CaseFile> together(Deed.Step step) {
        List<CaseFile> files = new ArrayList<>();
        files.add(Objects.requireNonNull(cases.get(step.number())));
        for (String number : step.with()) {
            CaseFile linked = cases.get(number);
            if (linked != null) {
                files.add(linked);
            }
        }
        return files;
    }

    private void register(Deed.Step step, Actor actor, Set<String> reasons) {
        List<CaseFile> files = together(step);
        need(files.size() == step.with().size() + 1, "CASE_UNKNOWN", reasons);
        for (CaseFile file : files) {
            need(file.state == State.APPROVED, "CASE_STEP_ORDER", reasons);
            need(!file.excludes(actor.name(), "registration", 0), "CASE_SAME_PERSON", reasons);
            materials(file, actor.time(), reasons);
        }
        need(Links.fit(files), "CASE_LINKED", reasons);
        queue(files, reasons);
        reasons.addAll(entering(files, actor.time()).reasons());
    }

    /** One after the other: each must be the first on all its units once those before it are gone. */
    private void queue(List<CaseFile> files, Set<String> reasons) {
        Set<String> gone = new HashSet<>();
        for (CaseFile file : files) {
            for (String unit : file.queued()) {
                String ahead = queue(unit).stream()
                        .filter(number -> !gone.contains(number))
                        .findFirst()
                        .orElse(file.filing.number());
                need(ahead.equals(file.filing.number()), "CASE_QUEUED_BEHIND", reasons);
            }
            gone.add(file.filing.number());
        }
    }

    private boolean needsPeople(CaseFile file, Actor actor) {
        long time = actor.time();
        boolean agreed = versions.at(actor.height()) < Versions.BINDING
                || !file.filing.isAskedFor()
                || facts.isConfirmed("consent", file.filing.number(), time);
        boolean machines = agreed
                && file.filing.linked().isEmpty()
                && file.filing.applicants().stream().allMatch(one -> facts.isConfirmed("identity", one.party(), time));
        for (Item item : file.filing.items()) {
            KindRule rule = item.rule();
            machines &= rule.automatic() && rule.notice() == 0 && !rule.inspection();
            for (String material : rule.materials()) {
                machines &= facts.ofMaterial(material, file.filing, item, time) == Facts.Outcome.CONFIRMED;
            }
        }
        return !machines;
    }

    private boolean needsAnybody(CaseFile file, Actor actor) {
        return needsPeople(file, actor)
                || findings(automatic(file, actor)).stream()
                        .anyMatch(finding -> finding.severity() == Pack.Severity.HUMAN);
    }

    /** How an automatic case goes that is not refused. */
    public String route(String number, Actor actor) {
        return needsAnybody(Objects.requireNonNull(cases.get(number)), actor) ? "human" : "automatic";
    }

    /** The deed took effect. */
    public void settle(Deed deed, Actor actor) {
        switch (deed) {
            case Deed.Apply(Filing filing) -> cases.put(filing.number(), new CaseFile(filing, actor.name()));
            case Deed.Step step -> settle(step, actor);
            case Deed.Lapse(List<String> units) -> {
                for (String unit : units) {
                    Sheet sheet = Objects.requireNonNull(sheets.get(unit));
                    sheet.lapse(actor.time(), objection -> isSued(objection, actor.time()));
                }
            }
            case Deed.State(String fact, String about, boolean confirms, long until, Filing shown) ->
                facts.state(fact, about, actor.organisation(), confirms, until);
            case Deed.SetCalendar(int year, List<String> holidays, List<String> workdays) ->
                calendar.set(year, new TreeSet<>(holidays), new TreeSet<>(workdays));
            case Deed.ProposeVersion(long version, long activation) -> versions.propose(version, activation);
            case Deed.AgreeToVersion(int proposal, String member) -> versions.agree(proposal, member, actor.height());
            case Deed.ProposePack(Pack pack) -> packs.propose(pack);
            case Deed.VoteOnPack(String pack, long version, String member, boolean approve) ->
                packs.vote(pack, version, member, approve, versions.at(actor.height()) >= Versions.OUT_OF_REACH);
            case Deed.ActivatePack(String pack, long version) -> packs.activate(pack, version);
            case Deed.RetirePack(String pack, long version) -> packs.retire(pack, version);
        }
    }

    private boolean isSued(Burden objection, long time) {
        return facts.isConfirmed("suit-filed", Examination.caseOf(objection.id()), time);
    }

    private void settle(Deed.Step step, Actor actor) {
        CaseFile file = Objects.requireNonNull(cases.get(step.number()));
        long time = actor.time();
        switch (step.act()) {
            case ACCEPT -> {
                file.findings.addAll(findings(List.of(accepting(file, time))));
                accept(file, actor);
                file.state = State.ACCEPTED;
                file.did(actor.name(), "acceptance", 0);
                file.queued()
                        .forEach(unit -> queues.computeIfAbsent(unit, missing -> new ArrayList<>())
                                .add(step.number()));
            }
            case DECLINE -> file.state = State.DECLINED;
            case REQUEST_SUPPLEMENT -> {
                stopClock(file, time);
                file.state = State.SUPPLEMENTING;
            }
            case DELIVER_SUPPLEMENT -> {
                resumeClock(file, time);
                file.state = State.ACCEPTED;
                file.level = 0;
                KindRule.ALL.values().forEach(rule -> file.materials.addAll(rule.materials()));
            }
            case INSPECT -> file.inspection = step.good() ? "passed" : "failed";
            case PUBLISH_NOTICE -> {
                file.noticeUntil = calendar.after(time, file.noticeDays() == 0 ? NOTICE_DAYS : file.noticeDays());
                stopClock(file, time);
                file.state = State.ANNOUNCED;
            }
            case OBJECT_TO_NOTICE -> file.objections.add("");
            case SETTLE_OBJECTION -> file.objections.set(step.level() - 1, step.good() ? "dismissed" : "upheld");
            case REVIEW -> reviewed(file, step, actor);
            case REGISTER -> {
                List<CaseFile> files = together(step);
                enter(files, time);
                files.forEach(one -> one.did(actor.name(), "registration", 0));
            }
            case AUTOMATE -> automate(file, actor);
            case PAY -> file.feePaid += step.level();
            case PRINT -> {
                print(file, time);
                file.state = State.CERTIFIED;
            }
            case ISSUE -> file.state = State.ISSUED;
            case ARCHIVE -> file.state = State.ARCHIVED;
            case REFUSE -> over(file, State.REFUSED);
            case WITHDRAW -> over(file, State.WITHDRAWN);
        }
    }

    private void over(CaseFile file, State last) {
        file.state = last;
        leaveQueues(file);
    }

    private void accept(CaseFile file, Actor actor) {
        long time = actor.time();
        file.contract = versions.at(actor.height());
        file.packs = packs.inForce();
        file.due = calendar.after(time, file.days());
        file.feeDue = fee(file);
        file.inspection = file.isToBeInspected() ? "needed" : "none";
    }

    /** Once for the items of one kind on one unit; homes cost less (Civil Code 223). */
    private long fee(CaseFile file) {
        Map<String, Long> each = new HashMap<>();
        for (Item item : file.filing.items()) {
            Sheet sheet = sheets.get(item.unit());
            String use = item.use().isEmpty() && sheet != null ? sheet.use : item.use();
            long fen =
                    switch (item.rule().fee()) {
                        case "none" -> 0;
                        case "certificate" -> 1_000;
                        default -> use.startsWith("1") ? 8_000 : 55_000;
                    };
            each.putIfAbsent(item.kind() + "/" + item.subkind() + " " + item.unit(), fen);
        }
        return each.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is overdue stays so. */
    private void stopClock(CaseFile file, long time) {
        if (file.left < 0 && time <= file.due) {
            file.left = calendar.between(time, file.due);
        }
    }

    private void resumeClock(CaseFile file, long time) {
        if (file.left >= 0) {
            file.due = calendar.after(time, file.left);
            file.left = -1;
        }
    }

    private void reviewed(CaseFile file, Deed.Step step, Actor actor) {
        file.did(actor.name(), "review", step.level());
        if (!step.good()) {
            file.state = file.state == State.ANNOUNCED ? State.ANNOUNCED : State.ACCEPTED;
            file.level = 0;
            return;
        }
        if (file.state == State.ANNOUNCED) {
            resumeClock(file, file.noticeUntil);
        }
        file.findings.addAll(findings(List.of(reviewing(file, step, actor.time()))));
        file.exempted.addAll(step.with());
        file.level = step.level();
        file.state = file.level == file.levels() ? State.APPROVED : State.REVIEWED;
    }

    private void enter(List<CaseFile> files, long time) {
        Examination examination = entering(files, time);
        sheets.putAll(examination.after());
        for (int i = 0; i < files.size(); i++) {
            CaseFile file = files.get(i);
            file.orders.addAll(examination.orders().get(i));
            file.findings.addAll(examination.findings().get(i));
            file.state = State.REGISTERED;
            leaveQueues(file);
        }
    }

    private void automate(CaseFile file, Actor actor) {
        if (needsAnybody(file, actor)) {
            return;
        }
        List<Examination> before = automatic(file, actor).subList(0, 2);
        file.findings.addAll(findings(before));
        accept(file, actor);
        enter(List.of(file), actor.time());
        file.level = file.levels();
        if (file.certifies()) {
            print(file, actor.time());
            file.state = State.CERTIFIED;
        }
    }

    /** What ended meanwhile gets no certificate any more. */
    private void print(CaseFile file, long time) {
        for (Order order : file.orders) {
            Sheet sheet = Objects.requireNonNull(sheets.get(order.unit()));
            if (sheet.right(order.id()).isPresent() || sheet.burden(order.id()).isPresent()) {
                String number = office.next(order.proof(), time);
                file.certificates.add(number);
                sheet.right(order.id())
                        .ifPresent(right -> sheet.replace(right, right.certified(more(right.certificates(), number))));
                sheet.burden(order.id())
                        .ifPresent(one -> sheet.replace(one, one.certified(more(one.certificates(), number))));
            }
        }
        file.orders.clear();
    }

    private static List<String> more(List<String> numbers, String another) {
        List<String> all = new ArrayList<>(numbers);
        all.add(another);
        return all;
    }

    private void leaveQueues(CaseFile file) {
        file.queued().forEach(unit -> {
            List<String> queue = queues.get(unit);
            if (queue != null) {
                queue.remove(file.filing.number());
            }
        });
    }
}
