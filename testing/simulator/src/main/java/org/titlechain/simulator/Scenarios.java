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
    /** The kind that a seed gives: of three, one is of messages and two are of cases. */
    static Scenarios<?> of(long seed) {
        return Math.floorMod(seed, 3) == 0
                ? new Scenarios<>(RecordScenario::new)
                : new Scenarios<>(RegistrationScenario::new);
    }
}
