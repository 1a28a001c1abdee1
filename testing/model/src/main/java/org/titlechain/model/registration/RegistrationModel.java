package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile.State;

/** The office: cases, queues and the register. */
public final class RegistrationModel {
    /** A public notice is surely running before, and surely over after; ms. */
    public static final long NOTICE_AT_LEAST = 15L * 24 * 60 * 60 * 1000;

    /** Fifteen working days with every holiday of the year in them. */
    public static final long NOTICE_AT_MOST = 40L * 24 * 60 * 60 * 1000;

    private final Map<String, Sheet> sheets = new TreeMap<>();
    private final Map<String, CaseFile> cases = new LinkedHashMap<>();
    private final Map<String, List<String>> queues = new TreeMap<>();

    /** Who does it, with which roles, when. */
    public record Actor(String name, Set<String> roles, long time) {
        public Actor {
            roles = new TreeSet<>(roles);
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

    /** What must be decided; nothing changes. */
    public Verdict verdict(Deed deed, Actor actor) {
        return switch (deed) {
            case Deed.Apply(Filing filing) -> apply(filing, actor);
            case Deed.Step step -> step(step, actor);
            case Deed.Lapse lapse -> actor.roles().contains("registrar") ? Verdict.accept() : notEntitled();
        };
    }

    private static Verdict notEntitled() {
        return Verdict.refuse("KEY_NOT_ENTITLED");
    }

    private Verdict apply(Filing filing, Actor actor) {
        boolean entrusted = filing.mode().equals("entrusted");
        boolean may = entrusted
                ? actor.roles().contains("court")
                : filing.mode().equals("ex-officio")
                        ? actor.roles().contains("acceptor")
                        : actor.roles().contains("applicant") || actor.roles().contains("acceptor");
        if (!may) {
            return notEntitled();
        }
        if (cases.containsKey(filing.number())) {
            return Verdict.refuse("CASE_NUMBER_TAKEN");
        }
        if (filing.applicants().isEmpty() && !entrusted && !filing.mode().equals("ex-officio")) {
            return Verdict.refuse("COMMAND_MALFORMED", "APPLICANT_MISSING", "MODE_NOT_ALLOWED");
        }
        boolean allowed =
                filing.items().stream().allMatch(item -> item.rule().modes().contains(filing.mode()));
        Obstacles.Found found = Obstacles.of(sheets, new CaseFile(filing, actor.name()), actor.time());
        Set<String> formal = new TreeSet<>(found.certain());
        formal.retainAll(Set.of("HOLDERS_INVALID", "CO_OWNERSHIP_MISMATCH", "SHARES_NOT_ONE", "MODE_NOT_ALLOWED"));
        if (!allowed) {
            return new Verdict.Refuse(formal);
        }
        return formal.isEmpty() ? Verdict.accept() : new Verdict.Either(formal);
    }

    private Verdict step(Deed.Step step, Actor actor) {
        if (!actor.roles().contains(step.act().role())) {
            return notEntitled();
        }
        CaseFile file = cases.get(step.number());
        if (file == null) {
            return Verdict.refuse("CASE_UNKNOWN");
        }
        if (!isInOrder(file, step)) {
            boolean unsaid = step.act() == Deed.Act.PAY && !file.isOver()
                    || step.act() == Deed.Act.PUBLISH_NOTICE && file.state == State.REVIEWED;
            return unsaid ? new Verdict.Either(Set.of("CASE_STEP_ORDER")) : Verdict.refuse("CASE_STEP_ORDER");
        }
        return switch (step.act()) {
            case ACCEPT -> examined(file, actor, Set.of());
            case REVIEW -> review(file, step, actor);
            case REGISTER -> register(file, step, actor);
            case OBJECT_TO_NOTICE -> {
                if (actor.time() < file.noticeFrom + NOTICE_AT_LEAST) {
                    yield Verdict.accept();
                }
                Set<String> late = Set.of("CASE_NOTICE_OVER");
                yield actor.time() >= file.noticeFrom + NOTICE_AT_MOST
                        ? new Verdict.Refuse(late)
                        : new Verdict.Either(late);
            }
            case SETTLE_OBJECTION -> {
                boolean isOpen = step.level() <= file.objections.size() && file.objections.get(step.level() - 1);
                yield isOpen ? Verdict.accept() : new Verdict.Either(Set.of("COMMAND_MALFORMED", "CASE_STEP_ORDER"));
            }
            case ISSUE -> file.paid ? Verdict.accept() : new Verdict.Either(Set.of("CASE_FEE_UNPAID"));
            default -> Verdict.accept();
        };
    }

    private static boolean isInOrder(CaseFile file, Deed.Step step) {
        State state = file.state;
        return switch (step.act()) {
            case ACCEPT, DECLINE -> state == State.APPLIED;
            case REQUEST_SUPPLEMENT -> state == State.ACCEPTED || state == State.ANNOUNCED || state == State.REVIEWED;
            case DELIVER_SUPPLEMENT -> state == State.SUPPLEMENTING;
            case INSPECT -> isOpen(state);
            case PUBLISH_NOTICE -> state == State.ACCEPTED;
            case OBJECT_TO_NOTICE, SETTLE_OBJECTION -> state == State.ANNOUNCED;
            case REVIEW -> state == State.ACCEPTED || state == State.ANNOUNCED || state == State.REVIEWED;
            case REGISTER -> state == State.APPROVED;
            case PAY ->
                isOpen(state) || state == State.APPROVED || state == State.REGISTERED || state == State.CERTIFIED;
            case PRINT -> state == State.REGISTERED && file.certifies();
            case ISSUE -> state == State.CERTIFIED;
            case ARCHIVE -> state == State.ISSUED || state == State.REGISTERED && !file.certifies();
            case REFUSE -> isOpen(state) || state == State.APPROVED || state == State.SUPPLEMENTING;
            case WITHDRAW ->
                isOpen(state) || state == State.APPLIED || state == State.APPROVED || state == State.SUPPLEMENTING;
        };
    }

    private static boolean isOpen(State state) {
        return state == State.ACCEPTED || state == State.ANNOUNCED || state == State.REVIEWED;
    }

    private Verdict examined(CaseFile file, Actor actor, Set<String> others) {
        Obstacles.Found found = Obstacles.of(sheets, file, actor.time());
        Set<String> reasons = new TreeSet<>(found.certain());
        reasons.addAll(others);
        boolean isCertain = !reasons.isEmpty();
        reasons.addAll(found.possible());
        if (isCertain) {
            return new Verdict.Refuse(reasons);
        }
        return reasons.isEmpty() ? Verdict.accept() : new Verdict.Either(reasons);
    }

    private Verdict review(CaseFile file, Deed.Step step, Actor actor) {
        Set<String> reasons = new TreeSet<>();
        if (file.excludes(actor.name())) {
            reasons.add("CASE_SAME_PERSON");
        }
        if (step.level() != file.level + 1) {
            reasons.add("CASE_STEP_ORDER");
        }
        if (step.good()) {
            if (file.needsNotice() || file.announced) {
                notice(file, actor.time(), reasons);
            }
            if (file.needsInspection() && !file.inspected) {
                reasons.add("CASE_INSPECTION_MISSING");
            }
        } else if (file.state == State.ANNOUNCED) {
            Set<String> open = new TreeSet<>();
            notice(file, actor.time(), open);
            if (!open.isEmpty() && reasons.isEmpty()) {
                return new Verdict.Either(open);
            }
        }
        if (reasons.isEmpty()) {
            return file.involved.contains(actor.name())
                    ? new Verdict.Either(Set.of("CASE_SAME_PERSON"))
                    : Verdict.accept();
        }
        return new Verdict.Refuse(reasons);
    }

    private static void notice(CaseFile file, long time, Set<String> reasons) {
        if (!file.announced) {
            reasons.add("CASE_NOTICE_MISSING");
        } else if (time < file.noticeFrom + NOTICE_AT_LEAST) {
            reasons.add("CASE_NOTICE_RUNNING");
        }
        if (file.objections.contains(true) || file.upheld) {
            reasons.add("CASE_NOTICE_OBJECTED");
        }
    }

    private Verdict register(CaseFile file, Deed.Step step, Actor actor) {
        Set<String> reasons = new TreeSet<>();
        if (file.excludes(actor.name())) {
            reasons.add("CASE_SAME_PERSON");
        }
        if (!new TreeSet<>(file.filing.linked()).equals(new TreeSet<>(step.with()))) {
            reasons.add("CASE_LINKED");
        }
        if (file.queues()) {
            for (String unit : file.units()) {
                List<String> queue = queues.getOrDefault(unit, List.of());
                if (!queue.isEmpty() && !queue.getFirst().equals(step.number())) {
                    reasons.add("CASE_QUEUED_BEHIND");
                }
            }
        }
        Verdict verdict = examined(file, actor, reasons);
        // Who reviewed a case before it was sent back, and not since: the documents do not say.
        boolean earlier = file.involved.contains(actor.name()) && !file.excludes(actor.name());
        return switch (verdict) {
            case Verdict.Accept accept when earlier -> new Verdict.Either(Set.of("CASE_SAME_PERSON"));
            case Verdict.Either(Set<String> open) when earlier -> new Verdict.Either(with(open, "CASE_SAME_PERSON"));
            case Verdict.Refuse(Set<String> sure) when earlier -> new Verdict.Refuse(with(sure, "CASE_SAME_PERSON"));
            default -> verdict;
        };
    }

    private static Set<String> with(Set<String> codes, String more) {
        Set<String> all = new TreeSet<>(codes);
        all.add(more);
        return all;
    }

    /** The deed took effect. */
    public void settle(Deed deed, Actor actor) {
        switch (deed) {
            case Deed.Apply(Filing filing) -> cases.put(filing.number(), new CaseFile(filing, actor.name()));
            case Deed.Step step -> settle(step, actor);
            case Deed.Lapse(List<String> units) -> {
                for (String unit : units) {
                    Sheet sheet = sheets.get(unit);
                    if (sheet != null) {
                        sheet.lapse(actor.time());
                    }
                }
            }
        }
    }

    private void settle(Deed.Step step, Actor actor) {
        CaseFile file = cases.get(step.number());
        if (file == null) {
            throw new IllegalStateException("no case " + step.number());
        }
        switch (step.act()) {
            case ACCEPT -> {
                file.state = State.ACCEPTED;
                file.acceptor = actor.name();
                file.involved.add(actor.name());
                if (file.queues()) {
                    file.units()
                            .forEach(unit -> queues.computeIfAbsent(unit, missing -> new ArrayList<>())
                                    .add(step.number()));
                }
            }
            case DECLINE -> file.state = State.OVER;
            case REQUEST_SUPPLEMENT -> file.state = State.SUPPLEMENTING;
            case DELIVER_SUPPLEMENT -> {
                file.state = State.ACCEPTED;
                file.level = 0;
                file.reviewers.clear();
                file.materials.addAll(KindRule.ALL.values().stream()
                        .flatMap(rule -> rule.materials().stream())
                        .toList());
            }
            case INSPECT -> file.inspected = step.good();
            case PUBLISH_NOTICE -> {
                file.state = State.ANNOUNCED;
                file.announced = true;
                file.noticeFrom = actor.time();
            }
            case OBJECT_TO_NOTICE -> file.objections.add(true);
            case SETTLE_OBJECTION -> {
                file.objections.set(step.level() - 1, false);
                file.upheld |= !step.good();
            }
            case REVIEW -> reviewed(file, step, actor);
            case REGISTER -> registered(file, actor);
            case PAY -> file.paid = true;
            case PRINT -> {
                file.state = State.CERTIFIED;
                print(file);
            }
            case ISSUE -> file.state = State.ISSUED;
            case ARCHIVE -> file.state = State.ARCHIVED;
            case REFUSE, WITHDRAW -> {
                file.state = State.OVER;
                leaveQueues(file);
            }
        }
    }

    private static void reviewed(CaseFile file, Deed.Step step, Actor actor) {
        file.involved.add(actor.name());
        if (!step.good()) {
            file.state = State.ACCEPTED;
            file.level = 0;
            file.reviewers.clear();
            return;
        }
        file.level = step.level();
        file.reviewers.put(step.level(), actor.name());
        file.state = file.level >= file.levels() ? State.APPROVED : State.REVIEWED;
    }

    private void registered(CaseFile file, Actor actor) {
        Set<String> before = new LinkedHashSet<>();
        sheets.values().forEach(sheet -> {
            sheet.rights().forEach(right -> before.add(right.id()));
            sheet.burdens().forEach(burden -> before.add(burden.id()));
        });
        Obstacles.Found found = Obstacles.of(sheets, file, actor.time());
        sheets.putAll(found.after());
        file.state = State.REGISTERED;
        file.involved.add(actor.name());
        leaveQueues(file);
        for (Item item : file.filing.items()) {
            String certificate = item.rule().certificate();
            for (Item.Part created : item.into()) {
                // Easements go on over the parts, each with a proof of its own.
                found.after()
                        .getOrDefault(created.unit(), new Sheet())
                        .of("easement")
                        .forEach(easement -> file.toCertify.add(new String[] {created.unit(), easement.id()}));
            }
            if (certificate.equals("same")) {
                file.toCertify.add(new String[] {item.unit(), item.target()});
            }
        }
        found.after().forEach((unit, sheet) -> {
            sheet.rights().stream()
                    .filter(right -> isOf(file, right.id()) && !before.contains(right.id()))
                    .filter(right -> !right.family().equals("common-parts")
                            && !right.family().equals("easement"))
                    .forEach(right -> file.toCertify.add(new String[] {unit, right.id()}));
            sheet.burdens().stream()
                    .filter(burden -> isOf(file, burden.id()) && !before.contains(burden.id()))
                    .filter(burden -> !Set.of("seizure", "restriction").contains(burden.kind()))
                    .forEach(burden -> file.toCertify.add(new String[] {unit, burden.id()}));
        });
    }

    private static boolean isOf(CaseFile file, String id) {
        return id.equals(file.filing.number()) || id.startsWith(file.filing.number() + "#");
    }

    private void print(CaseFile file) {
        for (String[] place : file.toCertify) {
            Sheet sheet = sheets.get(place[0]);
            if (sheet == null) {
                continue;
            }
            sheet.right(place[1]).ifPresent(right -> sheet.rights.set(sheet.rights.indexOf(right), right.with(true)));
            sheet.burden(place[1])
                    .ifPresent(burden -> sheet.burdens.set(sheet.burdens.indexOf(burden), burden.with(true)));
        }
    }

    private void leaveQueues(CaseFile file) {
        queues.values().forEach(queue -> queue.remove(file.filing.number()));
    }
}
