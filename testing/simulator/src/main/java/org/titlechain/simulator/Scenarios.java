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
     * The kind that a seed gives: of three, one is of messages and two are of cases. Of four of cases, one begins with
     * an older version of the contract.
     */
    static Scenarios<?> of(long seed) {
        if (Math.floorMod(seed, 3) == 0) {
            return new Scenarios<>(RecordScenario::new);
        }
        long version = Math.floorMod(Math.floorDiv(seed, 3), 4) == 0 ? 3 : 4;
        return new Scenarios<>(() -> new RegistrationScenario(version));
    }
}
