package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.model.registration.Effects.Order;
import org.titlechain.model.registration.Judgement.Finding;
import org.titlechain.model.registration.Pack.Moment;

/**
 * Cases tried on copies of the sheets, one item after the other, each asked about as it stands after those before it.
 *
 * @param reasons codes of what stands against them
 * @param after the sheets as the cases would leave them, when nothing stands against them
 * @param orders the certificates that follow for each case, in its order
 * @param findings the rules that each case breaks, in its order
 */
record Examination(
        Set<String> reasons, Map<String, Sheet> after, List<List<Order>> orders, List<List<Finding>> findings) {
    /** Tries the cases together. */
    static Examination of(
            Map<String, Sheet> sheets, List<Judgement> judgements, Moment moment, Facts facts, long time) {
        Map<String, Sheet> copies = copies(sheets, judgements, facts, time);
        Examination tried = new Examination(new TreeSet<>(), copies, new ArrayList<>(), new ArrayList<>());
        for (Judgement judgement : judgements) {
            CaseFile file = judgement.file();
            Effects effects = new Effects(copies, file.filing(), time);
            List<Finding> findings = new ArrayList<>();
            List<Item> items = file.filing().items();
            for (int place = 0; place < items.size(); place++) {
                Item item = items.get(place);
                tried.note(judgement.of(moment, place, copies.get(item.unit())), findings);
                new Obstacles(copies, file.filing(), file.materials, time, tried.reasons).examine(item);
                if (!tried.reasons.isEmpty()) {
                    return tried;
                }
                effects.apply(item);
            }
            tried.orders.add(effects.orders());
            tried.findings.add(findings);
        }
        return tried;
    }

    /** Asks the rules about each item of one case as the sheets stand; nothing is tried. */
    static Examination asking(Map<String, Sheet> sheets, Judgement judgement, Moment moment, Facts facts, long time) {
        Map<String, Sheet> copies = copies(sheets, List.of(judgement), facts, time);
        Examination asked = new Examination(new TreeSet<>(), copies, List.of(), new ArrayList<>());
        List<Finding> findings = new ArrayList<>();
        List<Item> items = judgement.file().filing().items();
        for (int place = 0; place < items.size(); place++) {
            asked.note(judgement.of(moment, place, copies.get(items.get(place).unit())), findings);
        }
        asked.findings.add(findings);
        return asked;
    }

    private void note(List<Finding> found, List<Finding> findings) {
        findings.addAll(found);
        if (found.stream().anyMatch(Finding::stops)) {
            reasons.add("RULE_REFUSES");
        }
    }

    private static Map<String, Sheet> copies(
            Map<String, Sheet> sheets, List<Judgement> judgements, Facts facts, long time) {
        Map<String, Sheet> copies = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            for (Item item : judgement.file().filing().items()) {
                item.units().forEach(unit -> copy(sheets, copies, unit));
                Sheet sheet = copies.get(item.unit());
                if (sheet != null && item.is("easement", "release")) {
                    sheet.burden(item.target()).ifPresent(burden -> copy(sheets, copies, burden.other()));
                }
            }
        }
        copies.values()
                .forEach(sheet ->
                        sheet.lapse(time, objection -> facts.isConfirmed("suit-filed", caseOf(objection.id()), time)));
        return copies;
    }

    private static void copy(Map<String, Sheet> sheets, Map<String, Sheet> copies, String unit) {
        Sheet sheet = sheets.get(unit);
        if (sheet != null) {
            copies.computeIfAbsent(unit, any -> sheet.copy());
        }
    }

    static String caseOf(String id) {
        return id.split("#", -1)[0];
    }
}
