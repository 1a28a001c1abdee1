package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.BlockLogCheck;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.testkit.ledger.TestContract;

/** D1: a process under load is killed at random instants; nothing it acknowledged is lost, halved or doubled. */
final class KillTest {
    private static final int KILLS = Integer.getInteger("titlechain.kills", 6);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);

    @TempDir
    Path folder;

    @Test
    void shouldLoseNothingThatAKilledProcessHadAcknowledged() throws Exception {
        Random random = new Random(SEED);
        Map<Long, Long> acknowledged = new LinkedHashMap<>();
        long next = 1_000;
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(next, 1 + random.nextInt(12), random.nextInt(3_000_000), acknowledged);
            // Numbers that were not acknowledged may be on the ledger: they are not used again.
            next += 100_000;
            check(acknowledged);
        }
        assertThat(acknowledged.size()).isGreaterThan(KILLS * 20);
        assertThat(new Fsck(java.util.List.of(
                                BlockLogCheck.of(folder.resolve("ledger"), Suite.GM),
                                new StateCheck(folder.resolve("state"))))
                        .run(name -> {}))
                .isEmpty();
    }

    /** Kills the process a moment after so many groups were acknowledged, and reads what it printed until then. */
    private void runAndKill(long from, int groups, long nanos, Map<Long, Long> acknowledged)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        KilledNode.class.getName(),
                        folder.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int lines = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && !words[1].isEmpty()) {
                    acknowledged.put(Long.parseLong(words[0]), Long.parseLong(words[1]));
                }
                if (++lines == groups * 24) {
                    long end = System.nanoTime() + nanos;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    process.destroyForcibly();
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void check(Map<Long, Long> acknowledged) throws Exception {
        long started = System.nanoTime();
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            while (node.status().height() < engine.status().height()) {
                assertThat(node.status().exitCode()).isEmpty();
                node.awaitLogSize(node.status().logSize(), Duration.ofMillis(100));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            for (Map.Entry<Long, Long> entry : acknowledged.entrySet()) {
                long number = entry.getKey();
                Outcome outcome = node.outcome(
                                TestChain.entry(number, TestContract.put("c" + number, number, number % 10))
                                        .id())
                        .orElseThrow(() -> new AssertionError("entry " + number + " is lost"));
                assertThat(outcome.leaves().getFirst().position()).isEqualTo(entry.getValue());
                // Written once: a second effect would have made a second version.
                assertThat(node.history(TestContract.key(number), 0, 10)).hasSize(1);
            }
        }
    }
}
