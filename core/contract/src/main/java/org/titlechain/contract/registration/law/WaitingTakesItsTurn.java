package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** A waiting seizure takes effect when those before it are over, in its turn. */
final class WaitingTakesItsTurn implements Law {
    @Override
    public String chinese() {
        return "轮候查封在在先查封解除或者失效后依次生效。";
    }

    @Override
    public String english() {
        return "A waiting seizure takes effect when those before it are over, in its turn.";
    }

    @Override
    public String article() {
        return "最高人民法院 查封规定 第26条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<MapValue> after = turn.after().restrictions("seizure");
            long live = turn.after().liveSeizures().size();
            long liveBefore = turn.before()
                    .map(sheet -> (long) sheet.liveSeizures().size())
                    .orElse(0L);
            if (!after.isEmpty() && live == 0) {
                return Optional.of(turn.unit() + " has waiting seizures and none in effect");
            }
            if (live > Math.max(1, liveBefore)) {
                return Optional.of(turn.unit() + " has another live seizure");
            }
            boolean first =
                    after.isEmpty() || SheetView.text(after.getFirst(), "state").equals("live");
            if (!first) {
                return Optional.of(turn.unit() + " has a waiting seizure in front of a live one");
            }
            Optional<String> wrong = turn.before().flatMap(before -> overtaking(before, turn.after()));
            if (wrong.isPresent()) {
                return Optional.of(turn.unit() + " has a waiting seizure overtaken: " + wrong.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> overtaking(SheetView before, SheetView after) {
        boolean waits = false;
        for (MapValue seizure : before.restrictions("seizure")) {
            String id = SheetView.text(seizure, "id");
            Optional<MapValue> now = after.find(id);
            if (now.isPresent() && SheetView.text(now.get(), "state").equals("waiting")) {
                waits = true;
            } else if (now.isPresent() && waits) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
