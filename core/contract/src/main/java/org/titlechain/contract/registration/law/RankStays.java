package org.titlechain.contract.registration.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rank of mortgages changes by a registration of its own only; new ones stand behind. */
final class RankStays implements Law {
    @Override
    public String chinese() {
        return "抵押权的顺位只因其自身的登记而变动。";
    }

    @Override
    public String english() {
        return "The rank of mortgages changes by a registration of its own only; new ones stand behind.";
    }

    @Override
    public String article() {
        return "民法典 第409条、第414条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            if (turn.before().isEmpty() || passage.registers(turn.unit(), "mortgage/rank")) {
                continue;
            }
            List<String> after = order(turn.after());
            List<String> before = new ArrayList<>(order(turn.before().get()));
            before.retainAll(after);
            List<String> staying = new ArrayList<>(after);
            staying.retainAll(before);
            boolean behind = after.size() < before.size()
                    || staying.isEmpty()
                    || passage.registers(turn.unit(), "mortgage/transfer", "mortgage/change")
                    || after.subList(0, before.size()).equals(staying);
            if (!before.equals(staying) || !behind) {
                return Optional.of(turn.unit() + " has its mortgages in another order");
            }
        }
        return Optional.empty();
    }

    private static List<String> order(SheetView sheet) {
        return sheet.restrictions("mortgage").stream()
                .map(item -> SheetView.text(item, "id"))
                .toList();
    }
}
