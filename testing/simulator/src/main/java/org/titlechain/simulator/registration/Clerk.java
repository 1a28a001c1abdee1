package org.titlechain.simulator.registration;

import java.util.List;
import java.util.Random;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile;
import org.titlechain.model.registration.CaseFile.State;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Deed.Act;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.RegistrationModel.Actor;
import org.titlechain.simulator.Step;

/** Does the office's work step by step: mostly what is next, sometimes what must not be. */
final class Clerk {
    private static final int OPEN_CASES = 7;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private final RegistrationModel model;
    private final Applications applications;
    private long time = 1_740_000_000_000L;

    Clerk(RegistrationModel model) {
        this.model = model;
        this.applications = new Applications(model);
    }

    Step<Deed> next(Random random) {
        time += MINUTE + random.nextInt(20) * MINUTE;
        if (random.nextInt(300) == 0) {
            time += random.nextLong(500 * DAY);
        }
        boolean startsBlock = random.nextInt(3) == 0;
        List<CaseFile> open =
                model.cases().stream().filter(file -> !file.isOver()).toList();
        if (random.nextInt(60) == 0) {
            List<String> units = List.copyOf(model.units());
            if (!units.isEmpty()) {
                return step(
                        new Deed.Lapse(List.of(units.get(random.nextInt(units.size())))),
                        random.nextInt(10) == 0 ? "issuer" : "registrar-1",
                        startsBlock);
            }
        }
        boolean applies = open.isEmpty() || open.size() < OPEN_CASES && random.nextInt(8) == 0;
        if (applies) {
            Deed.Apply deed = new Deed.Apply(applications.filing(random, time));
            return step(deed, filer(random, deed), startsBlock);
        }
        CaseFile file = open.get(random.nextInt(open.size()));
        Deed.Step deed = random.nextInt(12) == 0 ? anything(random, file) : next(random, file);
        String signer = signer(random, deed, file);
        if (model.verdict(deed, new Actor(signer, Persons.rolesOf(signer), time)) instanceof Verdict.Refuse
                && random.nextInt(3) > 0) {
            Act end = file.state() == State.APPLIED ? Act.DECLINE : Act.REFUSE;
            deed = new Deed.Step(file.filing().number(), end, 0, true, List.of());
            signer = signer(random, deed, file);
        }
        return step(deed, signer, startsBlock);
    }

    private Step<Deed> step(Deed deed, String signer, boolean startsBlock) {
        return new Step<>(deed, signer, time, startsBlock);
    }

    private static String filer(Random random, Deed.Apply deed) {
        if (random.nextInt(30) == 0) {
            return "issuer";
        }
        if (deed.filing().mode().equals("entrusted")) {
            return "court";
        }
        return random.nextBoolean() && !deed.filing().mode().equals("ex-officio") ? "applicant" : "window-1";
    }

    private String signer(Random random, Deed.Step deed, CaseFile file) {
        if (random.nextInt(50) == 0) {
            return random.nextBoolean() ? "stranger" : "archivist";
        }
        if (deed.act() == Act.WITHDRAW || deed.act() == Act.DELIVER_SUPPLEMENT) {
            return "window-2";
        }
        List<String> able = Persons.with(deed.act().role());
        if (random.nextInt(25) > 0) {
            able = able.stream().filter(name -> !name.equals("everything")).toList();
            List<String> fresh = able.stream()
                    .filter(name -> !file.involved().contains(name))
                    .toList();
            able = fresh.isEmpty() ? able : fresh;
        }
        return able.get(random.nextInt(able.size()));
    }

    private static Deed.Step anything(Random random, CaseFile file) {
        List<Act> acts = List.of(Act.values());
        Act act = acts.get(random.nextInt(acts.size()));
        if (act == Act.SETTLE_OBJECTION && file.openObjection() == 0) {
            act = Act.OBJECT_TO_NOTICE;
        }
        return new Deed.Step(file.filing().number(), act, level(file, act, random.nextInt(5) == 0), true, List.of());
    }

    private static int level(CaseFile file, Act act, boolean wrong) {
        return switch (act) {
            case REVIEW -> file.level() + (wrong ? 2 : 1);
            case SETTLE_OBJECTION -> Math.max(1, file.openObjection());
            default -> 0;
        };
    }

    private Deed.Step next(Random random, CaseFile file) {
        Act act =
                switch (file.state()) {
                    case APPLIED -> random.nextInt(25) == 0 ? Act.WITHDRAW : Act.ACCEPT;
                    case ACCEPTED ->
                        file.needsNotice() && file.noticeFrom() == 0
                                ? Act.PUBLISH_NOTICE
                                : file.needsInspection() && !file.inspected()
                                        ? Act.INSPECT
                                        : random.nextInt(25) == 0 ? Act.REQUEST_SUPPLEMENT : Act.REVIEW;
                    case SUPPLEMENTING -> Act.DELIVER_SUPPLEMENT;
                    case ANNOUNCED -> announced(random, file);
                    case REVIEWED -> Act.REVIEW;
                    case APPROVED -> random.nextInt(25) == 0 ? Act.WITHDRAW : Act.REGISTER;
                    case REGISTERED ->
                        file.certifies() ? file.paid() || random.nextBoolean() ? Act.PRINT : Act.PAY : Act.ARCHIVE;
                    case CERTIFIED -> file.paid() ? Act.ISSUE : Act.PAY;
                    default -> Act.ARCHIVE;
                };
        boolean good = act != Act.REVIEW || random.nextInt(20) > 0;
        List<String> with = act == Act.REGISTER ? file.filing().linked() : List.of();
        return new Deed.Step(
                file.filing().number(), act, level(file, act, false), act == Act.SETTLE_OBJECTION || good, with);
    }

    private Act announced(Random random, CaseFile file) {
        if (file.openObjection() > 0) {
            return Act.SETTLE_OBJECTION;
        }
        if (random.nextInt(12) == 0) {
            return Act.OBJECT_TO_NOTICE;
        }
        // Between these two the model does not know whether the notice is over.
        if (time < file.noticeFrom() + RegistrationModel.NOTICE_AT_MOST && random.nextInt(4) > 0) {
            time = file.noticeFrom() + RegistrationModel.NOTICE_AT_MOST + MINUTE;
        } else if (time >= file.noticeFrom() + RegistrationModel.NOTICE_AT_LEAST
                && time < file.noticeFrom() + RegistrationModel.NOTICE_AT_MOST) {
            time = file.noticeFrom() + RegistrationModel.NOTICE_AT_MOST + MINUTE;
        }
        return Act.REVIEW;
    }
}
