package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** While a seizure is in effect nothing is disposed of and nothing is encumbered. */
final class NoDisposalOverSeizure implements Law {
    private static final String EASEMENT = "QLF_QL_DYIQ";

    @Override
    public String chinese() {
        return "查封生效期间，不得处分或者增设负担。";
    }

    @Override
    public String english() {
        return "While a seizure is in effect nothing is disposed of and nothing is encumbered.";
    }

    @Override
    public String article() {
        return "城市房地产管理法 第38条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            if (turn.before().isEmpty() || !isSeizedThroughout(turn)) {
                continue;
            }
            SheetView before = turn.before().get();
            if (!keeps(personal(before), personal(turn.after()))) {
                return Optional.of(turn.unit() + " is seized and its rights changed");
            }
            for (String kind : List.of("mortgage", "notice", "habitation", "easement")) {
                if (turn.after().restrictions(kind).size()
                        > before.restrictions(kind).size()) {
                    return Optional.of(turn.unit() + " is seized and got another " + kind);
                }
            }
        }
        return Optional.empty();
    }

    /** Rights of persons; an easement of which the unit is the dominant one is no disposal of it. */
    private static List<MapValue> personal(SheetView sheet) {
        return sheet.rights().stream()
                .filter(right -> !SheetView.text(right, "table").equals(EASEMENT))
                .toList();
    }

    /** A first registration of what was seized before (预查封) adds a right and touches none. */
    private static boolean keeps(List<MapValue> before, List<MapValue> after) {
        return after.size() >= before.size() && after.subList(0, before.size()).equals(before);
    }

    private static boolean isSeizedThroughout(Passage.Turn turn) {
        for (MapValue seizure : turn.before().orElseThrow().liveSeizures()) {
            if (turn.after().liveSeizures().stream()
                    .anyMatch(now -> SheetView.text(now, "id").equals(SheetView.text(seizure, "id")))) {
                return true;
            }
        }
        return false;
    }
}
