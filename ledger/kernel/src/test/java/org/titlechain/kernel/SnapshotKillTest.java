package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.embedded.EmbeddedEngine;

/** A process that joins is killed, or cannot write any more: there is a whole state afterwards, or none. */
final class SnapshotKillTest {
    private static final int KILLS = Integer.getInteger("titlechain.kills", 6);
    private static final int ENTRIES = 60;
    private static final long SMALL = 6_000;

    @TempDir
    Path folder;

    private String tip = "";

    @BeforeEach
    void live() throws Exception {
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode first = JoinedChain.member(folder, "first", engine);
                MemberNode second = JoinedChain.member(folder, "second", engine)) {
            JoinedChain.live(first, 0, ENTRIES);
            JoinedChain.await(second, engine);
            assertThat(new SnapshotSource(first, SMALL).at(first.status().height()))
                    .isPresent();
            tip = body(first);
        }
    }

    private static String body(Ledger ledger) {
        return org.titlechain.proof.Checkpoint.parse(ledger.checkpoint())
                .checkpoint()
                .body();
    }

    private Process process(String... limit) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledJoin.class.getName(),
                folder.toString(),
                Long.toString(SMALL)));
        command.addAll(List.of(limit));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs until the line and some time more; returns what was said. */
    private static List<String> runAndKill(Process process, int lines, long nanos) throws Exception {
        List<String> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    long end = System.nanoTime() + nanos;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return said;
    }

    private void checkWhole() throws IOException {
        try (ReadOnlyMember third = ReadOnlyMember.open(folder.resolve("third"))) {
            assertThat(body(third)).isEqualTo(tip);
        }
        assertThat(new Fsck(List.of(new StateCheck(folder.resolve("third")))).run(name -> {}))
                .isEmpty();
    }

    @Test
    void shouldLeaveAWholeStateOrNoneWhereverItIsKilled() throws Exception {
        Random random = new Random(20_261_126);
        List<String> whole = runAndKill(process(), Integer.MAX_VALUE, 0);
        assertThat(whole).endsWith("taken", "joined").hasSizeGreaterThan(8);
        checkWhole();
        for (int kill = 0; kill < KILLS; kill++) {
            TestChain.delete(folder.resolve("third"));
            // Every second one around the end, where the state gets its place.
            int lines = kill % 2 == 0 ? whole.size() - 1 : 1 + random.nextInt(whole.size() - 1);
            runAndKill(process(), lines, random.nextInt(40_000_000));
            if (Files.exists(folder.resolve("third"))) {
                checkWhole();
            }
        }
        TestChain.delete(folder.resolve("third"));
        assertThat(runAndKill(process(), Integer.MAX_VALUE, 0)).endsWith("joined");
        checkWhole();
        assertThat(SnapshotJoin.staging(folder.resolve("third"))).doesNotExist();
    }

    /** The limit is on the size of a file, which any user may set; the database meets it as it meets a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveNoStateWhereTheDiskTakesNoMore() throws Exception {
        List<String> said = runAndKill(process("20000"), Integer.MAX_VALUE, 0);
        assertThat(said).contains("begun").doesNotContain("joined");
        assertThat(folder.resolve("third")).doesNotExist();
        assertThat(runAndKill(process(), Integer.MAX_VALUE, 0)).endsWith("joined");
        checkWhole();
    }
}
