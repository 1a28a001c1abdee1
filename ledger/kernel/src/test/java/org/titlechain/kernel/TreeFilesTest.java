package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.kernel.tree.TreeImage;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.SimulatedStorage;
import org.titlechain.testkit.ledger.SimulatedStorage.Fault;
import org.titlechain.testkit.ledger.SimulatedStorage.Operation;

/** An image of the state tree is the one that was written or none, whatever happens to the disk. */
final class TreeFilesTest {
    private static final int CUTS = Integer.getInteger("titlechain.cuts", 40);

    /** Enough operations to cut at: creating, writing, forcing, names, removing. */
    private static final int OPERATIONS = 12;

    private static TreeImage image(int height) {
        Random random = new Random(height);
        byte[] hashes = new byte[64 * 32];
        random.nextBytes(hashes);
        return new TreeImage(height * 10L, 6, hashes, new long[] {random.nextLong()});
    }

    private static Tip tip(int height) {
        return new Tip(height, 1, height * 2L, new byte[32], new byte[32]);
    }

    private static void save(SimulatedStorage disk, int height) throws IOException {
        new TreeFiles(disk).save(tip(height), image(height));
    }

    /** The height of the newest image, which is exactly as it was written; 0 for none. */
    private static int newest(SimulatedStorage disk) {
        Optional<TreeFiles.Kept> kept = new TreeFiles(disk).newest();
        if (kept.isEmpty()) {
            return 0;
        }
        int height = (int) kept.get().height();
        TreeImage expected = image(height);
        assertThat(kept.get().logSize()).isEqualTo(height * 2L);
        assertThat(kept.get().image().size()).isEqualTo(expected.size());
        assertThat(kept.get().image().depth()).isEqualTo(expected.depth());
        assertThat(kept.get().image().hashes()).isEqualTo(expected.hashes());
        assertThat(kept.get().image().single()).isEqualTo(expected.single());
        return height;
    }

    private static List<Finding> check(SimulatedStorage disk) throws IOException {
        List<Finding> findings = new ArrayList<>();
        new TreeFiles(disk).check(findings::add);
        return findings;
    }

    @Test
    void shouldKeepTheNewestImageOnly() throws IOException {
        SimulatedStorage disk = new SimulatedStorage();
        assertThat(newest(disk)).isZero();
        save(disk, 3);
        save(disk, 9);
        save(disk, 9);
        assertThat(newest(disk)).isEqualTo(9);
        assertThat(disk.list()).hasSize(1);
        assertThat(check(disk)).isEmpty();
    }

    @Test
    void shouldHaveTheOldImageOrTheNewOneAfterAPowerCutAtEachOperation() throws IOException {
        int survivors = 0;
        for (int operation = 0; operation < OPERATIONS; operation++) {
            for (int seed = 0; seed < CUTS; seed++) {
                SimulatedStorage disk = new SimulatedStorage();
                save(disk, 3);
                disk.cutAfter(operation);
                boolean saved = true;
                try {
                    save(disk, 9);
                } catch (IOException e) {
                    saved = false;
                }
                SimulatedStorage after = disk.afterPowerCut(new Random(seed));
                assertThat(newest(after)).isIn(saved ? List.of(9) : List.of(3, 9));
                assertThat(check(after)).isEmpty();
                survivors += saved ? 0 : 1;
                save(after, 12);
                assertThat(newest(after)).isEqualTo(12);
                assertThat(after.list()).hasSize(1);
            }
        }
        assertThat(survivors).isGreaterThan(5 * CUTS);
    }

    @Test
    void shouldNeverGiveAnotherImageWhereTheDiskForcesNothing() throws IOException {
        boolean lost = false;
        for (int seed = 0; seed < 20 * CUTS; seed++) {
            SimulatedStorage disk = new SimulatedStorage();
            save(disk, 3);
            disk.ignore(Operation.FORCE).cutAfter(seed % OPERATIONS);
            try {
                save(disk, 9);
            } catch (IOException e) {
                // The power is gone.
            }
            lost |= newest(disk.afterPowerCut(new Random(seed))) == 0;
        }
        // That files were lost here shows that the forcing above is what keeps them.
        assertThat(lost).isTrue();
    }

