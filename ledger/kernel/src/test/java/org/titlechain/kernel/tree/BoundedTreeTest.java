package org.titlechain.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.StateProof;

/** A tree that keeps some of its leaves in memory is the tree of the definition. */
class BoundedTreeTest {
    private static final HashFunction SM3 = Suite.GM.hash();

    /** {@code -Dtitlechain.tree.seeds=1000} for a longer search. */
    private static final int SEEDS = Integer.getInteger("titlechain.tree.seeds", 12);

    private static final int[] MEMORIES = {0, 400, 20_000, 1 << 30};

    /** Leaves as a store has them: those of settled blocks. */
    private static final class Stored implements LeafSource {
        private final ConcurrentSkipListMap<byte[], byte[]> digests =
                new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

        @Override
        public void read(int[] prefixes, int bits, java.util.function.Consumer<StateTree.Leaf> sink) {
            for (int prefix : prefixes) {
                byte[] first = new byte[4];
                for (int bit = 0; bit < bits; bit++) {
                    first[bit / 8] |= (byte) ((prefix >>> bits - 1 - bit & 1) << 7 - bit % 8);
                }
                for (Map.Entry<byte[], byte[]> leaf : digests.tailMap(first).entrySet()) {
                    if (TreeShape.bucketOf(leaf.getKey(), bits) != prefix) {
                        break;
                    }
                    sink.accept(new StateTree.Leaf(leaf.getKey(), leaf.getValue()));
                }
            }
        }
    }

    /** A tree over a store, and the definition beside it. */
    private static final class Life {
        final Random random;
        final long memory;
        final Stored stored = new Stored();
        final NaiveTree naive = new NaiveTree(SM3);
        final List<byte[]> known = new ArrayList<>();
        StateTree tree;
        List<byte[]> sinceImage = new ArrayList<>();
        long addedSinceImage;
        TreeImage image;

        Life(Random random, long memory) {
            this.random = random;
            this.memory = memory;
            this.tree = StateTree.over(SM3, 0, stored, memory);
            this.image = tree.image();
        }

        void block(int changes) {
            byte[][] places = new byte[changes][];
            byte[][] digests = new byte[changes][];
            for (int i = 0; i < changes; i++) {
                boolean old = !known.isEmpty() && random.nextInt(3) > 0;
                places[i] = old ? near(known.get(random.nextInt(known.size()))) : bytes(random);
                known.add(places[i]);
                digests[i] = bytes(random);
                addedSinceImage += naive.digests().containsKey(places[i]) ? 0 : 1;
                naive.put(places[i], digests[i]);
                sinceImage.add(places[i]);
            }
            tree.apply(places, digests);
            requireSame();
            for (int i = 0; i < changes; i++) {
                stored.digests.put(places[i], digests[i]);
            }
            tree.settle();
            requireSame();
        }

        /** The place itself, or one that shares many bits with it. */
        private byte[] near(byte[] place) {
            byte[] other = place.clone();
            if (random.nextBoolean()) {
                int bit = random.nextInt(256);
                other[bit / 8] ^= (byte) (1 << bit % 8);
            }
            return other;
        }

        void requireSame() {
            byte[] root = naive.root();
            assertThat(tree.root()).isEqualTo(root);
            assertThat(tree.size()).isEqualTo(naive.size());
            for (int i = 0; i < 20 && !known.isEmpty(); i++) {
                byte[] place = near(known.get(random.nextInt(known.size())));
                byte[] digest = naive.digests().get(place);
                StateProof proof = tree.prove(place);
                assertThat(proof.endsProperly(place, digest != null)).isTrue();
                assertThat(digest == null ? proof.rootIfAbsent(SM3, place) : proof.rootIfPresent(SM3, place, digest))
                        .isEqualTo(root);
            }
        }

        void takeImage() {
            image = tree.image();
            sinceImage = new ArrayList<>();
            addedSinceImage = 0;
        }

        /** The tree as a start has it from the image and what was written since. */
        void startFromImage() {
            tree = StateTree.over(SM3, image, stored, memory);
            tree.readAgain(sinceImage, addedSinceImage);
            requireSame();
        }
    }

