package org.titlechain.simulator;

import java.util.function.Supplier;
import org.titlechain.simulator.record.RecordDeed;
import org.titlechain.simulator.record.RecordScenario;

/** Which kind of history a seed gives. */
final class Scenarios {
    private Scenarios() {}

    static Supplier<Scenario<RecordDeed>> of(long seed) {
        return RecordScenario::new;
    }
}
