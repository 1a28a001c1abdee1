package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Network.Peer;

/** The network file, with members that came later. */
final class NetworkTest {
    private static final String NODE = "ab".repeat(20);

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhoBeganAndWhereMembersAreNow() throws Exception {
        Network begun = TestNetwork.of(folder, 2).network();
        assertThat(begun.text()).doesNotContain("peers");
        Network grown = begun.with(new Peer("town", NODE, "10.0.0.9:1"))
                .with(new Peer("member1", NODE, "10.0.0.8:1"))
                .with(new Peer("town", NODE, "10.0.0.7:1"));
        Network read = Network.parse(grown.text());
        assertThat(read.text()).isEqualTo(grown.text());
        assertThat(read.places().keySet()).containsExactly("member0", "member1", "town");
        assertThat(read.places().get("town")).isEqualTo(new Peer("town", NODE, "10.0.0.7:1"));
        assertThat(read.places().get("member1")).isEqualTo(new Peer("member1", NODE, "10.0.0.8:1"));
        // The genesis is made of those who began, wherever members are.
        assertThat(Home.genesis(read)).isEqualTo(Home.genesis(begun));
        Peer first = Peer.of(begun.validators().getLast());
        assertThat(read.with(first).places().get("member1")).isEqualTo(first);
        assertThat(read.with(first).peers()).extracting(Peer::name).containsExactly("town");
    }

    @Test
    void shouldRefuseAPeerThatIsNotWhole() throws Exception {
        String text = TestNetwork.of(folder, 1)
                .network()
                .with(new Peer("town", NODE, "10.0.0.9:1"))
                .text();
        assertThatThrownBy(() -> Network.parse(text.replace(NODE, "ab"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Network.parse(text.replace("10.0.0.9:1", "nowhere")))
                .isInstanceOf(IOException.class);
    }
}
