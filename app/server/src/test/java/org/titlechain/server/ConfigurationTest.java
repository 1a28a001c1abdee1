package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void shouldListenOnThisMachineOnlyWhenNothingIsSaid() {
        Configuration configuration = Configuration.read(folder, Map.of());

        assertThat(configuration.host()).isEqualTo("127.0.0.1");
        assertThat(configuration.port()).isEqualTo(8420);
        assertThat(configuration.production()).isFalse();
    }

    @Test
    void shouldTakeTheFileAndThenTheOptions() throws Exception {
        Files.writeString(folder.resolve("titlechain.conf"), "# a comment\nlisten.port = 9000\n\nchain.id=city\n");

        Configuration configuration = Configuration.read(folder, Map.of("listen.port", "0"));

        assertThat(configuration.port()).isZero();
        assertThat(configuration.chain()).isEqualTo("city");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen.prot = 1",
                "listen.port = 70000",
                "listen.port = -1",
                "listen.port = 80\nlisten.port = 81",
                "listen.port",
                "profile = prod",
                "profile = Production",
                "listen.host = 0.0.0.0",
                "listen.host = ::",
                "listen.host = no such host",
                "tls.certificate = /tmp/a.pem",
                "session.idleMinutes = 0",
                "login.failures = 0",
                "query.database = mysql",
                "chain.id = Großstadt",
                "development.demo = yes",
                "= 1",
            })
    void shouldRefuseAKeyOrValueThatIsNotUnderstood(String text) throws Exception {
        assertRefused(text);
    }

    @Test
    void shouldUseEveryKeyItKnows() throws Exception {
        // A key that is listed and not read would be a setting that does nothing: each must be able to stop the start.
        List<String> names =
                Configuration.KEYS.stream().map(Configuration.Key::name).toList();
        for (String name : names) {
            Map<String, String> values = new TreeMap<>(Map.of(name, "\u0000"));
            assertThatThrownBy(() -> Configuration.of(values))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(name);
        }
    }

    private void assertRefused(String text) throws Exception {
        Files.writeString(folder.resolve("titlechain.conf"), text);
        assertThatThrownBy(() -> Configuration.read(folder, Map.of()))
                .isInstanceOfSatisfying(
                        StartException.class,
                        e -> assertThat(e.kind().exitStatus()).isEqualTo(2));
    }
}
