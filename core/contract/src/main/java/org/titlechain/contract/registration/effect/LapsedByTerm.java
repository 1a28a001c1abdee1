package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.StateView;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.value.UnitCode;
import org.titlechain.crypto.HashFunction;

/**
 * What still stands on a sheet though its time is over: it leaves the sheet when a case touches the unit next
 * ({@link Lapse}), but has no effect any more. Derived by settling a draft that nobody keeps, so that it never says
 * anything else than the contract would do at that time.
 *
 * @param lapsed kind and id of each objection, seizure and habitation that is over
 * @param effective ids of the seizures that waited and have taken effect thereby
 */
public record LapsedByTerm(List<Item> lapsed, List<String> effective) {
    /** What has lapsed. */
    public record Item(String kind, String id) {}

    private static final LapsedByTerm NOTHING = new LapsedByTerm(List.of(), List.of());

    public LapsedByTerm {
        lapsed = List.copyOf(lapsed);
        effective = List.copyOf(effective);
    }

    /**
     * What of the unit's sheet is over.
     *
     * @param time ms at which it is asked
     */
    public static LapsedByTerm at(StateView state, HashFunction hash, String unitCode, long time) {
        Optional<MapValue> stored = state.find("unit/" + unitCode);
        if (stored.isEmpty() || stored.get().get("restrictions").asList().isEmpty()) {
            return NOTHING;
        }
        UnitCode unit = new UnitCode(unitCode);
        BlockContext context = new BlockContext("", 0, time, new byte[0], 0, new byte[0]);
        Register register = new Register(state, hash, context, unit.district(), "");
        Sheet sheet = register.sheet(unit);
        List<String> before = live(sheet);
        Lapse lapse = new Lapse(new FactBook(state, time), "", time);
        lapse.settle(register, sheet);
        return new LapsedByTerm(
                lapse.lapsed().stream()
                        .map(one -> new Item(
                                one.asMap().get("kind").asText(),
                                one.asMap().get("id").asText()))
                        .toList(),
                live(sheet).stream().filter(id -> !before.contains(id)).toList());
    }

    private static List<String> live(Sheet sheet) {
        return sheet.restrictions("seizure").stream()
                .filter(Registered::isLive)
                .map(Registered::id)
                .toList();
    }
}
