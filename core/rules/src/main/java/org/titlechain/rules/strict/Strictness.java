package org.titlechain.rules.strict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.Exemption;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.Kinds;
import org.titlechain.rules.pack.Level;
import org.titlechain.rules.pack.Material;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.Raise;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.pack.TimeLimit;

/**
 * Proves that a pack is nowhere looser than those above it.
 *
 * <p>Packs are asked together: rules of all of them fire, the strictest severity counts, materials add up, the shortest
 * limit holds ({@code evaluation.Packs}). A pack has no word for taking a rule, a material or a condition of another
 * away. What is left to be checked is that each word that it has about another pack goes the stricter way; the pack
 * that claims something looser is refused rather than silently overruled.
 */
public final class Strictness {
    private final RulePack pack;
    private final List<RulePack> above;

    private Strictness(RulePack pack, List<RulePack> above) {
        this.pack = pack;
        this.above = above;
    }

    /**
     * Checks the pack against those above it.
     *
     * @param above the packs above, the national one first; none for a national pack
     * @throws PackException naming the place where it is looser or does not belong
     */
    public static void check(RulePack pack, List<RulePack> above) {
        Strictness check = new Strictness(pack, above);
        check.place();
        check.facts();
        check.names();
        pack.raises().forEach(check::raise);
        pack.limits().forEach(check::limit);
        pack.exemptions().forEach(check::exemption);
        if (pack.level() != Level.NATIONAL && !pack.fees().isEmpty()) {
            throw new PackException(Defect.MISPLACED, "fees", "fees are set for the whole country");
        }
    }

    private void place() {
        Optional<RulePack> parent = above.isEmpty() ? Optional.empty() : Optional.of(above.getLast());
        if (!pack.parent().equals(parent.map(RulePack::id))) {
            throw new PackException(Defect.UNDECLARED, "parent", "no such pack is in force");
        }
        if (parent.isPresent() && pack.level().compareTo(parent.get().level()) <= 0) {
            throw new PackException(Defect.MISPLACED, "level", "below that of the parent");
        }
        if (parent.isPresent() && !pack.jurisdiction().startsWith(parent.get().jurisdiction())) {
            throw new PackException(Defect.MISPLACED, "jurisdiction", "within that of the parent");
        }
    }

    private void facts() {
        for (Fact fact : pack.facts()) {
            for (RulePack other : above) {
                for (Fact known : other.facts()) {
                    if (known.name().equals(fact.name()) && known.type() != fact.type()) {
                        throw new PackException(
                                Defect.INVALID_VALUE,
                                "facts/" + fact.name() + "/type",
                                "as in " + other.id() + ": " + known.type().label());
                    }
                }
            }
        }
    }

    /** A name means one thing in the whole line, so that nobody takes an addition for a replacement. */
    private void names() {
        for (RulePack other : above) {
            for (Rule rule : pack.rules()) {
                if (other.rule(rule.id()).isPresent()) {
                    throw new PackException(Defect.DUPLICATE, "rules/" + rule.id(), "named so in " + other.id());
                }
            }
            for (Material material : pack.materials()) {
                if (other.materials().stream().anyMatch(known -> known.id().equals(material.id()))) {
                    throw new PackException(Defect.DUPLICATE, "materials/" + material.id(), "asked by " + other.id());
                }
            }
        }
    }

    private void raise(Raise raise) {
        String place = "raises/" + raise.rule();
        Severity present = severityAbove(raise.rule(), place);
        boolean closes = !raise.exemptible() && exemptibleAbove(raise.rule());
        if (Severities.isStricter(present, raise.severity()) || present == raise.severity() && !closes) {
            throw new PackException(
                    Defect.LOOSER,
                    place + "/severity",
                    raise.severity().label() + " is not stricter than " + present.label());
        }
        if (raise.exemptible() && !exemptibleAbove(raise.rule())) {
            throw new PackException(Defect.LOOSER, place + "/exemptible", "not exemptible above");
        }
    }

    private Severity severityAbove(String name, String place) {
        Severity severity = ruleAbove(name)
                .orElseThrow(() -> new PackException(Defect.UNDECLARED, place, "no such rule above"))
                .severity();
        for (Raise raise : raisesAbove(name)) {
            severity = Severities.strictest(severity, raise.severity());
        }
        return severity;
    }

    private boolean exemptibleAbove(String name) {
        return ruleAbove(name).map(Rule::exemptible).orElse(false)
                && raisesAbove(name).stream().allMatch(Raise::exemptible);
    }

    private Optional<Rule> ruleAbove(String name) {
        for (RulePack other : above) {
            if (name.startsWith(other.id() + "/")) {
                return other.rule(name.substring(other.id().length() + 1));
            }
        }
        return Optional.empty();
    }

    private List<Raise> raisesAbove(String name) {
        return above.stream()
                .flatMap(other -> other.raises().stream())
                .filter(raise -> raise.rule().equals(name))
                .toList();
    }

    private void limit(TimeLimit limit) {
        for (String kind : limit.kinds()) {
            for (RulePack other : above) {
                Optional<TimeLimit> known = limitFor(other, kind);
                if (known.isPresent() && known.get().workingDays() < limit.workingDays()) {
                    throw new PackException(
                            Defect.LOOSER,
                            "limits/" + limit.id() + "/workingDays",
                            kind + " has " + known.get().workingDays() + " in " + other.id());
                }
            }
        }
    }

    /** The pack's limit for the kind: the one of the most exact of its patterns that cover it. */
    public static Optional<TimeLimit> limitFor(RulePack pack, String kind) {
        return pack.limits().stream()
                .filter(limit -> Kinds.cover(limit.kinds(), kind))
                .max(Comparator.comparingInt(limit -> exactness(limit, kind)));
    }

    private static int exactness(TimeLimit limit, String kind) {
        return limit.kinds().stream()
                .filter(pattern -> Kinds.covers(pattern, kind))
                .mapToInt(pattern -> pattern.equals(Kinds.ALL) ? 0 : pattern.length())
                .max()
                .orElse(0);
    }

    private void exemption(Exemption exemption) {
        if (!names(pack, exemption.of())) {
            boolean another = above.stream().anyMatch(other -> names(other, exemption.of()));
            throw new PackException(
                    another ? Defect.LOOSER : Defect.UNDECLARED,
                    "exemptions/" + exemption.id() + "/of",
                    another ? "it is demanded by another pack" : "the pack demands no such thing");
        }
    }

    private static boolean names(RulePack pack, String of) {
        return pack.rules().stream().anyMatch(rule -> of.equals("rule/" + rule.id()))
                || pack.materials().stream().anyMatch(material -> of.equals("material/" + material.id()))
                || pack.fees().stream().anyMatch(fee -> of.equals("fee/" + fee.id()));
    }
}
