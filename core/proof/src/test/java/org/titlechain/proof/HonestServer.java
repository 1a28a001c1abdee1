package org.titlechain.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/** A small register with a log, a state at several heights, and members who sign only what is so. */
final class HonestServer {
    static final Suite SUITE = Suite.GM;
    static final HashFunction HASH = SUITE.hash();
    static final int HEIGHTS = 5;
    private static final long TIME = 1_763_700_000_000L;

    final List<String> units = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();
    final TrustedMembers trust;
    private final Map<String, Signer> signers = new TreeMap<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final LogTree log = new LogTree(HASH, new MemoryLogNodes(), 0);
    private final List<TreeMap<String, byte[]>> states = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    /** A server whose history depends on the number; all have the same members. */
    HonestServer(int history) {
        List<TrustedMembers.Member> members = new ArrayList<>();
        for (String name : List.of("registry", "witness", "third")) {
            Signer signer = SUITE.signatures().signer(Seeds.of(members.size() + 1));
            signers.put(name, signer);
            members.add(new TrustedMembers.Member(name, signer.publicKey()));
        }
        trust = new TrustedMembers("example", SUITE, 2, members);
        for (int i = 0; i < 24; i++) {
            units.add("999901001001GB%05dF00010001".formatted(i));
        }
        TreeMap<String, byte[]> state = new TreeMap<>();
        for (int height = 1; height <= HEIGHTS; height++) {
            for (int i = 0; i < 7; i++) {
                String unit = units.get((height * 5 + i) % 18);
                state.put("unit/" + unit, sheet(unit, (height + i + history) % 4, i % 3));
                byte[] leaf = leaf(height, i, history);
                leaves.add(leaf);
                log.append(TreeHash.logLeaf(HASH, leaf));
            }
            states.add(new TreeMap<>(state));
            sizes.add(leaves.size());
            checkpoints.add(sign(checkpoint(height)));
        }
    }

    Checkpoint checkpoint(int height) {
        int size = sizes.get(height - 1);
        return new Checkpoint("example", SUITE, height, TIME + height, size, log.root(size), root(places(height), 0));
    }

    String sign(Checkpoint checkpoint) {
        return checkpoint
                .sign("registry", signer("registry"))
                .with("witness", signer("witness"))
                .text();
    }

    Signer signer(String name) {
        return Optional.ofNullable(signers.get(name)).orElseThrow();
    }

    TitleProof title(String unit, int height) {
        byte[] place = HASH.hash(("unit/" + unit).getBytes(StandardCharsets.UTF_8));
        return new TitleProof(
                unit,
                Optional.ofNullable(states.get(height - 1).get("unit/" + unit)),
                prove(places(height), place),
                checkpoints.get(height - 1));
    }

    Receipt receipt(int position, int height) {
        List<byte[]> path = log.inclusion(position, sizes.get(height - 1));
        return new Receipt(leaves.get(position), position, path, checkpoints.get(height - 1));
    }

    ConsistencyProof extension(int oldHeight, int newHeight) {
        return new ConsistencyProof(
                checkpoints.get(oldHeight - 1),
                checkpoints.get(newHeight - 1),
                log.consistency(sizes.get(oldHeight - 1), sizes.get(newHeight - 1)));
    }

    int size(int height) {
        return sizes.get(height - 1);
    }

    /** Every file that says the truth, in hexadecimal. */
    Set<String> truths() {
        TreeSet<String> truths = new TreeSet<>();
        for (int height = 1; height <= HEIGHTS; height++) {
            for (String unit : units) {
                truths.add(HexFormat.of().formatHex(title(unit, height).encode()));
            }
            for (int position = 0; position < size(height); position++) {
                truths.add(HexFormat.of().formatHex(receipt(position, height).encode()));
            }
            for (int old = 1; old <= height; old++) {
                truths.add(HexFormat.of().formatHex(extension(old, height).encode()));
            }
        }
        return truths;
    }

    static byte[] sheet(String unit, int rights, int restrictions) {
        return CanonicalEncoder.encode(Value.map()
                .put("unit", unit)
                .put("rights", Value.texts(List.of("a", "b", "c", "d").subList(0, rights)))
                .put("restrictions", Value.texts(List.of("x", "y").subList(0, restrictions)))
                .build());
    }

    private static byte[] leaf(int height, int index, int history) {
        return CanonicalEncoder.encode(Value.map()
                .put("version", 1)
                .put("height", height)
                .put("time", TIME + height)
                .put("entry", HASH.hash(new byte[] {(byte) height, (byte) index, (byte) history}))
                .put("index", 0)
                .put("key", new byte[32])
                .put("command", Value.map().put("type", "test").build())
                .put("decision", Value.map().put("accepted", index % 2 == 0).build())
                .build());
    }

    private SortedMap<byte[], byte[]> places(int height) {
        SortedMap<byte[], byte[]> places = new TreeMap<>(Arrays::compareUnsigned);
        states.get(height - 1)
                .forEach((key, value) -> places.put(HASH.hash(key.getBytes(StandardCharsets.UTF_8)), HASH.hash(value)));
        return places;
    }

    private static byte[] root(SortedMap<byte[], byte[]> places, int depth) {
        if (places.size() < 2) {
            return places.isEmpty()
                    ? new byte[32]
                    : HASH.hash(
                            new byte[1],
                            places.firstKey(),
                            places.values().iterator().next());
        }
        return HASH.hash(
                new byte[] {1}, root(half(places, depth, 0), depth + 1), root(half(places, depth, 1), depth + 1));
    }

    private static StateProof prove(SortedMap<byte[], byte[]> all, byte[] place) {
        List<byte[]> siblings = new ArrayList<>();
        SortedMap<byte[], byte[]> places = all;
        while (places.size() > 1) {
            int depth = siblings.size();
            int side = TreeHash.bit(place, depth);
            siblings.add(root(half(places, depth, 1 - side), depth + 1));
            places = half(places, depth, side);
        }
        Optional<StateProof.Terminal> terminal = Optional.empty();
        if (!places.isEmpty() && !Arrays.equals(places.firstKey(), place)) {
            terminal = Optional.of(new StateProof.Terminal(
                    places.firstKey(), places.values().iterator().next()));
        }
        return new StateProof(siblings, terminal);
    }

    private static SortedMap<byte[], byte[]> half(SortedMap<byte[], byte[]> places, int depth, int side) {
        SortedMap<byte[], byte[]> half = new TreeMap<>(places.comparator());
        places.forEach((place, digest) -> {
            if (TreeHash.bit(place, depth) == side) {
                half.put(place, digest);
            }
        });
        return half;
    }
}
