package org.titlechain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;
import org.titlechain.server.StartException;

/** The folder of four levels: what somebody else wrote in it stays, and its chain has the suite that was asked for. */
final class LevelsFolderTest {
    @TempDir
    Path root;

    private Path peers(Level level) {
        return root.resolve(level.label()).resolve("peers");
    }

    private static Map<Level, String> addresses(int port) {
        return new EnumMap<>(
                Map.of(Level.COUNTY, "http://127.0.0.1:" + port, Level.CITY, "http://127.0.0.1:" + (port + 1)));
    }

    @Test
    void shouldKeepTheAddressesThatItDidNotTell() throws IOException {
        LevelsFolder folder = LevelsFolder.open(root, Optional.empty());
        folder.introduce(Map.of());
        folder.introduce(addresses(7001));
        assertThat(peers(Level.COUNTY)).hasContent("http://127.0.0.1:7002");
        assertThat(peers(Level.NATION)).hasContent("http://127.0.0.1:7001\nhttp://127.0.0.1:7002");
        Files.writeString(peers(Level.COUNTY), "http://127.0.0.1:7002\nhttps://town.example:8443\n");

        // The next run: the old addresses are nobody's now, the town's is still the town's.
        LevelsFolder again = LevelsFolder.open(root, Optional.empty());
        again.introduce(Map.of());
        assertThat(peers(Level.COUNTY)).hasContent("https://town.example:8443");
        assertThat(peers(Level.NATION)).isEmptyFile();
        again.introduce(addresses(7101));
        assertThat(peers(Level.COUNTY)).hasContent("https://town.example:8443\nhttp://127.0.0.1:7102");
        assertThat(peers(Level.CITY)).hasContent("http://127.0.0.1:7101");
    }

    @Test
    void shouldFoundWithTheSuiteThatIsAskedForAndKeepIt() throws Exception {
        LevelsFolder.open(root, Optional.of(Suite.INTERNATIONAL));
        Path county = root.resolve(Level.COUNTY.label());
        Entry genesis = Entry.decode(Files.readAllBytes(county.resolve("genesis.entry")));
        assertThat(genesis.suite()).isEqualTo(Suite.INTERNATIONAL);
        LevelsFolder.open(root, Optional.empty());
        LevelsFolder.open(root, Optional.of(Suite.INTERNATIONAL));
        assertThatThrownBy(() -> LevelsFolder.open(root, Optional.of(Suite.GM)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("founded with the suite international");
    }
}
