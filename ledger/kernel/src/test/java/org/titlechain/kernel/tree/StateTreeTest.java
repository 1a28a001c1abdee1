package org.titlechain.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.StateProof;

class StateTreeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final HashFunction SM3 = Suite.GM.hash();

    /** {@code -Dtitlechain.tree.seeds=1000} for a longer search. */
    private static final int SEEDS = Integer.getInteger("titlechain.tree.seeds", 12);

    @Test
    void shouldHaveTheRootOfTheDefinitionAfterEveryBlock() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            StateTree tree = new StateTree(SM3);
            NaiveTree naive = new NaiveTree(SM3);
            List<byte[]> known = new ArrayList<>();
            for (int block = 0; block < 8; block++) {
                int changes = random.nextInt(1 + (1 << random.nextInt(7)));
                byte[][] places = new byte[changes][];
                byte[][] digests = new byte[changes][];
                for (int i = 0; i < changes; i++) {
                    places[i] = place(random, known);
                    digests[i] = bytes(random);
                    naive.put(places[i], digests[i]);
                }
                tree.apply(places, digests);
                assertThat(tree.root()).as("seed %d block %d", seed, block).isEqualTo(naive.root());
                assertThat(tree.size()).isEqualTo(naive.size());
            }
            assertThatProofsHold(tree, naive, random, known);
            assertThat(loaded(naive).root()).isEqualTo(naive.root());
        }
    }

    /** The roots of {@code testing/vectors/state.json}, which another program computed. */
    @Test
    void shouldGiveTheRootsOfTheGoldenVectors() throws Exception {
        Pattern leaf = Pattern.compile("\\{\"place\": \"(\\w{64})\", \"digest\": \"(\\w{64})\"}");
        Pattern root = Pattern.compile("\"root\": \"(\\w{64})\"");
        int trees = 0;
        for (String line : Files.readAllLines(Path.of("..", "..", "testing", "vectors", "state.json"))) {
            Matcher found = root.matcher(line);
            if (found.find()) {
                Suite suite = line.contains("\"suite\": \"gm\"") ? Suite.GM : Suite.INTERNATIONAL;
                StateTree tree = new StateTree(suite.hash());
                Matcher leaves = leaf.matcher(line.substring(0, found.start()));
                while (leaves.find()) {
                    tree.apply(
                            new byte[][] {HEX.parseHex(leaves.group(1))}, new byte[][] {HEX.parseHex(leaves.group(2))});
                }
                assertThat(HEX.formatHex(tree.root())).isEqualTo(found.group(1));
                trees++;
            }
        }
        assertThat(trees).isGreaterThan(10);
    }

    @Test
    void shouldNotDependOnTheOrderOfTheKeys() {
        Random random = new Random(7);
        NaiveTree naive = new NaiveTree(SM3);
        List<StateTree.Leaf> leaves = new ArrayList<>();
        List<byte[]> known = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            StateTree.Leaf leaf = new StateTree.Leaf(place(random, known), bytes(random));
            if (!naive.digests().containsKey(leaf.place())) {
                leaves.add(leaf);
                naive.put(leaf.place(), leaf.digest());
            }
        }
        for (int attempt = 0; attempt < 5; attempt++) {
            Collections.shuffle(leaves, random);
            StateTree tree = new StateTree(SM3);
            int from = 0;
            while (from < leaves.size()) {
                int to = Math.min(leaves.size(), from + 1 + random.nextInt(100));
                List<StateTree.Leaf> part = leaves.subList(from, to);
                tree.apply(
                        part.stream().map(StateTree.Leaf::place).toArray(byte[][]::new),
                        part.stream().map(StateTree.Leaf::digest).toArray(byte[][]::new));
                from = to;
            }
            assertThat(tree.root()).isEqualTo(naive.root());
        }
    }

    @Test
    void shouldHoldKeysThatDifferInTheLastBitOnly() {
        for (int sharedBits = 0; sharedBits < 256; sharedBits++) {
            byte[] place = bytes(new Random(sharedBits));
            byte[] other = flipped(place, sharedBits);
            byte[] third = flipped(place, 255 - sharedBits / 2);
            NaiveTree naive = new NaiveTree(SM3);
            StateTree tree = new StateTree(SM3);
            for (byte[] next : List.of(place, other, third)) {
                naive.put(next, next);
                tree.apply(new byte[][] {next}, new byte[][] {next});
                assertThat(tree.root()).isEqualTo(naive.root());
            }
            assertThat(tree.prove(other).siblings()).hasSizeGreaterThan(sharedBits);
            assertThatProofsHold(tree, naive, new Random(1), List.of(place));
        }
    }

    @Test
    void shouldKeepTheRootOfTheDefinitionWhileItGrowsThroughManySizes() {
        Random random = new Random(5);
        StateTree tree = new StateTree(SM3);
        NaiveTree naive = new NaiveTree(SM3);
        for (int block = 0; block < 60; block++) {
            int changes = 1 << block % 11;
            byte[][] places = new byte[changes][];
            byte[][] digests = new byte[changes][];
            for (int i = 0; i < changes; i++) {
                places[i] = bytes(random);
                digests[i] = bytes(random);
                naive.put(places[i], digests[i]);
            }
            tree.apply(places, digests);
            assertThat(tree.root()).isEqualTo(naive.root());
        }
        assertThat(tree.size()).isEqualTo(naive.size()).isGreaterThan(10_000);
        assertThat(loaded(naive).root()).isEqualTo(naive.root());
        assertThatProofsHold(tree, naive, random, List.of());
        StateTree loaded = loaded(naive);
        byte[] place = bytes(random);
        naive.put(place, place);
        loaded.apply(new byte[][] {place}, new byte[][] {place});
        assertThat(loaded.root()).isEqualTo(naive.root());
    }

    @Test
    void shouldProveKeysThatWereNotTouchedWhileTheTreeGrew() {
        Random random = new Random(6);
        StateTree tree = new StateTree(SM3);
        NaiveTree naive = new NaiveTree(SM3);
        for (int i = 0; i < 2_000; i++) {
            byte[] place = bytes(random);
            // The first keys lie on the left, all later ones on the right: growing alone moves the first ones.
            place[0] = (byte) (i < 8 ? place[0] & 0x7f : place[0] | 0x80);
            naive.put(place, place);
            tree.apply(new byte[][] {place}, new byte[][] {place});
        }
        assertThat(tree.root()).isEqualTo(naive.root());
        assertThatProofsHold(tree, naive, random, List.of());
    }

    @Test
    void shouldShowReadersWholeBlocksOnly() throws Exception {
        StateTree tree = new StateTree(SM3);
        byte[] watched = bytes(new Random(1));
        AtomicBoolean done = new AtomicBoolean();
        Queue<StateTree.RootedProof> seen = new ConcurrentLinkedQueue<>();
        FutureTask<Boolean> reading = new FutureTask<>(() -> {
            while (!done.get() || seen.isEmpty()) {
                if (seen.size() < 20_000) {
                    seen.add(tree.proveWithRoot(watched));
                }
            }
            return true;
        });
        Thread.ofPlatform().start(reading);
        TreeMap<byte[], byte[]> digestAtRoot = new TreeMap<>(Arrays::compareUnsigned);
        Random random = new Random(2);
        for (int block = 0; block < 200; block++) {
            byte[][] places = new byte[50][];
            byte[][] digests = new byte[50][];
            for (int i = 0; i < 50; i++) {
                places[i] = i == 0 ? watched : bytes(random);
                digests[i] = bytes(random);
            }
            tree.apply(places, digests);
            digestAtRoot.put(tree.root(), digests[0]);
        }
        done.set(true);
        assertThat(reading.get(1, TimeUnit.MINUTES)).isTrue();
        for (StateTree.RootedProof rooted : seen) {
            byte[] digest = digestAtRoot.get(rooted.root());
            byte[] root = digest == null
                    ? rooted.proof().rootIfAbsent(SM3, watched)
                    : rooted.proof().rootIfPresent(SM3, watched, digest);
            assertThat(root).isEqualTo(rooted.root());
            assertThat(digest != null || Arrays.equals(root, new byte[32])).isTrue();
        }
    }

    @Test
    void shouldTakeTheLaterDigestOfAPlaceGivenTwice() {
        byte[] place = bytes(new Random(1));
        byte[] first = bytes(new Random(2));
        byte[] second = bytes(new Random(3));
        StateTree tree = new StateTree(SM3);
        tree.apply(new byte[][] {place, place}, new byte[][] {first, second});
        assertThat(tree.size()).isEqualTo(1);
        assertThat(tree.root()).isEqualTo(SM3.hash(new byte[] {0}, place, second));
    }

    @Test
    void shouldBeEmptyAtFirstAndUnchangedByAnEmptyBlock() {
        StateTree tree = new StateTree(SM3);
        tree.apply(new byte[0][], new byte[0][]);
        assertThat(tree.root()).isEqualTo(new byte[32]);
        assertThat(tree.prove(new byte[32])).isEqualTo(new StateProof(List.of(), java.util.Optional.empty()));
    }

    @Test
    void shouldLoadInPartsWhatItLoadsInOne() {
        Random random = new Random(8);
        NaiveTree naive = new NaiveTree(SM3);
        for (int i = 0; i < 3_000; i++) {
            byte[] place = bytes(random);
            // One part has nothing, one has neighbours that share many bits.
            place[0] = (place[0] & 0xf0) == 0x30 ? 0x40 : place[0];
            if (i % 3 == 0) {
                Arrays.fill(place, 0, 6, (byte) 0x71);
            }
            naive.put(place, bytes(random));
        }
        for (long expected : new long[] {0, 60_000, 1_000_000}) {
            StateTree tree = StateTree.load(SM3, expected, parts(naive));
            assertThat(tree.size()).isEqualTo(naive.size());
            assertThat(tree.root()).isEqualTo(naive.root());
            assertThatProofsHold(tree, naive, random, List.of());
        }
        StateTree tree = StateTree.load(SM3, 60_000, parts(naive));
        byte[] place = bytes(random);
        naive.put(place, place);
        tree.apply(new byte[][] {place}, new byte[][] {place});
        assertThat(tree.root()).isEqualTo(naive.root());
    }

    @Test
    void shouldRefusePartsOutOfOrder() {
        StateTree.Leaf low = new StateTree.Leaf(new byte[32], new byte[32]);
        byte[] next = new byte[32];
        next[31] = 1;
        StateTree.Leaf high = new StateTree.Leaf(next, new byte[32]);
        List<List<StateTree.Leaf>> wrong = List.of(List.of(high, low), List.of(low, low));
        for (List<StateTree.Leaf> leaves : wrong) {
            assertThatThrownBy(() -> StateTree.load(SM3, 60_000, (prefixes, bits, sink) -> {
                        if (prefixes[0] == 0) {
                            leaves.forEach(sink);
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> StateTree.load(SM3, 60_000, (prefixes, bits, sink) -> sink.accept(low)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LeafSource parts(NaiveTree naive) {
        return (prefixes, bits, sink) -> naive.digests().forEach((place, digest) -> {
            if (Arrays.binarySearch(prefixes, TreeShape.bucketOf(place, bits)) >= 0) {
                sink.accept(new StateTree.Leaf(place, digest));
            }
        });
    }

    @Test
    void shouldRefuseLeavesOutOfOrder() {
        byte[] low = new byte[32];
        byte[] high = new byte[32];
        high[0] = (byte) 0x80;
        List<StateTree.Leaf> wrong = List.of(new StateTree.Leaf(high, low), new StateTree.Leaf(low, low));
        List<StateTree.Leaf> twice = List.of(new StateTree.Leaf(low, low), new StateTree.Leaf(low, low));
        assertThatThrownBy(() -> StateTree.load(SM3, wrong.iterator())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StateTree.load(SM3, twice.iterator())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertThatProofsHold(StateTree tree, NaiveTree naive, Random random, List<byte[]> known) {
        byte[] root = naive.root();
        for (Map.Entry<byte[], byte[]> entry : naive.digests().entrySet()) {
            StateTree.RootedProof rooted = tree.proveWithRoot(entry.getKey());
            assertThat(rooted.root()).isEqualTo(root);
            assertThat(rooted.proof().endsProperly(entry.getKey(), true)).isTrue();
            assertThat(rooted.proof().rootIfPresent(SM3, entry.getKey(), entry.getValue()))
                    .isEqualTo(root);
        }
        for (int i = 0; i < 50; i++) {
            byte[] absent = place(random, known);
            if (naive.digests().containsKey(absent)) {
                continue;
            }
            StateProof proof = tree.prove(absent);
            assertThat(proof.endsProperly(absent, false)).isTrue();
            assertThat(proof.rootIfAbsent(SM3, absent)).isEqualTo(root);
        }
    }

    private static StateTree loaded(NaiveTree naive) {
        return StateTree.load(
                SM3,
                naive.digests().entrySet().stream()
                        .map(entry -> new StateTree.Leaf(entry.getKey(), entry.getValue()))
                        .iterator());
    }

    /** A new place, a known one, or one that shares up to 255 bits with a known one. */
    private static byte[] place(Random random, List<byte[]> known) {
        byte[] place = bytes(random);
        int kind = random.nextInt(4);
        if (!known.isEmpty() && kind > 0) {
            place = known.get(random.nextInt(known.size()));
            if (kind > 1) {
                place = flipped(place, kind == 2 ? random.nextInt(256) : 255 - random.nextInt(12));
            }
        }
        if (known instanceof ArrayList) {
            known.add(place);
        }
        return place;
    }

    private static byte[] flipped(byte[] place, int bit) {
        byte[] other = Arrays.copyOf(place, 32);
        other[bit / 8] ^= (byte) (0x80 >> bit % 8);
        return other;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
