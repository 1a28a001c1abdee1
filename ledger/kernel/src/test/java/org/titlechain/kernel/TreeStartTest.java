package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.tree.TreeImage;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.TestContract;

/** A start from an image leads to the same tree as one from all leaves, and nothing else leads anywhere. */
final class TreeStartTest {
    private static final int FLIPS = Integer.getInteger("titlechain.flips", 60);

    @TempDir
    Path folder;

    private void live(int from, int entries) throws IOException {
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            for (int i = from; i < from + entries; i++) {
                TestChain.submit(
                        node,
                        TestChain.entry(
                                i, TestContract.put("c" + i, 1_000 + i % 40, i), TestContract.command("test.refuse")));
            }
        }
    }

    private Path image() throws IOException {
        try (var files = Files.list(folder.resolve("state/tree"))) {
            List<Path> images = files.toList();
            assertThat(images).hasSize(1);
            return images.getFirst();
        }
    }

    /** How the state starts with the image that is there; the tree is always that of all leaves. */
    private Optional<TreeStart.Started> started() throws IOException {
        try (RocksStateStore store = RocksStateStore.openReadOnly(folder.resolve("state"))) {
            TreeStart start = new TreeStart(store, Suite.GM.hash());
            Tip tip = store.tip().orElseThrow();
            Optional<TreeFiles.Kept> newest =
                    TreeFiles.openReadOnly(folder.resolve("state")).flatMap(TreeFiles::newest);
            TreeStart.Started whole = start.fromLeaves();
            TreeStart.Started used = start.atTip(tip, newest);
            assertThat(whole.tree().root()).isEqualTo(tip.stateRoot());
            assertThat(used.tree().root()).isEqualTo(tip.stateRoot());
            assertThat(used.tree().size()).isEqualTo(whole.tree().size());
            byte[] place = Suite.GM.hash().hash(Keys.text(TestContract.key(7)));
            assertThat(used.tree().prove(place).siblings().toArray(byte[][]::new))
                    .isDeepEqualTo(whole.tree().prove(place).siblings().toArray(byte[][]::new));
            return newest.flatMap(kept -> start.fromImage(tip, kept));
        }
    }

    private List<Finding> check() {
        return new Fsck(List.of(new StateCheck(folder.resolve("state")))).run(name -> {});
    }

    @Test
    void shouldStartFromTheImageOfTheLastStop() throws IOException {
        live(0, 50);
        TreeStart.Started started = started().orElseThrow();
        assertThat(started.changes()).isZero();
        assertThat(started.imageHeight()).isPositive();
        assertThat(check()).isEmpty();
    }

    @Test
    void shouldReadAgainWhatWasWrittenSinceAnOlderImage() throws IOException {
        live(0, 50);
        Path older = image();
        byte[] content = Files.readAllBytes(older);
        live(50, 70);
        Files.delete(image());
        Files.write(older, content);
        TreeStart.Started started = started().orElseThrow();
        // Each entry writes two units.
        assertThat(started.changes()).isEqualTo(140);
        assertThat(check()).isEmpty();
        live(120, 5);
        assertThat(check()).isEmpty();
    }

    @Test
    void shouldStartFromAllLeavesWithoutAnImageOrWithADamagedOne() throws IOException {
        live(0, 60);
        byte[] content = Files.readAllBytes(image());
        Random random = new Random(1);
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] flipped = content.clone();
            int at = random.nextInt(random.nextBoolean() ? 512 : content.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(image(), flipped);
            assertThat(started()).isEmpty();
            assertThat(check()).anyMatch(finding -> finding.file().contains("tree-"));
        }
        Files.write(image(), Arrays.copyOf(content, content.length / 2));
        assertThat(started()).isEmpty();
        Files.delete(image());
        assertThat(started()).isEmpty();
        assertThat(check()).isEmpty();
        live(60, 1);
        assertThat(started()).isPresent();
    }

    /** What somebody wrote on purpose, with the right sums, is believed no more. */
    @Test
    void shouldStartFromAllLeavesWithAForgedImage() throws IOException {
        live(0, 60);
        TreeFiles files = TreeFiles.open(folder.resolve("state"));
        TreeFiles.Kept kept = files.newest().orElseThrow();
        TreeImage image = kept.image();
        byte[] hashes = image.hashes().clone();
        hashes[5] ^= 1;
        List<TreeFiles.Kept> forged = new ArrayList<>();
        forged.add(with(
                kept,
                kept.height(),
                kept.logSize(),
                new TreeImage(image.size(), image.depth(), hashes, image.single())));
        forged.add(with(kept, kept.height() - 1, kept.logSize(), image));
        forged.add(with(kept, kept.height(), kept.logSize() - 1, image));
        forged.add(with(kept, kept.height() + 1, kept.logSize(), image));
        for (TreeFiles.Kept other : forged) {
            Tip tip = new Tip(other.height(), 0, other.logSize(), new byte[32], new byte[32]);
            files.save(tip, other.image());
            assertThat(started()).isEmpty();
        }
    }

    private static TreeFiles.Kept with(TreeFiles.Kept kept, long height, long logSize, TreeImage image) {
        return new TreeFiles.Kept(kept.name(), height, logSize, image);
    }
}
