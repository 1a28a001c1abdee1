package org.titlechain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.titlechain.testkit.ledger.SimulatedStorage.Operation;

/** D2: what was acknowledged survives a power cut at any moment. Counts: {@code -Dtitlechain.powerCuts=100000}. */
final class PowerCutTest {
    private static final int CUTS = Integer.getInteger("titlechain.powerCuts", 2_000);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);

    @Test
    void shouldLoseNothingThatWasAcknowledgedBeforeAPowerCut() {
        for (int i = 0; i < CUTS / 2; i++) {
            long seed = SEED + i;
            assertThat(SimulatedLife.throughPowerCuts(seed))
                    .as("two power cuts with seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"FORCE", "FORCE_NAMES"})
    void shouldNoticeWithinAHundredCutsWhenSomethingIsNotForced(Operation forcing) {
        int noticed = 0;
        for (int i = 0; i < 50; i++) {
            noticed += SimulatedLife.throughPowerCuts(SEED + i, forcing).isPresent() ? 1 : 0;
        }
        assertThat(noticed).isPositive();
    }
}