    @Test
    void shouldBeTheTreeOfTheDefinitionWhateverIsInMemory() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (long memory : MEMORIES) {
                Life life = new Life(new Random(seed), memory);
                for (int block = 0; block < 10; block++) {
                    life.block(life.random.nextInt(1 << life.random.nextInt(9)));
                    if (life.random.nextInt(3) == 0) {
                        life.takeImage();
                    }
                    if (life.random.nextInt(4) == 0) {
                        life.startFromImage();
                    }
                }
            }
        }
    }

    @Test
    void shouldBeThatTreeWhereItIsLoadedInParts() {
        Life life = new Life(new Random(1), 50_000);
        life.block(40_000);
        life.takeImage();
        life.block(3_000);
        life.startFromImage();
        assertThat(StateTree.over(SM3, 45_000, life.stored, 50_000).root()).isEqualTo(life.naive.root());
    }

    @Test
    void shouldHaveAnotherRootFromADamagedImage() {
        Life life = new Life(new Random(2), 0);
        life.block(300);
        TreeImage image = life.tree.image();
        for (int at = 0; at < image.hashes().length; at += 7) {
            byte[] hashes = image.hashes().clone();
            hashes[at] ^= 1;
            TreeImage damaged = new TreeImage(image.size(), image.depth(), hashes, image.single());
            assertThat(StateTree.over(SM3, damaged, life.stored, 0).root()).isNotEqualTo(life.tree.root());
        }
    }

    /** The marks are not hashed: a wrong one changes the root, or nothing that is ever computed from it. */
    @Test
    void shouldHaveAnotherRootFromAWrongMarkOrBeAsGood() {
        int harmless = 0;
        for (int bucket = 0; bucket < 64; bucket++) {
            Life life = new Life(new Random(bucket), 0);
            life.block(100);
            TreeImage image = life.tree.image();
            assertThat(image.depth()).isLessThanOrEqualTo(6);
            long[] single = image.single().clone();
            single[0] ^= 1L << bucket % (1 << image.depth());
            StateTree tree = StateTree.over(
                    SM3, new TreeImage(image.size(), image.depth(), image.hashes(), single), life.stored, 0);
            if (Arrays.equals(tree.root(), life.tree.root())) {
                harmless++;
                life.tree = tree;
                for (int block = 0; block < 5; block++) {
                    life.block(8);
                }
            }
        }
        assertThat(harmless).isPositive();
    }

    @Test
    void shouldNotBelieveStoredLeavesThatDoNotLeadToItsRoot() {
        Life life = new Life(new Random(3), 0);
        life.block(500);
        byte[] altered = life.known.getFirst();
        byte[] digest = life.stored.digests.get(altered);
        life.stored.digests.put(altered, bytes(life.random));
        assertThatThrownBy(() -> life.tree.prove(altered)).isInstanceOf(DamagedLeavesException.class);
        assertThatThrownBy(() -> life.tree.apply(new byte[][] {altered}, new byte[][] {altered}))
                .isInstanceOf(DamagedLeavesException.class);
        life.stored.digests.remove(altered);
        assertThatThrownBy(() -> life.tree.prove(altered)).isInstanceOf(DamagedLeavesException.class);
        life.stored.digests.put(altered, digest);
        life.requireSame();
    }

    @Test
    void shouldRefuseABlockBeforeTheLastOneIsSettled() {
        StateTree tree = StateTree.over(SM3, 0, new Stored(), 0);
        byte[] place = bytes(new Random(4));
        tree.apply(new byte[][] {place}, new byte[][] {place});
        assertThatThrownBy(() -> tree.apply(new byte[][] {place}, new byte[][] {place}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldShowReadersWholeBlocksWhileLeavesComeAndGo() throws Exception {
        Life life = new Life(new Random(5), 2_000);
        life.block(50);
        List<byte[]> watched = List.copyOf(life.known.subList(0, 20));
        AtomicBoolean done = new AtomicBoolean();
        FutureTask<Integer> reading = new FutureTask<>(() -> {
            int proofs = 0;
            while (!done.get() || proofs == 0) {
                byte[] place = watched.get(proofs % watched.size());
                StateTree.RootedProof rooted = life.tree.proveWithRoot(place);
                byte[] digest = life.stored.digests.getOrDefault(place, place);
                // The place's digest never changes, only what is around it.
                assertThat(rooted.proof().rootIfPresent(SM3, place, digest)).isEqualTo(rooted.root());
                proofs++;
            }
            return proofs;
        });
        Thread.ofPlatform().start(reading);
        for (int block = 0; block < 300; block++) {
            byte[][] places = new byte[20][];
            Arrays.setAll(places, i -> bytes(life.random));
            life.tree.apply(places, places);
            for (byte[] place : places) {
                life.stored.digests.put(place, place);
            }
            life.tree.settle();
        }
        done.set(true);
        assertThat(reading.get(1, TimeUnit.MINUTES)).isPositive();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
