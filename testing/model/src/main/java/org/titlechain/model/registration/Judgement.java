package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.registration.Pack.Moment;
import org.titlechain.model.registration.Pack.Severity;

/** What the rules say that a case is pinned to. */
final class Judgement {
    private final CaseFile file;
    private final List<Pack> packs;
    private final Set<String> exempted;

    /**
     * A rule that is broken, as it is kept in the case.
     *
     * @param place of the item in the case, from 1
     * @param rule with its pack and the pack's version
     */
    record Finding(Moment moment, int place, String rule, Severity severity, boolean stops) {
        @Override
        public String toString() {
            return moment.name().toLowerCase(Locale.ROOT) + " " + place + " " + rule + " "
                    + severity.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param packs that the case is pinned to
     * @param exempted rules that a reviewer let pass, each after its pack and a stroke
     */
    Judgement(CaseFile file, List<Pack> packs, Set<String> exempted) {
        this.file = file;
        this.packs = packs;
        this.exempted = exempted;
    }

    CaseFile file() {
        return file;
    }

    /**
     * Every rule that an item breaks.
     *
     * @param place of the item in the case, from 0
     * @param sheet of its unit as it stands after lapse; null where there is none
     */
    List<Finding> of(Moment moment, int place, @Nullable Sheet sheet) {
        Item item = file.filing.items().get(place);
        Map<String, Long> counts = counts(sheet == null ? new Sheet() : sheet);
        List<Finding> findings = new ArrayList<>();
        for (Pack pack : packs) {
            for (Pack.Rule rule : pack.rules()) {
                if (rule.isAbout(item, moment) && rule.isBroken(counts)) {
                    Severity severity = severity(pack, rule);
                    findings.add(new Finding(
                            moment,
                            place + 1,
                            pack + " " + rule.id(),
                            severity,
                            severity == Severity.REFUSE && !passes(pack, rule)));
                }
            }
        }
        return findings;
    }

    /** The strictest word of the packs counts. */
    private Severity severity(Pack pack, Pack.Rule rule) {
        return raises(pack, rule).map(Pack.Raise::severity).reduce(rule.severity(), Judgement::stricter);
    }

    private static Severity stricter(Severity one, Severity other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Nobody lets a rule pass that a pack below raises without saying that it may be let pass. */
    private boolean passes(Pack pack, Pack.Rule rule) {
        return rule.exemptible()
                && raises(pack, rule).findAny().isEmpty()
                && exempted.contains(pack.name() + "/" + rule.id());
    }

    private Stream<Pack.Raise> raises(Pack pack, Pack.Rule rule) {
        return packs.stream()
                .filter(below -> pack.name().equals(below.parent()))
                .flatMap(below -> below.raises().stream())
                .filter(raise -> raise.rule().equals(rule.id()));
    }

    private Map<String, Long> counts(Sheet sheet) {
        long waiting = sheet.of("seizure").stream().filter(Burden::waiting).count();
        long units = file.filing.items().stream()
                .flatMap(item -> item.units().stream())
                .distinct()
                .count();
        return Map.of(
                "unit.rights", (long) sheet.rights().size(),
                "unit.mortgages", (long) sheet.of("mortgage").size(),
                "unit.notices", (long) sheet.of("notice").size(),
                "unit.objections", (long) sheet.of("objection").size(),
                "unit.habitations", (long) sheet.of("habitation").size(),
                "unit.easements", (long) sheet.of("easement").size(),
                "unit.restrictions", (long) sheet.of("restriction").size(),
                "unit.seizuresWaiting", waiting,
                "case.items", (long) file.filing.items().size(),
                "case.units", units);
    }
}
