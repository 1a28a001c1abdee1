package org.titlechain.model.registration.law;

import java.util.List;
import java.util.Set;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Page;

/** What stands on a sheet stands on something, and leaves it only with a note. */
final class Burdens {
    private Burdens() {}

    static String onNothing(Turn turn, String unit) {
        Page now = turn.now(unit);
        if (!now.live() && !(now.rights().isEmpty() && now.burdens().isEmpty())) {
            return "is over and something stands on it: " + now.identifiers();
        }
        List<String> rights = now.rights().stream().map(right -> right.id()).toList();
        List<String> before =
                turn.old(unit).rights().stream().map(right -> right.id()).toList();
        List<String> carried =
                turn.old(unit).burdens().stream().map(Burden::about).toList();
        // A right that is cancelled may leave a burden on the unit, which another right carries.
        boolean cancelled = turn.items(unit).stream().anyMatch(item -> item.is("cancellation"));
        for (Burden burden : now.burdens()) {
            boolean named = burden.about().isEmpty() || rights.contains(burden.about());
            boolean left = !before.contains(burden.about()) && carried.contains(burden.about());
            if (!named && !left && !cancelled) {
                return "has the burden " + burden.id() + " on " + burden.about() + ", which is not live";
            }
        }
        return "";
    }

    static String vanished(Turn turn, String unit) {
        List<String> now = turn.now(unit).identifiers();
        Set<String> noted = turn.ended().getOrDefault(unit, Set.of());
        for (String id : turn.old(unit).identifiers()) {
            if (!now.contains(id) && !noted.contains(id.split("#", -1)[0])) {
                return "lost " + id + " without a note";
            }
        }
        List<String> remarks = turn.old(unit).remarks();
        List<String> kept = turn.now(unit).remarks();
        boolean follows =
                kept.size() >= remarks.size() && kept.subList(0, remarks.size()).equals(remarks);
        return follows ? "" : "lost a remark";
    }
}
