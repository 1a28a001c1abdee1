package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** Each version of a sheet follows the one before; what leaves it is noted as ended. */
final class NothingDisappears implements Law {
    @Override
    public String chinese() {
        return "登记簿的每一版都接续前一版；离开登记簿的权利都有终止记录。";
    }

    @Override
    public String english() {
        return "Each version of a sheet follows the one before; what leaves it is noted as ended.";
    }

    @Override
    public String article() {
        return "不动产登记暂行条例 第13条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            MapValue after = turn.after().value();
            if (turn.before().isEmpty()) {
                if (after.get("version").asLong() != 1) {
                    return Optional.of(turn.unit() + " begins with another version than the first");
                }
                continue;
            }
            SheetView before = turn.before().get();
            boolean follows = after.get("version").asLong()
                            == before.value().get("version").asLong() + 1
                    && after.get("previous").equals(passage.digest(before.value()));
            if (!follows) {
                return Optional.of(turn.unit() + " does not follow the version before");
            }
            List<Value> remarks = before.value().get("remarks").asList();
            List<Value> kept = after.get("remarks").asList();
            if (kept.size() < remarks.size() || !kept.subList(0, remarks.size()).equals(remarks)) {
                return Optional.of(turn.unit() + " lost a remark");
            }
            for (MapValue item : before.all()) {
                if (turn.after().find(SheetView.text(item, "id")).isEmpty() && !isEnded(passage, turn.unit(), item)) {
                    return Optional.of(turn.unit() + " lost " + SheetView.text(item, "id"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isEnded(Passage passage, String unit, MapValue item) {
        String key = "case/" + unit.substring(0, 6) + "/" + SheetView.text(item, "case");
        return passage.after(key)
                .flatMap(file -> file.find("ended"))
                .filter(ended -> ended.asMap().has(unit))
                .isPresent();
    }
}
