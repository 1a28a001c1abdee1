package org.titlechain.model.registration.law;

import java.util.List;
import java.util.Set;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Page;

/** Seizures, in effect and waiting. */
final class Seizures {
    private static final List<String> ENCUMBRANCES = List.of("mortgage", "notice", "habitation", "easement");

    private Seizures() {}

    private static List<String> live(Page page) {
        return page.of("seizure").stream()
                .filter(seizure -> !seizure.waiting())
                .map(Burden::id)
                .toList();
    }

    /** A first registration disposes of nothing: what was seized before it was registered becomes registered. */
    static String disposedOver(Turn turn, String unit) {
        Page old = turn.old(unit);
        Page now = turn.now(unit);
        boolean seized = live(old).stream().anyMatch(live(now)::contains);
        if (!seized) {
            return "";
        }
        Set<String> rights = ids(now);
        for (String id : ids(old)) {
            boolean released = turn.items(unit).isEmpty()
                    || turn.filings().stream()
                            .flatMap(filing -> filing.items().stream())
                            .anyMatch(item -> item.is("easement", "release"));
            if (!rights.contains(id) && !released) {
                return "is seized and lost the right " + id;
            }
        }
        for (String kind : ENCUMBRANCES) {
            if (now.of(kind).size() > old.of(kind).size()) {
                return "is seized and got another " + kind;
            }
        }
        return "";
    }

    private static Set<String> ids(Page page) {
        return Set.copyOf(page.rights().stream().map(right -> right.id()).toList());
    }

    static String outOfTurn(Turn turn, String unit) {
        Page now = turn.now(unit);
        List<Burden> seizures = now.of("seizure");
        long live = live(now).size();
        if (!seizures.isEmpty() && (live != 1 || seizures.getFirst().waiting())) {
            return "has " + live + " seizures in effect: " + seizures;
        }
        List<String> waiting =
                turn.old(unit).of("seizure").stream().map(Burden::id).toList();
        List<String> left =
                seizures.stream().map(Burden::id).filter(waiting::contains).toList();
        return left.equals(waiting.stream().filter(left::contains).toList()) ? "" : "has a seizure overtaken";
    }
}
