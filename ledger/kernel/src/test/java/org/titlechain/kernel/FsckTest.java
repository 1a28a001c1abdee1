package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.BlockLogBackup;
import org.titlechain.embedded.BlockLogCheck;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.embedded.StoredBlocks;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;
import org.titlechain.storage.FilesPart;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.TestContract;

/** I1, D7: damage is found and placed; a backup leads to the same roots. Counts: {@code -Dtitlechain.flips=1000}. */
final class FsckTest {
    private static final int FLIPS = Integer.getInteger("titlechain.flips", 200);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);

    @TempDir
    Path temporary;

    /** A folder with a life behind it: several starts, so that tables and write-ahead logs both hold data. */
    private Path filled() throws IOException {
        Path folder = temporary.resolve("data");
        for (int start = 0; start < 3; start++) {
            try (EmbeddedEngine engine = TestChain.engine(folder);
                    MemberNode node = TestChain.node(folder, engine)) {
                TestChain.submit(node, TestChain.genesis());
                fill(node, start * 1_000, 60);
            }
        }
        KeyFile.create(folder.resolve("node.key"), Suite.GM);
        return folder;
    }

    private static void fill(MemberNode node, int from, int entries) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = from; i < from + entries; i++) {
            outcomes.add(node.submit(TestChain.entry(i, TestContract.put("c" + i, i % 17, i % 11 + 40))));
        }
        outcomes.forEach(CompletableFuture::join);
    }

    private static List<Finding> check(Path folder) throws IOException {
        return new Fsck(List.of(
                        BlockLogCheck.of(folder.resolve("ledger"), Suite.GM),
                        new StateCheck(folder.resolve("state")),
                        new KeyFileCheck(folder.resolve("node.key"), Suite.GM)))
                .run(name -> {});
    }

    private static EntryCheck.Blocks blocks(Path folder) {
        return () -> StoredBlocks.open(folder.resolve("ledger"), Suite.GM, 1);
    }

    private static List<Finding> entries(Path folder) {
        return new Fsck(List.of(new EntryCheck("ledger", blocks(folder), folder.resolve("state"), height -> false)))
                .run(name -> {});
    }

    private static List<Finding> replay(Path folder) {
        return new Fsck(List.of(new ReplayCheck(
                        blocks(folder), folder.resolve("state"), TestChain.contract(), TestChain.VERSION)))
                .run(name -> {});
    }

    private static List<Path> dataFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        boolean ledger = file.startsWith(folder.resolve("ledger"))
                                && (name.startsWith("blocks-") || name.equals("acknowledged"));
                        boolean state = file.startsWith(folder.resolve("state"))
                                && (name.endsWith(".sst")
                                        || name.matches("\\d+\\.log|MANIFEST-\\d+|CURRENT|tree-\\d+"));
                        return ledger || state || name.equals("node.key");
                    })
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void shouldFindNothingInACleanFolderAndEveryFlippedBitInADamagedOne() throws IOException {
        Path folder = filled();
        assertThat(check(folder)).isEmpty();
        List<Path> files = dataFiles(folder);
        Random random = new Random(SEED);
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] content = Files.readAllBytes(file);
            int at = random.nextInt(content.length);
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            List<Finding> findings = check(folder);
            String place = folder.relativize(file) + " byte " + at + " of " + content.length;
            if (findings.isEmpty()) {
                missed.add(place);
            } else if (findings.stream().noneMatch(finding -> names(finding, file))) {
                missed.add(place + " wrongly placed: " + findings.getFirst());
            }
            Files.write(file, content);
        }
        assertThat(missed).isEmpty();
        assertThat(check(folder)).isEmpty();
    }

    /** The file itself, or, where only the database knows its files, the folder of the state. */
    private static boolean names(Finding finding, Path file) {
        return finding.file().equals(file.toString())
                || file.getParent() != null
                        && finding.file().equals(file.getParent().toString());
    }

    @Test
    void shouldRestoreABackupOfARunningNodeToTheSameRoots() throws Exception {
        Path folder = filled();
        Path backup = temporary.resolve("backup.zip");
        List<BlockSummary> blocks;
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            fill(node, 10_000, 40);
            blocks = node.blocks(0, 10_000);
            Thread writer = Thread.ofVirtual().start(() -> fill(node, 20_000, 200));
            Backup.create(
                    List.of(
                            BlockLogBackup.of(
                                    folder.resolve("ledger"),
                                    Suite.GM,
                                    "ledger",
                                    () -> engine.status().height()),
                            new FilesPart(folder, List.of("node.key"))),
                    backup);
            writer.join();
        }
        Path elsewhere = temporary.resolve("elsewhere");
        Backup.restore(backup, elsewhere);
        assertThat(Files.readAllBytes(elsewhere.resolve("node.key")))
                .isEqualTo(Files.readAllBytes(folder.resolve("node.key")));
        try (EmbeddedEngine engine = TestChain.engine(elsewhere);
                MemberNode node = TestChain.node(elsewhere, engine)) {
            node.awaitLogSize(blocks.getFirst().logSize() - 1, Duration.ofSeconds(20));
            List<String> restored =
                    MemberNodeTest.roots(node.blocks(blocks.getFirst().height() + 1, 10_000));
            assertThat(restored).isEqualTo(MemberNodeTest.roots(blocks));
        }
        assertThatThrownBy(() -> Backup.restore(backup, elsewhere)).hasMessageContaining("not empty");
    }

    @Test
    void shouldRefuseADamagedBackup() throws IOException {
        Path folder = filled();
        Path backup = temporary.resolve("backup.zip");
        Backup.create(List.of(BlockLogBackup.ofStopped(folder.resolve("ledger"), Suite.GM, "ledger")), backup);
        byte[] content = Files.readAllBytes(backup);
        Random random = new Random(SEED);
        for (int i = 0; i < 10; i++) {
            byte[] damaged = content.clone();
            damaged[64 + random.nextInt(content.length * 9 / 10 - 64)] ^= (byte) (1 << random.nextInt(8));
            Path file = temporary.resolve("damaged" + i);
            Files.write(file, damaged);
            assertThatThrownBy(() -> Backup.restore(file, temporary.resolve("into" + file.getFileName())))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldFindAnEntryThatNobodySigned() throws IOException {
        Path folder = filled();
        assertThat(entries(folder)).isEmpty();
        Entry entry = TestChain.entry(77_777, TestContract.put("forged", 3));
        byte[] signature = entry.signature().clone();
        signature[10] ^= 1;
        long height;
        try (EmbeddedEngine engine = TestChain.engine(folder)) {
            // The engine orders bytes; only a member looks at signatures before it hands an entry on.
            engine.append(Entry.withSignature(Suite.GM, entry.body(), signature))
                    .join();
            height = engine.status().height();
            try (MemberNode node = TestChain.node(folder, engine)) {
                TestChain.submit(node, TestChain.entry(77_778, TestContract.put("honest", 4)));
            }
        }

        List<Finding> findings = entries(folder);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.block()).isEqualTo(height);
            assertThat(finding.record()).isEqualTo("entry 0");
            assertThat(finding.problem()).contains("signature");
        });
        assertThat(check(folder)).as("every digest is right").isEmpty();
        assertThat(replay(folder)).as("it had no effect").isEmpty();
    }

    @Test
    void shouldFindAStateThatIsWellSignedAndNotWhatTheOrderLeadsTo() throws Exception {
        Path folder = filled();
        assertThat(replay(folder)).isEmpty();
        Path forged = temporary.resolve("forged");
        copy(folder.resolve("ledger"), forged.resolve("ledger"));
        Files.copy(folder.resolve("node.key"), forged.resolve("node.key"));
        Contract honest = TestChain.contract();
        // An insider's contract: one command of many has another effect, the rest follows from it, all of it is signed.
        MapValue betrayed = TestContract.put("c1030", 1_030 % 17, 1_030 % 11 + 40);
        MapValue instead = TestContract.put("forged", 1_030 % 17, 1_030 % 11 + 40);
        Contract insider = (state, command, context) ->
                honest.decide(state, command.body().equals(betrayed) ? Command.of(instead) : command, context);
        try (EmbeddedEngine engine = TestChain.engine(forged);
                MemberNode node = MemberNode.open(TestChain.options(forged), engine, insider)) {
            awaitHeight(node, engine.status().height());
        }

        assertThat(check(forged)).as("every digest and signature is right").isEmpty();
        assertThat(entries(forged)).isEmpty();
        assertThat(replay(forged)).singleElement().satisfies(finding -> {
            assertThat(finding.block()).isPositive();
            assertThat(finding.problem()).contains("the log roots differ");
        });
        try (Stream<Path> left = Files.list(forged)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("no folder is left behind")
                    .noneMatch(name -> name.startsWith("replay-"));
        }
    }

    private static void awaitHeight(MemberNode node, long height) throws InterruptedException {
        while (node.status().height() < height) {
            node.awaitLogSize(node.status().logSize(), Duration.ofMillis(100));
        }
    }

    @Test
    void shouldOpenACopyAsItIs() throws IOException {
        Path folder = filled();
        Path moved = temporary.resolve("moved");
        copy(folder, moved);
        assertThat(check(moved)).isEmpty();
    }
}
