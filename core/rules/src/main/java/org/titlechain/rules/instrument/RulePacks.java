package org.titlechain.rules.instrument;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Outcome;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Rules;
import org.titlechain.contract.rule.Severity;
import org.titlechain.crypto.HashFunction;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.evaluation.Judgement.MissingMaterial;
import org.titlechain.rules.evaluation.Judgement.Verdict;
import org.titlechain.rules.evaluation.Ruling;
import org.titlechain.rules.fact.CaseFacts;
import org.titlechain.rules.pack.Rule;

/** Rule packs on the ledger, as the contract of registration asks them. */
public final class RulePacks implements Rules {
    private static final long DAY = 86_400_000;
    private static final long CHINA_STANDARD_TIME = 28_800_000;

    private final PackLibrary library;
    private final PackCommands commands;

    /** Rule packs of a chain with the hash, decided by the electorate. */
    public RulePacks(HashFunction hash, Electorate electorate) {
        this.library = new PackLibrary(hash);
        this.commands = new PackCommands(library, electorate);
    }

    @Override
    public List<PackReference> inForce(StateView state, String district, long time) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time + CHINA_STANDARD_TIME, DAY));
        return PackIndex.read(state).inForce(district, date);
    }

    @Override
    public List<Outcome> evaluate(StateView state, List<PackReference> packs, Moment moment, MapValue facts) {
        SortedMap<String, Value> known = CaseFacts.of(facts);
        String kind = CaseFacts.kindOf(facts);
        Judgement judgement = judgement(state, packs);
        Map<String, PackReference> references = new TreeMap<>();
        packs.forEach(reference -> references.put(reference.name(), reference));
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : judgement.judge(kind, moment, known)) {
            if (verdict.ruling().result().isFired()) {
                outcomes.add(outcome(reference(references, verdict.pack().id()), verdict));
            }
        }
        for (MissingMaterial missing : judgement.missing(kind, known)) {
            outcomes.add(outcome(reference(references, missing.pack().id()), missing, moment));
        }
        return outcomes;
    }

    private static PackReference reference(Map<String, PackReference> references, String pack) {
        return Optional.ofNullable(references.get(pack)).orElseThrow();
    }

    private static Outcome outcome(PackReference reference, Verdict verdict) {
        Ruling ruling = verdict.ruling();
        Rule rule = ruling.rule();
        return new Outcome(
                reference,
                rule.id(),
                verdict.severity(),
                Optional.of(rule.article()),
                rule.field(),
                verdict.exemptible(),
                ruling.result().label(),
                Value.map(ruling.used()));
    }

    /** A paper may still come by supplement after acceptance; without it nothing is registered. */
    private static Outcome outcome(PackReference reference, MissingMaterial missing, Moment moment) {
        return new Outcome(
                reference,
                "material/" + missing.material().id(),
                moment == Moment.ACCEPTANCE ? Severity.WARN : Severity.REFUSE,
                Optional.of(missing.material().article()),
                Optional.of("case.materials"),
                false);
    }

    @Override
    public OptionalLong limitDays(StateView state, List<PackReference> packs, String kind, String subkind) {
        return judgement(state, packs).limitDays(kind + "/" + subkind);
    }

    private Judgement judgement(StateView state, List<PackReference> packs) {
        List<CompiledPack> compiled = new ArrayList<>();
        for (PackReference reference : packs) {
            compiled.add(library.get(state, reference));
        }
        return new Judgement(compiled);
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        return commands.decide(state, command, context);
    }
}
