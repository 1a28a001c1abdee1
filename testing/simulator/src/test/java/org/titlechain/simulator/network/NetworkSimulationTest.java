package org.titlechain.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.titlechain.simulator.Story;
import org.titlechain.simulator.network.NetworkSimulation.Summary;

/** Promises N1, N3, N5 and D1 in the gate's count; {@code ./titlechain simulate-network} does more. */
class NetworkSimulationTest {
    @Test
    void shouldLoseNothingDoubleNothingAndNameTheLiar() {
        Summary summary = new NetworkSimulation().run(1, 40, true);

        assertThat(summary.story()).isNull();
        assertThat(summary.acknowledged()).isGreaterThan(40);
    }

    @Test
    void shouldRunTheSameForTheSameSeed() {
        assertThat(new NetworkSimulation().run(3, 2, true)).isEqualTo(new NetworkSimulation().run(3, 2, true));
    }

    @Test
    void shouldTellTheShortestStoryOfAMemberThatReplaysInAnotherOrder() {
        Summary summary = new NetworkSimulation(Set.of(NetworkDefect.ENTRY_IS_CHANGED_IN_REPLAY)).run(1, 5, true);

        Story story = Objects.requireNonNull(summary.story());
        assertThat(story.lines().getLast()).contains("roots at height");
    }
}