    @Test
    void shouldGoOnAfterAnyOperationFailed() throws IOException {
        for (Operation operation :
                List.of(Operation.CREATE, Operation.WRITE, Operation.FORCE, Operation.FORCE_NAMES, Operation.DELETE)) {
            for (Fault fault : List.of(Fault.BROKEN, Fault.FULL)) {
                SimulatedStorage disk = new SimulatedStorage();
                save(disk, 3);
                disk.fail(operation, disk.count(operation) + 1, fault);
                assertThatThrownBy(() -> save(disk, 9)).isInstanceOf(IOException.class);
                assertThat(newest(disk)).isIn(3, 9);
                save(disk, 9);
                assertThat(newest(disk)).isEqualTo(9);
            }
        }
    }

    @Test
    void shouldFindEveryFlippedBitAndPassTheFileOver() throws IOException {
        SimulatedStorage disk = new SimulatedStorage();
        save(disk, 9);
        String name = disk.list().getFirst();
        byte[] content = disk.content(name);
        Random random = new Random(1);
        for (int at = 0; at < content.length; at += at < 512 ? 1 : 13) {
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            disk.replace(name, flipped);
            assertThat(new TreeFiles(disk).newest()).isEmpty();
            assertThat(check(disk)).hasSize(1);
        }
        for (int length : new int[] {1, 511, 512, 600, content.length - 1, content.length + 1}) {
            disk.replace(name, Arrays.copyOf(content, length));
            assertThat(new TreeFiles(disk).newest()).isEmpty();
            assertThat(check(disk)).hasSize(1);
        }
    }

    @Test
    void shouldWriteAfterSoManyChangesAndAtTheEnd() throws Exception {
        SimulatedStorage disk = new SimulatedStorage();
        StateTree tree = new StateTree(org.titlechain.crypto.Suite.GM.hash());
        TreeKeeper keeper = new TreeKeeper(new TreeFiles(disk), new TreeStart.Started(tree, 0, 0), 10);
        keeper.stored(tip(1, tree), 9);
        assertThat(disk.list()).isEmpty();
        keeper.stored(tip(2, tree), 1);
        keeper.end(tip(2, tree));
        assertThat(heights(disk)).containsExactly(2L);
        keeper.stored(tip(3, tree), 1);
        keeper.end(tip(3, tree));
        assertThat(heights(disk)).containsExactly(3L);
    }

    @Test
    void shouldNotMindADiskThatFails() throws Exception {
        SimulatedStorage disk = new SimulatedStorage().capacity(100);
        StateTree tree = new StateTree(org.titlechain.crypto.Suite.GM.hash());
        TreeKeeper keeper = new TreeKeeper(new TreeFiles(disk), new TreeStart.Started(tree, 0, 0), 1);
        keeper.stored(tip(1, tree), 5);
        keeper.end(tip(2, tree));
        assertThat(new TreeFiles(disk).newest()).isEmpty();
        assertThat(keeper.trouble()).contains("height 2");
        disk.capacity(Long.MAX_VALUE);
        keeper.end(tip(3, tree));
        assertThat(keeper.trouble()).isEmpty();
        assertThat(heights(disk)).containsExactly(3L);
    }

    /** A node that stopped between its tree and its store has no image to give. */
    @Test
    void shouldWriteNothingWhereTheTreeIsNotAtTheTip() throws Exception {
        SimulatedStorage disk = new SimulatedStorage();
        StateTree tree = new StateTree(org.titlechain.crypto.Suite.GM.hash());
        Tip before = tip(1, tree);
        tree.apply(new byte[][] {new byte[32]}, new byte[][] {new byte[32]});
        new TreeKeeper(new TreeFiles(disk), new TreeStart.Started(tree, 0, 0), 1).end(before);
        assertThat(disk.list()).isEmpty();
    }

    private static Tip tip(int height, StateTree tree) {
        return new Tip(height, 1, height * 2L, new byte[32], tree.root());
    }

    private static List<Long> heights(SimulatedStorage disk) throws IOException {
        return disk.list().stream()
                .map(name -> Long.parseLong(name.substring("tree-".length())))
                .toList();
    }
}
