package org.titlechain.rules.instrument;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.StateView;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.rules.compare.Trial;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.fact.FactDictionary;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.strict.Strictness;

/** What is asked of a pack before it may be voted on; the same on the ledger and before. Any thread may ask. */
public final class PackReview {
    private final PackLibrary library;

    public PackReview(PackLibrary library) {
        this.library = library;
    }

    /**
     * Every check that a pack must pass: facts that there are, nowhere looser, conditions, examples.
     *
     * @throws org.titlechain.rules.pack.PackException naming the place that is wrong
     */
    public CompiledPack prove(StateView state, RulePack pack) {
        FactDictionary.check(pack);
        List<RulePack> above = new ArrayList<>();
        above(state, pack).forEach(compiled -> above.add(compiled.pack()));
        Strictness.check(pack, above);
        return CompiledPack.prove(pack);
    }

    private List<CompiledPack> above(StateView state, RulePack pack) {
        List<CompiledPack> above = new ArrayList<>();
        for (PackReference reference : PackIndex.read(state).line(pack.parent())) {
            above.add(library.get(state, reference));
        }
        return above;
    }

    /** A trial of the pack, with those above it, against its active version with the same. */
    public Trial trial(StateView state, RulePack pack) {
        List<CompiledPack> above = above(state, pack);
        List<CompiledPack> today = new ArrayList<>(above);
        PackIndex.read(state)
                .find(pack.id())
                .flatMap(PackIndex.Entry::active)
                .map(active -> library.get(state, active.reference()))
                .ifPresent(today::add);
        List<CompiledPack> tried = new ArrayList<>(above);
        tried.add(CompiledPack.compile(pack));
        return new Trial(new Judgement(today), new Judgement(tried));
    }
}
