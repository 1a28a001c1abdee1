package org.titlechain.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.registration.law.LawfulContract;
import org.titlechain.simulator.Simulation.Options;
import org.titlechain.simulator.Simulation.Summary;

/** Promise C2, in the gate's count; {@code ./titlechain simulate} does more. */
class SimulationTest {
    @Test
    void shouldFindTheRegisterAsTheModelSays() {
        Summary summary = new Simulation().run(new Options(1, 45, 200, true));

        assertThat(summary.story()).isNull();
        assertThat(summary.neverAccepted()).isEmpty();
        assertThat(summary.accepted()).isGreaterThan(summary.refused());
    }

    /** The laws that debug builds ask of the contract itself. */
    @Test
    void shouldBreakNoLawOfTheContract() {
        Simulation lawful = new Simulation(() -> new LawfulContract(new ProductContract().get()));

        assertThat(lawful.run(new Options(100, 15, 300, true)).story()).isNull();
    }

    @Test
    void shouldGiveTheSameHistoryForTheSameSeed() {
        Options options = new Options(7, 3, 100, true);

        assertThat(new Simulation().run(options)).isEqualTo(new Simulation().run(options));
    }

    @Test
    void shouldTellTheShortestStoryOfAViolation() {
        Summary summary = new Simulation(SimulationTest::forgettingSeizures).run(new Options(3, 1, 200, true));

        assertThat(summary.violations()).isEqualTo(1);
        assertThat(Objects.requireNonNull(summary.story()).lines())
                .filteredOn(line -> !line.startsWith("   →"))
                .singleElement()
                .asString()
                .contains("SEIZURE");
    }

    /** A contract that says yes to seizures and writes nothing about them. */
    private static Contract forgettingSeizures() {
        Contract real = new ProductContract().get();
        return (state, command, context) -> {
            Decision decision = real.decide(state, command, context);
            return decision instanceof Accepted accepted
                            && accepted.result()
                                    .find("kind")
                                    .filter(kind -> kind.asText().equals("seizure"))
                                    .isPresent()
                    ? new Accepted(List.of(), accepted.result())
                    : decision;
        };
    }
}
