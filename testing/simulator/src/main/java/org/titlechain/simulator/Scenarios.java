package org.titlechain.simulator;

import java.util.function.Supplier;
import org.titlechain.simulator.record.RecordScenario;
import org.titlechain.simulator.registration.RegistrationScenario;

/**
 * A kind of history.
 *
 * @param begin begins one
 */
record Scenarios<D>(Supplier<Scenario<D>> begin) {
    /**
     * The kind that a seed gives: of three, one is of messages and two are of cases. Of eight of cases, two begin with
     * an older version of the contract and three have rule packs.
     */
    static Scenarios<?> of(long seed) {
        if (Math.floorMod(seed, 3) == 0) {
            return new Scenarios<>(RecordScenario::new);
        }
        int place = (int) Math.floorMod(Math.floorDiv(seed, 3L), 8L);
        long version = Math.min(5, 3 + place);
        boolean hasPacks = place > 0 && place < 4;
        return new Scenarios<>(() -> new RegistrationScenario(version, hasPacks));
    }
}
