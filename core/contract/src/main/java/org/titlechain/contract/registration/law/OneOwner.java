package org.titlechain.contract.registration.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.registration.effect.Entering;

/** A unit has one live set of owners for each exclusive family of rights. */
final class OneOwner implements Law {
    @Override
    public String chinese() {
        return "一个不动产单元上，同一类独占权利只有一组现势权利人。";
    }

    @Override
    public String english() {
        return "A unit has one live set of owners for each exclusive family of rights.";
    }

    @Override
    public String article() {
        return "民法典 第114条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<String> families = new ArrayList<>();
            for (MapValue right : turn.after().rights()) {
                RightTable table = Entering.tables().get(SheetView.text(right, "table"));
                if (table != null && table.exclusive()) {
                    if (families.contains(table.family()) && !wasDouble(turn, table.table())) {
                        return Optional.of(turn.unit() + " has two rights of the family " + table.family());
                    }
                    families.add(table.family());
                }
            }
        }
        return Optional.empty();
    }

    /** What messages recorded stays as it is until somebody corrects it. */
    private static boolean wasDouble(Passage.Turn turn, String table) {
        return turn.before()
                .map(sheet -> sheet.rights().stream()
                        .filter(right -> SheetView.text(right, "table").equals(table))
                        .count())
                .filter(count -> count > 1)
                .isPresent();
    }
}
