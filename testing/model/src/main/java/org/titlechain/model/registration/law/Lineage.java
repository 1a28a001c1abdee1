package org.titlechain.model.registration.law;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Page;

/** Units that come from others. */
final class Lineage {
    private Lineage() {}

    static String broken(Turn turn, String unit) {
        for (Item item : turn.items(unit)) {
            boolean isOld = item.unit().equals(unit)
                    || item.from().stream().anyMatch(part -> part.unit().equals(unit));
            if (item.divides() && isOld) {
                String wrong = divided(turn, item, unit);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        Page old = turn.old(unit);
        Page now = turn.now(unit);
        boolean kept = now.from().containsAll(old.from()) && now.into().containsAll(old.into());
        return kept ? "" : "forgot where it came from or went";
    }

    private static String divided(Turn turn, Item item, String unit) {
        if (turn.now(unit).live()) {
            return "went into others and is there still";
        }
        List<String> olds =
                new ArrayList<>(item.from().stream().map(Item.Part::unit).toList());
        olds.add(item.unit());
        List<String> news = item.into().stream().map(Item.Part::unit).toList();
        long before = olds.stream().mapToLong(code -> area(turn.old(code))).sum();
        long after = news.stream().mapToLong(code -> area(turn.now(code))).sum();
        if (before != after) {
            return "and those with it had the area " + before + ", and what came of it has " + after;
        }
        boolean named = turn.now(unit).into().containsAll(news)
                && news.stream().allMatch(code -> turn.now(code).from().containsAll(olds));
        return named ? "" : "and what came of it do not name each other";
    }

    private static long area(Page page) {
        return page.rights().stream().mapToLong(right -> right.area()).sum();
    }
}
