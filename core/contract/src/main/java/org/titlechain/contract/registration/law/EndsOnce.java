package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** A right ends once: what has ended does not stand on the sheet again. */
final class EndsOnce implements Law {
    @Override
    public String chinese() {
        return "已经终止的权利不再恢复现势。";
    }

    @Override
    public String english() {
        return "A right ends once: what has ended does not stand on the sheet again.";
    }

    @Override
    public String article() {
        return "民法典 第214条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<String> before = turn.before().map(SheetView::ids).orElse(List.of());
            for (MapValue item : turn.after().all()) {
                String id = SheetView.text(item, "id");
                boolean fresh = passage.wrote(SheetView.text(item, "message"))
                        && SheetView.text(item, "message").startsWith("registration/");
                if (!before.contains(id) && !fresh && !followed(passage, turn, id)) {
                    return Optional.of(turn.unit() + " has " + id + " again");
                }
            }
        }
        return Optional.empty();
    }

    /** What stood on a unit that was split or merged follows to the units after it. */
    private static boolean followed(Passage passage, Passage.Turn turn, String id) {
        return turn.before().isEmpty()
                && turn.after().lineage("from").stream()
                        .flatMap(code -> passage.before("unit/" + code).stream())
                        .anyMatch(sheet -> new SheetView(sheet).find(id).isPresent());
    }
}
