package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Network.Distance;

/** A home whose record of votes is lost never uses its key again by itself. */
final class HomeTest {
    @TempDir
    Path folder;

    private String configuration(Home home, Optional<StateSync.Entrance> entrance) throws IOException {
        Network network = new Network(
                "test", Instant.EPOCH, Distance.LOOPBACK, List.of(home.validator("member0", "127.0.0.1:1")));
        home.write(network, "127.0.0.1:1", 2, "unix:///none", entrance);
        return Files.readString(folder.resolve("config/config.toml"));
    }

    @Test
    void shouldFollowWithoutAVoteWhenItsVotesAreLost() throws IOException {
        Home home = Home.open(folder);
        assertThat(home.isObserving()).isFalse();
        assertThat(configuration(home, Optional.empty()))
                .doesNotContain("observer")
                .doesNotContain("[statesync]");
        String key = Files.readString(folder.resolve("config/priv_validator_key.json"));
        Path voted = folder.resolve("data/priv_validator_state.json");
        Files.delete(voted);
        Home again = Home.open(folder);
        assertThat(again.isObserving()).isTrue();
        assertThat(configuration(again, Optional.empty()))
                .contains("priv_validator_key_file = \"config/observer_key.json\"")
                .contains("priv_validator_state_file = \"data/observer_state.json\"");
        assertThat(Files.readString(folder.resolve("config/priv_validator_key.json")))
                .isEqualTo(key);
        assertThat(Files.readString(folder.resolve("config/observer_key.json"))).isNotEqualTo(key);
        assertThat(voted).doesNotExist();
    }

    @Test
    void shouldVoteAgainOnlyBehindAHeightAndOnlyWhenToldTo() throws IOException {
        Home home = Home.open(folder);
        Path voted = folder.resolve("data/priv_validator_state.json");
        String before = Files.readString(voted);
        assertThatThrownBy(() -> home.voteAgain(41)).isInstanceOf(IllegalStateException.class);
        assertThat(voted).hasContent(before);

        Files.delete(voted);
        Home again = Home.open(folder);
        assertThat(again.observingSince()).isAfter(Instant.EPOCH);
        again.voteAgain(41);
        assertThat(again.isObserving()).isFalse();
        // CometBFT signs nothing at a height below, and nothing at the height itself up to this round and step.
        assertThat(voted).hasContent("{\"height\":\"41\",\"round\":2147483647,\"step\":3}");
        assertThat(configuration(again, Optional.empty())).doesNotContain("observer");
        // Lost once more, since when it follows is counted anew.
        assertThat(folder.resolve("config/observer_key.json")).doesNotExist();
        assertThat(folder.resolve("data/observer_state.json")).doesNotExist();
    }

    @Test
    void shouldKeepWhatWasVotedForWhenTheRestBeginsAnew() throws IOException {
        Home home = Home.open(folder);
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("state.db"));
        Files.writeString(data.resolve("state.db/CURRENT"), "x");
        Files.createDirectories(data.resolve("cs.wal"));
        home.clear();
        assertThat(data.resolve("priv_validator_state.json")).exists();
        assertThat(data.resolve("state.db")).doesNotExist();
        assertThat(data.resolve("cs.wal")).doesNotExist();
    }

    @Test
    void shouldBeginWhereTheVerifiedHeaderIs() throws IOException {
        StateSync.Entrance entrance = new StateSync.Entrance(
                41, new byte[] {(byte) 0xab, 1}, new byte[0], List.of("http://127.0.0.1:5", "http://127.0.0.1:6"));
        assertThat(configuration(Home.open(folder), Optional.of(entrance)))
                .contains("rpc_servers = \"http://127.0.0.1:5,http://127.0.0.1:6\"")
                .contains("trust_height = 41")
                .contains("trust_hash = \"AB01\"");
    }
}
