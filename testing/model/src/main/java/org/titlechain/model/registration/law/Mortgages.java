package org.titlechain.model.registration.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Item;

/** Mortgages: they follow, they block, they keep their rank. */
final class Mortgages {
    private Mortgages() {}

    static String lost(Turn turn, String unit) {
        List<Item> items = turn.items(unit);
        List<String> now =
                turn.now(unit).of("mortgage").stream().map(Burden::id).toList();
        for (Burden mortgage : turn.old(unit).of("mortgage")) {
            Set<String> mortgagees = new HashSet<>();
            mortgage.holders().forEach(owner -> mortgagees.add(owner.party()));
            boolean asked = turn.applied(mortgagees);
            boolean ends = items.stream()
                    .anyMatch(item -> item.is("mortgage") && item.target().equals(mortgage.id())
                            || item.is("cancellation")
                            || item.divides());
            if (!now.contains(mortgage.id()) && !(ends && asked)) {
                return "lost the mortgage " + mortgage.id();
            }
            if (mortgage.forbids() && items.stream().anyMatch(item -> item.is("transfer")) && !asked) {
                return "was transferred against the mortgage " + mortgage.id();
            }
        }
        return "";
    }

    static String reordered(Turn turn, String unit) {
        if (turn.items(unit).stream().anyMatch(item -> item.is("mortgage", "rank"))) {
            return "";
        }
        List<String> order = new ArrayList<>();
        for (Burden mortgage : turn.old(unit).of("mortgage")) {
            order.add(successor(turn, unit, mortgage.id()));
        }
        List<String> now =
                turn.now(unit).of("mortgage").stream().map(Burden::id).toList();
        order.retainAll(now);
        return now.size() >= order.size() && now.subList(0, order.size()).equals(order)
                ? ""
                : "has its mortgages in another order: " + now;
    }

    /** A mortgage that is transferred or changed goes on under the number of the case that did it. */
    private static String successor(Turn turn, String unit, String id) {
        return turn.filings().stream()
                .filter(filing -> filing.items().stream()
                        .anyMatch(item -> item.unit().equals(unit)
                                && item.target().equals(id)
                                && (item.is("mortgage", "transfer") || item.is("mortgage", "change"))))
                .map(filing -> filing.number())
                .findFirst()
                .orElse(id);
    }
}
