package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** Split and merger conserve the area, and the units before and after name each other. */
final class AreaAndLineage implements Law {
    @Override
    public String chinese() {
        return "分割、合并前后面积相等，前后单元互相记载。";
    }

    @Override
    public String english() {
        return "Split and merger conserve the area, and the units before and after name each other.";
    }

    @Override
    public String article() {
        return "不动产登记暂行条例 第8条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<String> known = turn.before().map(sheet -> sheet.lineage("to")).orElse(List.of());
            List<String> successors = turn.after().lineage("to");
            if (successors.size() > known.size()) {
                Optional<String> wrong = check(passage, turn.unit(), successors);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> check(Passage passage, String unit, List<String> successors) {
        List<String> predecessors = List.of(unit);
        for (String successor : successors) {
            SheetView sheet = new SheetView(passage.after("unit/" + successor).orElseThrow());
            if (!sheet.lineage("from").contains(unit)) {
                return Optional.of(successor + " does not name " + unit);
            }
            predecessors = sheet.lineage("from");
        }
        long before = 0;
        for (String predecessor : predecessors) {
            before += area(passage.before("unit/" + predecessor));
        }
        long after = 0;
        for (String successor : successors) {
            after += area(passage.after("unit/" + successor));
        }
        return before == after
                ? Optional.empty()
                : Optional.of(unit + " had the area " + before + " and what came of it " + after);
    }

    private static long area(Optional<MapValue> sheet) {
        return sheet.map(SheetView::new)
                .flatMap(view -> view.rights().stream()
                        .flatMap(right -> right.find("areaSquareCentimetres").stream())
                        .findFirst())
                .map(area -> area.asLong())
                .orElse(0L);
    }
}
