package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** A mortgage follows the unit; one that forbids transfers blocks it unless the mortgagee applies. */
final class MortgageFollows implements Law {
    private static final String[] ENDING = {
        "mortgage/release",
        "mortgage/transfer",
        "mortgage/change",
        "cancellation/waiver",
        "cancellation/destruction",
        "cancellation/expropriation",
        "cancellation/judgment",
        "change/split",
        "change/merger"
    };
    private static final String[] TRANSFERS = {
        "transfer/sale",
        "transfer/gift",
        "transfer/exchange",
        "transfer/contribution",
        "transfer/succession",
        "transfer/bequest",
        "transfer/judgment",
        "transfer/division",
        "transfer/merger"
    };

    @Override
    public String chinese() {
        return "抵押不动产转让的，抵押权不受影响；登记了禁止转让约定的，须经抵押权人参加。";
    }

    @Override
    public String english() {
        return "A mortgage follows the unit; one that forbids transfers blocks it unless the mortgagee applies.";
    }

    @Override
    public String article() {
        return "民法典 第406条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<MapValue> before =
                    turn.before().map(sheet -> sheet.restrictions("mortgage")).orElse(List.of());
            for (MapValue mortgage : before) {
                String id = SheetView.text(mortgage, "id");
                if (turn.after().find(id).isEmpty() && !passage.registers(turn.unit(), ENDING)) {
                    return Optional.of(turn.unit() + " lost the mortgage " + id);
                }
                boolean forbids = mortgage.get("terms")
                        .asMap()
                        .find("transferRestricted")
                        .filter(Value.of("1")::equals)
                        .isPresent();
                if (forbids && passage.registers(turn.unit(), TRANSFERS) && !passage.applies(mortgage)) {
                    return Optional.of(turn.unit() + " was transferred against the mortgage " + id);
                }
            }
        }
        return Optional.empty();
    }
}
