package org.titlechain.simulator.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.simulator.Caught;

/** Some of the mistakes, in the gate's count; {@code ./titlechain simulate --defects} makes all of them. */
class ContractDefectsTest {
    private static final int SEEDS = 40;
    private static final int COMMANDS = 300;

    @Test
    void shouldFitTheSourceOfTheContracts() {
        List<ContractDefect> defects = ContractDefect.all();

        assertThat(defects).hasSizeGreaterThanOrEqualTo(30);
        assertThat(defects).extracting(ContractDefect::name).doesNotHaveDuplicates();
        assertThat(defects)
                .allSatisfy(defect -> assertThat(defect.source().strip()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a transfer is entered over a seizure",
                "a notice does not protect against a transfer",
                "two seizures are in effect at once",
                "a changed mortgage loses its rank",
                "a unit has two owners",
                "a case overtakes the one before it",
                "one person reviews both levels",
                "holidays are worked",
                "what has ended gets a certificate",
                "paper is enough for an automatic case"
            })
    void shouldNotice(String name) {
        ContractDefect defect = ContractDefect.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(DefectHunt.hunt(defect, 1, SEEDS, COMMANDS)).matches(Caught::isCaught);
    }
}
