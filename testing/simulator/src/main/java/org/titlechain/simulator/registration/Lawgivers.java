package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Pack;
import org.titlechain.model.registration.Pack.Limit;
import org.titlechain.model.registration.Pack.Moment;
import org.titlechain.model.registration.Pack.Raise;
import org.titlechain.model.registration.Pack.Rule;
import org.titlechain.model.registration.Pack.Severity;
import org.titlechain.model.registration.Packs;

/** Thinks out rule packs, and what members do about them: proposed, voted on, in force, made anew, ended. */
final class Lawgivers {
    private static final String NATIONAL = "simulated";
    private static final String PROVINCE = "simulated-99";
    /** Making a pack ready takes as long as some hundred steps of cases. */
    private static final int MOST_PROPOSALS = 4;

    private static final List<String> FACTS = List.of(
            "unit.rights",
            "unit.mortgages",
            "unit.notices",
            "unit.objections",
            "unit.habitations",
            "unit.easements",
            "unit.restrictions",
            "unit.seizuresWaiting",
            "case.items",
            "case.units");
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final List<String> KINDS =
            List.of("transfer", "transfer/sale", "mortgage", "mortgage/general", "notice", "change", "seizure", "all");

    private final Packs packs;
    private int proposals;

    Lawgivers(Packs packs) {
        this.packs = packs;
    }

    /** What is done next about packs, and what follows it. */
    List<Deed> plan(Random random) {
        List<Deed> plan = new ArrayList<>();
        boolean below = packs.inForce(NATIONAL).isPresent() && random.nextBoolean();
        String name = below ? PROVINCE : NATIONAL;
        long newest = packs.newest(name);
        boolean active =
                packs.state(name, newest).filter(Packs.State.ACTIVE::equals).isPresent();
        if (active && random.nextInt(3) == 0) {
            plan.add(new Deed.RetirePack(name, newest));
            vote(random, name, newest, plan);
        } else if (proposals < MOST_PROPOSALS) {
            proposals++;
            long version = random.nextInt(12) == 0 ? newest + 2 : newest + 1;
            plan.add(new Deed.ProposePack(pack(random, name, version, below)));
            vote(random, name, newest + 1, plan);
            plan.add(new Deed.ActivatePack(name, newest + 1));
        }
        return plan;
    }

    private static void vote(Random random, String name, long version, List<Deed> plan) {
        plan.add(new Deed.VoteOnPack(name, version, "registry", random.nextInt(8) > 0));
        plan.add(new Deed.VoteOnPack(name, version, "province", random.nextInt(8) > 0));
    }

    private Pack pack(Random random, String name, long version, boolean below) {
        List<Rule> rules = new ArrayList<>();
        for (int number = 1; number <= 2 + random.nextInt(4); number++) {
            rules.add(rule(random, (below ? "p" : "n") + number));
        }
        List<Raise> raises = new ArrayList<>();
        if (below) {
            for (Rule rule : packs.inForce(NATIONAL).orElseThrow().rules()) {
                if (random.nextInt(3) == 0) {
                    raise(random, rule, raises);
                }
            }
        }
        return new Pack(name, version, below ? NATIONAL : null, rules, raises, below ? List.of() : limits(random));
    }

    private static List<Limit> limits(Random random) {
        List<Limit> limits = new ArrayList<>();
        for (String kinds : List.of("all", "transfer", "transfer/sale", "mortgage")) {
            if (random.nextInt(3) == 0) {
                limits.add(new Limit(kinds, 1 + random.nextInt(40)));
            }
        }
        return limits;
    }

    private static void raise(Random random, Rule rule, List<Raise> raises) {
        int place = SEVERITIES.indexOf(rule.severity());
        List<Severity> stricter = SEVERITIES.subList(place + 1, SEVERITIES.size());
        // One that is not stricter cannot be.
        List<Severity> among = random.nextInt(20) == 0 ? SEVERITIES.subList(0, place + 1) : stricter;
        if (!among.isEmpty()) {
            raises.add(new Raise(rule.id(), among.get(random.nextInt(among.size()))));
        }
    }

    private static Rule rule(Random random, String id) {
        boolean exemptible = random.nextInt(3) == 0;
        String fact = FACTS.get(random.nextInt(FACTS.size()));
        // There is always one right and one item, so a rule that allows none is broken by nearly everybody.
        boolean always = fact.equals("unit.rights") || fact.startsWith("case.");
        return new Rule(
                id,
                List.of(KINDS.get(random.nextInt(KINDS.size()))),
                moments(random, exemptible),
                fact,
                random.nextInt(2) + (always && !exemptible ? 1 : 0),
                exemptible && random.nextBoolean() ? Severity.REFUSE : severity(random),
                exemptible);
    }

    private static Severity severity(Random random) {
        return SEVERITIES.get(random.nextInt(SEVERITIES.size()));
    }

    /** A rule that a reviewer may let pass is asked when he has seen the case. */
    private static List<Moment> moments(Random random, boolean exemptible) {
        TreeSet<Moment> moments = new TreeSet<>();
        while (moments.isEmpty()) {
            for (Moment moment : Moment.values()) {
                if (random.nextBoolean() && !(exemptible && moment == Moment.ACCEPTANCE)) {
                    moments.add(moment);
                }
            }
        }
        return List.copyOf(moments);
    }
}
