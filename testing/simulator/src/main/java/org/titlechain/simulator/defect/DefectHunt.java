package org.titlechain.simulator.defect;

import java.util.function.Supplier;
import org.titlechain.contract.Contract;
import org.titlechain.simulator.Caught;
import org.titlechain.simulator.Simulation;
import org.titlechain.simulator.Simulation.Options;
import org.titlechain.simulator.Simulation.Summary;

/** Looks for a mistake by the same histories that look for what nobody knows. */
public final class DefectHunt {
    private DefectHunt() {}

    /** Runs histories from the first seed on until one goes wrong, so many at most. */
    public static Caught hunt(ContractDefect defect, long firstSeed, long seeds, int commands) {
        Supplier<Contract> contracts = DefectiveContract.with(defect);
        Summary summary = new Simulation(contracts).search(new Options(firstSeed, seeds, commands, true));
        return new Caught(defect.name(), summary.seeds(), summary.firstViolation(), summary.sign());
    }
}
