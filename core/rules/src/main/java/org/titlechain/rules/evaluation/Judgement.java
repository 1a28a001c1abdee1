package org.titlechain.rules.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.pack.Material;
import org.titlechain.rules.pack.Raise;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.pack.TimeLimit;
import org.titlechain.rules.strict.Severities;
import org.titlechain.rules.strict.Strictness;

/**
 * Several packs asked together, the national one first. Each can only add: every rule of every pack is asked, the
 * strictest severity of all counts, materials add up, the shortest limit holds.
 */
public final class Judgement {
    private final List<CompiledPack> packs;

    /** The packs that a case is pinned to, the national one first. */
    public Judgement(List<CompiledPack> packs) {
        this.packs = List.copyOf(packs);
    }

    /**
     * What one rule of one pack says.
     *
     * @param severity what follows when it is fired: the strictest that any of the packs gives it; what is not known
     *     asks for a person at most
     * @param exemptible whether a reviewer may let the case pass with a reason
     */
    public record Verdict(RulePack pack, Ruling ruling, Severity severity, boolean exemptible) {}

    /** What each rule says, in the order of packs and of rules within a pack. */
    public List<Verdict> judge(String kind, Moment moment, Map<String, Value> facts) {
        List<Verdict> verdicts = new ArrayList<>();
        for (CompiledPack compiled : packs) {
            for (Ruling ruling : compiled.judge(kind, moment, facts)) {
                verdicts.add(verdict(compiled.pack(), ruling));
            }
        }
        return verdicts;
    }

    private Verdict verdict(RulePack pack, Ruling ruling) {
        Rule rule = ruling.rule();
        String name = pack.id() + "/" + rule.id();
        Severity severity = rule.severity();
        boolean exemptible = rule.exemptible();
        for (CompiledPack other : packs) {
            for (Raise raise : other.pack().raises()) {
                if (raise.rule().equals(name)) {
                    severity = Severities.strictest(severity, raise.severity());
                    exemptible &= raise.exemptible();
                }
            }
        }
        if (ruling.result() == Result.UNKNOWN) {
            severity = Severities.mildest(severity, Severity.HUMAN);
        }
        return new Verdict(pack, ruling, severity, exemptible);
    }

    /** A material that a pack asks for. */
    public record MissingMaterial(RulePack pack, Material material) {}

    /** The materials that the case needs and does not have. */
    public List<MissingMaterial> missing(String kind, Map<String, Value> facts) {
        List<MissingMaterial> missing = new ArrayList<>();
        for (CompiledPack compiled : packs) {
            compiled.missing(kind, facts)
                    .forEach(material -> missing.add(new MissingMaterial(compiled.pack(), material)));
        }
        return missing;
    }

    /** The working days that the packs allow for the kind, the fewest of them; empty when none says. */
    public OptionalLong limitDays(String kind) {
        return packs.stream()
                .flatMap(compiled -> Strictness.limitFor(compiled.pack(), kind).stream())
                .mapToLong(TimeLimit::workingDays)
                .min();
    }
}
