package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.model.registration.Effects.Order;

/**
 * Cases tried on copies of the sheets, one item after the other.
 *
 * @param reasons codes of what stands against them
 * @param after the sheets as the cases would leave them, when nothing stands against them
 * @param orders the certificates that follow for each case, in its order
 */
record Examination(Set<String> reasons, Map<String, Sheet> after, List<List<Order>> orders) {
    /** Tries the cases together. */
    static Examination of(Map<String, Sheet> sheets, List<CaseFile> files, Facts facts, long time) {
        Map<String, Sheet> copies = new LinkedHashMap<>();
        for (CaseFile file : files) {
            for (Item item : file.filing().items()) {
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
        Set<String> reasons = new TreeSet<>();
        List<List<Order>> orders = new ArrayList<>();
        for (CaseFile file : files) {
            Effects effects = new Effects(copies, file.filing(), time);
            for (Item item : file.filing().items()) {
                new Obstacles(copies, file.filing(), file.materials, time, reasons).examine(item);
                if (!reasons.isEmpty()) {
                    return new Examination(reasons, copies, orders);
                }
                effects.apply(item);
            }
            orders.add(effects.orders());
        }
        return new Examination(reasons, copies, orders);
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
