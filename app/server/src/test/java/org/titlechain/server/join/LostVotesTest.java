package org.titlechain.server.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Home;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.Origin;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.node.EngineFolder;

/** A vote is taken up only where no vote of before can be contradicted, or where members said so on purpose. */
final class LostVotesTest {
    private static final long NATIVE = 57;

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void loseTheVotes() throws IOException {
        Home first = EngineFolder.cometbftHome(root, 1);
        Network network = new Network(
                "test", Instant.EPOCH, Distance.LOOPBACK, List.of(first.validator("county", "127.0.0.1:1")));
        Files.writeString(EngineFolder.network(root, 1), network.text());
        assertThatThrownBy(() -> LostVotes.takeUp(root, true)).hasMessageContaining("MEMBER_VOTES_KNOWN");
        Files.delete(voted());
        home = EngineFolder.cometbftHome(root, 1);
    }

    private Path voted() {
        return root.resolve("ledger/cometbft/data/priv_validator_state.json");
    }

    private void newestBlock(Instant time) throws IOException {
        Epoch epoch = EngineFolder.epochs(root).getLast();
        try (BlockArchive archive = BlockArchive.open(EngineFolder.archive(root, epoch), Origin.GENESIS)) {
            archive.begin(NATIVE, 40, time.toEpochMilli(), new byte[32]);
        }
    }

    @Test
    void shouldVoteAgainBehindWhatTheOthersDecidedWithoutIt() throws IOException {
        newestBlock(home.observingSince().plusSeconds(11));
        assertThat(LostVotes.takeUp(root, false)).isEqualTo(NATIVE);
        assertThat(voted()).content().contains("\"height\":\"57\"");
        assertThatThrownBy(() -> LostVotes.takeUp(root, false)).hasMessageContaining("MEMBER_VOTES_KNOWN");
    }

    @Test
    void shouldNotVoteWhileALostVoteMayBeOfALaterBlock() throws IOException {
        // Within what the members' clocks may differ by.
        newestBlock(home.observingSince().plusSeconds(9));
        assertThatThrownBy(() -> LostVotes.takeUp(root, false)).hasMessageContaining("MEMBER_VOTE_UNSAFE");
        assertThat(voted()).doesNotExist();
        // Those who are left may give up on purpose what nobody holds.
        assertThat(LostVotes.takeUp(root, true)).isEqualTo(NATIVE);
    }

    @Test
    void shouldNotVoteBehindNothing() {
        assertThatThrownBy(() -> LostVotes.takeUp(root, true)).hasMessageContaining("MEMBER_VOTE_UNSAFE");
        assertThat(voted()).doesNotExist();
    }
}
