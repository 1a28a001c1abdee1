package org.titlechain.simulator;

import java.util.List;
import java.util.Random;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;
import org.titlechain.model.Verdict;

/**
 * One kind of history: makes steps, foretells what each does, and compares. Holds a model of its own; one history each.
 *
 * @param <D> what a step commands
 */
public interface Scenario<D> {
    /** The first commands of the chain, signed by the key {@code administrator}. They must be accepted. */
    List<MapValue> beginning();

    /** The next step: legal or not, by chance and by what stands on the register. */
    Step<D> next(Random random);

    /** What must be decided. The model takes over what the step does. */
    Verdict predict(Step<D> step);

    /** The command as it is on the ledger. */
    MapValue command(D deed);

    /** Where the register is not what the model says, or breaks a law, after the step; one sentence each. */
    List<String> differences(Step<D> step, Decision decision, StateView state);

    /** What is counted together. */
    String kind(D deed);

    /** The deed in a line for people. */
    String tell(D deed);
}
