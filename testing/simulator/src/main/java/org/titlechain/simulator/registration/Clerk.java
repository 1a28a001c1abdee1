package org.titlechain.simulator.registration;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile;
import org.titlechain.model.registration.CaseFile.State;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Deed.Act;
import org.titlechain.model.registration.Facts;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Pack;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.RegistrationModel.Actor;
import org.titlechain.model.registration.Sheet;
import org.titlechain.model.registration.WorkCalendar;
import org.titlechain.simulator.Step;

/** Does the office's work step by step: mostly what is next, sometimes what must not be. */
final class Clerk {
    /** The newest version of the contract that the model knows. */
    static final long NEWEST = 5;
    /** From this version on a word about a case names what is applied for. */
    private static final long BINDING = 4;

    private static final int OPEN_CASES = 7;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private final RegistrationModel model;
    private final Applications applications;
    private final Lawgivers lawgivers;
    private final boolean hasPacks;
    private final Deque<Deed> planned = new ArrayDeque<>();
    private @Nullable Step<Deed> last;
    private long time = 1_740_000_000_000L;
    private long height;

    /**
     * @param hasPacks whether members give themselves rule packs
     * @param height the block that the chain stands at
     */
    Clerk(RegistrationModel model, boolean hasPacks, long height) {
        this.model = model;
        this.hasPacks = hasPacks;
        this.lawgivers = new Lawgivers(model.packs());
        this.height = height;
        this.applications = new Applications(model);
    }

    Step<Deed> next(Random random) {
        time += MINUTE + random.nextInt(20) * MINUTE;
        if (random.nextInt(300) == 0) {
            time += random.nextLong(500 * DAY);
        } else if (random.nextInt(50) == 0) {
            time += random.nextLong(20 * DAY);
        }
        Step<Deed> before = last;
        boolean startsBlock = random.nextInt(3) == 0;
        height += startsBlock ? 1 : 0;
        Step<Deed> chosen = before != null && random.nextInt(40) == 0
                // The same once more, by the same person or by somebody who raced for it.
                ? new Step<>(
                        before.deed(),
                        random.nextBoolean() ? before.signer() : signer(random, before.deed()),
                        time,
                        startsBlock)
                : choose(random, startsBlock);
        last = chosen;
        return chosen;
    }

    private Step<Deed> choose(Random random, boolean startsBlock) {
        if (isVersionToChange(random)) {
            planned.addFirst(new Deed.AgreeToVersion(1, "province"));
            planned.addFirst(new Deed.AgreeToVersion(1, "registry"));
            return new Step<>(
                    new Deed.ProposeVersion(NEWEST, height + random.nextInt(30)), "administrator", time, startsBlock);
        }
        if (hasPacks && random.nextInt(60) == 0) {
            planned.addAll(lawgivers.plan(random));
        }
        Deed deed;
        if (!planned.isEmpty() && random.nextInt(4) > 0) {
            deed = planned.removeFirst();
        } else {
            deed = random.nextInt(30) == 0 ? beside(random) : aboutCases(random);
        }
        return new Step<>(deed, signer(random, deed), time, startsBlock);
    }

    private boolean isVersionToChange(Random random) {
        return model.version(height) < NEWEST && !model.isVersionChanging() && random.nextInt(150) == 0;
    }

    private boolean isBinding() {
        return model.version(height) >= BINDING;
    }

    /** What is done beside cases. */
    private Deed beside(Random random) {
        List<String> units = List.copyOf(model.units());
        if (random.nextInt(3) == 0 || units.isEmpty()) {
            return calendar(random);
        }
        String unit =
                random.nextInt(12) == 0 ? "999901001002GB00014F99980001" : units.get(random.nextInt(units.size()));
        Sheet sheet = model.sheet(unit);
        if (sheet != null && !sheet.of("objection").isEmpty() && random.nextInt(3) > 0) {
            String number = sheet.of("objection").getFirst().id().split("#", -1)[0];
            planned.add(new Deed.Lapse(List.of(unit)));
            time += random.nextLong(20 * DAY);
            CaseFile file = Objects.requireNonNull(model.file(number));
            return new Deed.State("suit-filed", number, random.nextInt(4) > 0, 0, isBinding() ? file.filing() : null);
        }
        return new Deed.Lapse(List.of(unit));
    }

