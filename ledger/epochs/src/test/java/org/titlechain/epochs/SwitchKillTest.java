package org.titlechain.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.Deployment;
import org.titlechain.evm.EvmSettings.Place;
import org.titlechain.evm.FinalityRule;
import org.titlechain.testkit.evm.Anvil;
import org.titlechain.testkit.ledger.TestContract;

/** A member under load dies at every moment of a change of engines; the next start finishes it. */
final class SwitchKillTest {
    private static final List<String> MOMENTS =
            List.of("prepared", "frozen", "decided", "noted", "opened", "gone-over");
    /** Each round is every moment once. */
    private static final int ROUNDS = Integer.getInteger("titlechain.switch.rounds", 1);

    @TempDir
    Path folder;

    @Test
    void shouldFinishAChangeThatDiedAtAnyMomentAndLoseAndDoubleNothing() throws Exception {
        Path home = Files.createDirectory(folder.resolve("member"));
        TreeSet<Long> acknowledged = new TreeSet<>();
        try (Anvil anvil = Anvil.start(folder)) {
            Path account = folder.resolve("account");
            anvil.fund(AccountFile.create(account).address());
            Place place = Deployment.deploy(
                    anvil.address(), account, FinalityRule.parse("immediate"), Duration.ofSeconds(20));
            List<String> settings = List.of(anvil.address().toString(), place.text(), account.toString());
            long change = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (String moment : MOMENTS) {
                    change++;
                    assertThat(run(home, change, moment, settings, acknowledged))
                            .as(moment)
                            .isEqualTo(9);
                }
            }
            change++;
            assertThat(run(home, change, "none", settings, acknowledged)).isZero();

            assertThat(acknowledged.size()).isGreaterThanOrEqualTo(5 * MOMENTS.size());
            List<String> roots;
            try (TestMember member = TestMember.open(home)) {
                assertThat(member.engine.epochs()).hasSize((int) change + 1);
                for (long number : acknowledged) {
                    // Written once: a second effect would have made a second version.
                    assertThat(member.node.history(TestContract.key(number), 0, 10))
                            .as("entry " + number)
                            .hasSize(1);
                }
                roots = SwitchTest.summaries(member);
            }
            SwitchTest.delete(home.resolve("state"));
            try (TestMember member = TestMember.open(home)) {
                SwitchTest.awaitHeight(member, roots.size());
                assertThat(SwitchTest.summaries(member).subList(0, roots.size()))
                        .isEqualTo(roots);
            }
        }
    }

    private static int run(Path home, long change, String moment, List<String> settings, Set<Long> acknowledged)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SwitchedNode.class.getName(),
                home.toString(),
                Long.toString(change),
                moment,
                Long.toString(change * 100_000)));
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("[0-9]{6,7}")) {
                    acknowledged.add(Long.parseLong(line));
                }
            }
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
