package org.titlechain.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.kernel.Ledger;

/** What monitoring reads of a node that runs. */
class MetersTest {
    @TempDir
    private Path root;

    @Test
    void shouldTellHowTheNodeStands() throws Exception {
        try (TestNode node = TestNode.start(root.resolve("node"))) {
            double before = Objects.requireNonNull(values(node).get("titlechain_height"));
            node.client.post(Messages.first(1));
            Ledger.Status status = node.composition().node().ledger().status();
            assertThat(node.composition().node().query().awaitPosition(status.logSize() - 1, Duration.ofSeconds(30)))
                    .isTrue();

            Map<String, Double> values = values(node);

            assertThat(values)
                    .containsEntry("titlechain_height", before + 1)
                    .containsEntry("titlechain_log_size", (double) status.logSize())
                    .containsEntry("titlechain_state_keys", (double) status.stateKeys())
                    .containsEntry("titlechain_engine_height{engine=\"embedded\"}", before + 1)
                    .containsEntry("titlechain_engine_accepting{engine=\"embedded\"}", 1.0)
                    .containsEntry("titlechain_engine_waiting{engine=\"embedded\"}", 0.0)
                    .containsEntry("titlechain_search_behind", 0.0)
                    .containsEntry("titlechain_stopped", 0.0)
                    .containsEntry("titlechain_accusations", 0.0);
            assertThat(values.get("titlechain_disk_free_bytes")).isPositive();
            assertThat(values.keySet()).anyMatch(name -> name.startsWith("jvm_memory_used_bytes{"));
        }
    }

    private static Map<String, Double> values(TestNode node) throws Exception {
        Map<String, Double> values = new TreeMap<>();
        new String(node.client.get("/metrics").body(), UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int blank = line.lastIndexOf(' ');
                    values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
                });
        return values;
    }
}
