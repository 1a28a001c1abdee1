package org.titlechain.model.registration.law;

import java.util.ArrayList;
import java.util.List;

/** A law of the register: a sentence, and where a turn breaks it. */
record Law(String sentence, Predicate broken) {
    /** Where a unit's sheet breaks a law; empty where it does not. */
    @FunctionalInterface
    interface Predicate {
        String in(Turn turn, String unit);
    }

    /** Adds where the turn breaks it. */
    void check(Turn turn, List<String> breaches) {
        for (String unit : turn.after().keySet()) {
            String where = broken.in(turn, unit);
            if (!where.isEmpty()) {
                breaches.add(sentence + ": " + unit + " " + where);
            }
        }
    }

    static List<String> breaches(List<Law> laws, Turn turn) {
        List<String> breaches = new ArrayList<>();
        laws.forEach(law -> law.check(turn, breaches));
        return breaches;
    }
}