    private Deed calendar(Random random) {
        int year = WorkCalendar.day(time).getYear() + random.nextInt(2);
        TreeSet<String> holidays = new TreeSet<>();
        TreeSet<String> workdays = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            LocalDate day = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
            boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            (weekend ? workdays : holidays).add(day.toString());
        }
        return new Deed.SetCalendar(year, List.copyOf(holidays), List.copyOf(workdays));
    }

    private Deed aboutCases(Random random) {
        List<CaseFile> open =
                model.cases().stream().filter(file -> !file.isOver()).toList();
        if (open.isEmpty() || open.size() < OPEN_CASES && random.nextInt(5) == 0) {
            return applies(random);
        }
        List<CaseFile> before = open.stream()
                .filter(file -> file.state().compareTo(State.REGISTERED) < 0)
                .toList();
        List<CaseFile> among = before.isEmpty() || random.nextInt(4) == 0 ? open : before;
        CaseFile file = among.get(random.nextInt(among.size()));
        if (random.nextInt(30) == 0) {
            return states(random, file);
        }
        if (file.state() == State.APPROVED && random.nextInt(8) == 0) {
            Optional<Deed> less = Departments.takenBack(random, file.filing(), isBinding());
            if (less.isPresent()) {
                // What a department said when the case was reviewed it says no more when it is entered.
                planned.addFirst(next(random, file));
                return less.get();
            }
        }
        Deed.Step deed = random.nextInt(12) == 0 ? anything(random, file) : next(random, file);
        Actor able = new Actor("", "", deed.act().roles(), time, height);
        if (model.verdict(deed, able) instanceof Verdict.Refuse && random.nextInt(3) > 0) {
            // What cannot be entered is mostly put away, so that the office does not drown in it.
            Act end = file.state() == State.APPLIED ? Act.DECLINE : Act.REFUSE;
            return new Deed.Step(file.filing().number(), end, 0, true, List.of());
        }
        return deed;
    }

    /** The first application of a plan; what belongs to it follows. */
    private Deed applies(Random random) {
        List<Filing> filings = applications.filings(random, time);
        filings.stream().skip(1).forEach(filing -> planned.add(new Deed.Apply(filing)));
        Filing first = filings.getFirst();
        boolean byMachine = filings.size() == 1
                && first.items().stream().allMatch(item -> item.rule().automatic())
                && random.nextInt(3) > 0;
        if (!byMachine) {
            return new Deed.Apply(first);
        }
        Departments.facts(random, first, time, isBinding()).forEach(planned::add);
        Act goes = random.nextInt(4) == 0 ? Act.ACCEPT : Act.AUTOMATE;
        planned.add(new Deed.Step(first.number(), goes, 0, true, List.of()));
        return new Deed.Apply(random.nextInt(4) > 0 ? first.handing(List.of()) : first);
    }

    private Deed states(Random random, CaseFile file) {
        List<String> facts = List.copyOf(Facts.ROLES.keySet());
        String fact = random.nextInt(4) == 0 ? "suit-filed" : facts.get(random.nextInt(facts.size()));
        return Departments.fact(random, fact, file.filing(), time, isBinding());
    }

    private String signer(Random random, Deed deed) {
        boolean governs = deed instanceof Deed.AgreeToVersion || deed instanceof Deed.ProposeVersion;
        if (!governs && random.nextInt(60) == 0) {
            return List.of("stranger", "archivist", "elsewhere", "issuer", "another")
                    .get(random.nextInt(5));
        }
        return switch (deed) {
            case Deed.Apply(Filing filing) ->
                switch (filing.mode()) {
                    case "entrusted" -> "court";
                    case "ex-officio" -> "window-1";
                    default -> List.of("applicant", "window-1", "everything").get(random.nextInt(3));
                };
            case Deed.Lapse lapse -> random.nextBoolean() ? "registrar-1" : "window-1";
            case Deed.SetCalendar calendar -> "administrator";
            case Deed.ProposeVersion proposal -> "administrator";
            case Deed.AgreeToVersion(int proposal, String member) -> Persons.voterOf(member);
            case Deed.VoteOnPack vote -> Persons.voterOf(vote.member());
            case Deed.ProposePack proposal -> random.nextBoolean() ? "administrator" : "province";
            case Deed.ActivatePack activation -> random.nextBoolean() ? "administrator" : "province";
            case Deed.RetirePack retirement -> random.nextBoolean() ? "administrator" : "province";
            case Deed.State state -> {
                List<String> able = Persons.with(Set.of(Facts.ROLES.getOrDefault(state.fact(), "")));
                yield able.get(random.nextInt(4) == 0 ? able.size() - 1 : 0);
            }
            case Deed.Step step -> signer(random, step);
        };
    }

    private String signer(Random random, Deed.Step deed) {
        List<String> able = new ArrayList<>(Persons.with(deed.act().roles()));
        CaseFile file = model.file(deed.number());
        if (file != null && random.nextInt(12) == 0) {
            // Whom the case has seen already is mostly the wrong one.
            able.retainAll(file.involved());
            able = able.isEmpty() ? new ArrayList<>(Persons.with(deed.act().roles())) : able;
        } else if (file != null) {
            able.remove("everything");
            able.removeAll(List.of("applicant", "another", "court"));
            List<String> fresh = able.stream()
                    .filter(name -> !file.involved().contains(name))
                    .toList();
            able = fresh.isEmpty() ? able : new ArrayList<>(fresh);
        }
        return able.get(random.nextInt(able.size()));
    }

    private static Deed.Step anything(Random random, CaseFile file) {
        List<Act> acts = List.of(Act.values());
        Act act = acts.get(random.nextInt(acts.size()));
        int level = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : level(random, file, act);
        List<String> with =
                act == Act.REGISTER && random.nextBoolean() ? file.filing().linked() : List.of();
        return new Deed.Step(file.filing().number(), act, Math.max(1, level), random.nextInt(4) > 0, with);
    }

    private static int level(Random random, CaseFile file, Act act) {
        return switch (act) {
            case REVIEW -> file.level() + 1;
            case SETTLE_OBJECTION -> Math.max(1, file.openObjection());
            case PAY -> (int) Math.max(1, file.unpaid() - (random.nextInt(6) == 0 ? 1 : 0));
            default -> 0;
        };
    }

    private Deed.Step next(Random random, CaseFile file) {
        Act act =
                switch (file.state()) {
                    case APPLIED ->
                        random.nextInt(25) == 0 ? Act.WITHDRAW : random.nextInt(15) == 0 ? Act.AUTOMATE : Act.ACCEPT;
                    case ACCEPTED ->
                        file.needsNotice()
                                ? Act.PUBLISH_NOTICE
                                : file.needsInspection() && random.nextInt(8) > 0
                                        ? Act.INSPECT
                                        : accepted(random, file);
                    case SUPPLEMENTING -> Act.DELIVER_SUPPLEMENT;
                    case ANNOUNCED -> announced(random, file);
                    case REVIEWED -> isTwiceAnnounced(random, file) ? Act.PUBLISH_NOTICE : Act.REVIEW;
                    case APPROVED -> random.nextInt(25) == 0 ? Act.WITHDRAW : Act.REGISTER;
                    case REGISTERED ->
                        file.certifies()
                                ? file.unpaid() == 0 || random.nextBoolean() ? Act.PRINT : Act.PAY
                                : Act.ARCHIVE;
                    case CERTIFIED -> file.unpaid() == 0 || random.nextInt(10) == 0 ? Act.ISSUE : Act.PAY;
                    default -> Act.ARCHIVE;
                };
        boolean good =
                switch (act) {
                    case REVIEW -> random.nextInt(20) > 0;
                    case INSPECT -> random.nextInt(6) > 0;
                    case SETTLE_OBJECTION -> random.nextInt(4) > 0;
                    default -> true;
                };
        boolean alone = random.nextInt(8) == 0;
        List<String> with = act == Act.REGISTER && !alone
                ? file.filing().linked()
                : act == Act.REVIEW && good ? exemptions(random, file) : List.of();
        return new Deed.Step(file.filing().number(), act, level(random, file, act), good, with);
    }

    private static Act accepted(Random random, CaseFile file) {
        if (isTwiceAnnounced(random, file)) {
            return Act.PUBLISH_NOTICE;
        }
        return random.nextInt(25) == 0 ? Act.REQUEST_SUPPLEMENT : Act.REVIEW;
    }

    /** There is one notice a case; now and then somebody tries another, or one that no kind asks for. */
    private static boolean isTwiceAnnounced(Random random, CaseFile file) {
        return random.nextInt(file.noticeUntil() > 0 ? 5 : 60) == 0;
    }

    /** A reviewer lets some of the rules pass; not all of them can be let pass. */
    private static List<String> exemptions(Random random, CaseFile file) {
        List<String> rules = new ArrayList<>();
        for (Pack pack : file.packs()) {
            for (Pack.Rule rule : pack.rules()) {
                if (random.nextInt(12) < (rule.exemptible() ? 8 : 1)) {
                    rules.add(pack.name() + "/" + rule.id());
                }
            }
        }
        return rules;
    }

    private Act announced(Random random, CaseFile file) {
        if (file.openObjection() > 0) {
            return Act.SETTLE_OBJECTION;
        }
        if (random.nextInt(5) == 0) {
            return Act.OBJECT_TO_NOTICE;
        }
        if (file.needsInspection()) {
            return Act.INSPECT;
        }
        if (time <= file.noticeUntil() && random.nextInt(4) > 0) {
            // Now and then on the very last ms, when it still runs.
            time = file.noticeUntil() + random.nextInt(4);
        }
        return Act.REVIEW;
    }
}
