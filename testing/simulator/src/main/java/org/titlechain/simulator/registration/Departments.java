package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.titlechain.model.registration.Applicant;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Facts;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;

/** Thinks out what departments state about cases: mostly what is asked of them, sometimes what is of no use. */
final class Departments {
    private static final long DAY = 24L * 60 * 60 * 1000;

    private Departments() {}

    /**
     * The facts without which the case needs people; one is sometimes missing, denied or contradicted.
     *
     * @param binding whether a word about a case names what is applied for
     */
    static List<Deed> facts(Random random, Filing filing, long time, boolean binding) {
        List<Deed> facts = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>(List.of("identity"));
        if (binding || random.nextInt(10) == 0) {
            wanted.add("consent");
        }
        for (Item item : filing.items()) {
            item.rule()
                    .materials()
                    .forEach(material -> Facts.standingFor(material).ifPresent(wanted::add));
        }
        for (String fact : wanted) {
            for (String about : subjects(fact, filing)) {
                if (random.nextInt(25) > 0) {
                    boolean confirms = random.nextInt(30) > 0;
                    facts.add(stated(random, fact, about, confirms, until(random, time, 6), filing, binding));
                }
            }
        }
        return facts;
    }

    /** One fact about a case or what belongs to it. */
    static Deed fact(Random random, String fact, Filing filing, long time, boolean binding) {
        List<String> subjects = subjects(fact, filing);
        String about = random.nextInt(20) == 0 || subjects.isEmpty()
                ? unknown(fact)
                : subjects.get(random.nextInt(subjects.size()));
        return stated(random, fact, about, random.nextInt(3) > 0, until(random, time, 3), filing, binding);
    }

    /** A department denies what it confirmed instead of a paper that was never handed in; empty where papers were. */
    static Optional<Deed> takenBack(Random random, Filing filing, boolean binding) {
        List<Deed> denials = new ArrayList<>();
        for (Item item : filing.items()) {
            for (String material : item.rule().materials()) {
                if (!filing.materials().contains(material)) {
                    Facts.standingFor(material)
                            .ifPresent(fact -> subjects(fact, filing)
                                    .forEach(about ->
                                            denials.add(stated(random, fact, about, false, 0, filing, binding))));
                }
            }
        }
        return denials.isEmpty() ? Optional.empty() : Optional.of(denials.get(random.nextInt(denials.size())));
    }

    /** Now and then it is about another application, or names one where it should not, or none where it should. */
    private static Deed stated(
            Random random, String fact, String about, boolean confirms, long until, Filing filing, boolean binding) {
        boolean right = binding && Facts.subjectOf(fact).equals("case");
        boolean bound = right != (random.nextInt(100) == 0);
        Filing shown = random.nextInt(60) == 0 ? filing.by(List.of(new Applicant("路人", "holder"))) : filing;
        return new Deed.State(fact, about, confirms, until, bound ? shown : null);
    }

    private static String unknown(String fact) {
        return switch (Facts.subjectOf(fact)) {
            case "party" -> "路人";
            case "unit" -> Applications.building(77);
            default -> "Z999999";
        };
    }

    private static long until(Random random, long time, int oneIn) {
        return random.nextInt(oneIn) == 0 ? time + random.nextLong(40 * DAY) : 0;
    }

    private static List<String> subjects(String fact, Filing filing) {
        return switch (Facts.subjectOf(fact)) {
            case "party" ->
                filing.applicants().stream().map(Applicant::party).distinct().toList();
            case "unit" -> filing.items().stream().map(Item::unit).distinct().toList();
            default -> List.of(filing.number());
        };
    }
}
