package org.titlechain.model.registration.law;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.model.registration.Page;

/** Every law, for one history: it remembers what has ended and which certificate numbers were given. */
public final class Laws {
    private static final List<Law> LAWS = List.of(
            new Law("one live set of owners for each family (Civil Code 114)", Owners::several),
            new Law("shares of co-owners sum to one (Civil Code 298)", Owners::notWhole),
            new Law("nothing is disposed of over a live seizure (城市房地产管理法 38)", Seizures::disposedOver),
            new Law("a waiting seizure takes its turn (查封规定 26)", Seizures::outOfTurn),
            new Law("a mortgage follows the unit or blocks (Civil Code 406)", Mortgages::lost),
            new Law(
                    "the rank of mortgages changes by its own registration only (Civil Code 409, 414)",
                    Mortgages::reordered),
            new Law("split and merger conserve area and lineage (条例 8)", Lineage::broken),
            new Law("what burdens the unit burdens a live right (条例 8)", Burdens::onNothing),
            new Law("nothing disappears (条例 13)", Burdens::vanished));

    private final Map<String, Set<String>> past = new HashMap<>();
    private final Set<String> certificates = new HashSet<>();

    /** Where the turn breaks a law; a sentence each. */
    public List<String> breaches(Turn turn) {
        List<String> breaches = Law.breaches(LAWS, turn);
        turn.after().forEach((unit, now) -> {
            returned(unit, turn.old(unit), now, breaches);
            numbered(unit, turn, now, breaches);
        });
        return breaches;
    }

    /** A right ends once (Civil Code 214). */
    private void returned(String unit, Page old, Page now, List<String> breaches) {
        Set<String> ended = past.computeIfAbsent(unit, any -> new HashSet<>());
        for (String id : now.identifiers()) {
            if (ended.contains(id)) {
                breaches.add("a right ends once (Civil Code 214): " + unit + " has " + id + " again");
            }
        }
        Set<String> gone = new HashSet<>(old.identifiers());
        now.identifiers().forEach(gone::remove);
        ended.addAll(gone);
    }

    /** Each certificate belongs to one live right, and its number is given once (条例 21). */
    private void numbered(String unit, Turn turn, Page now, List<String> breaches) {
        List<String> before = numbers(turn.old(unit));
        for (String number : numbers(now)) {
            if (!before.contains(number) && !certificates.add(number)) {
                breaches.add("a number is given once (条例 21): " + unit + " has " + number + " again");
            }
        }
    }

    private static List<String> numbers(Page page) {
        List<String> numbers = new ArrayList<>();
        page.rights().forEach(right -> numbers.addAll(right.certificates()));
        page.burdens().forEach(burden -> numbers.addAll(burden.certificates()));
        return numbers;
    }
}
