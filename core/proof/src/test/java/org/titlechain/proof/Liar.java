package org.titlechain.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Signer;

/**
 * A server that lies: it takes true proofs apart and puts them together wrongly, keeping the formats. It holds one
 * stranger's key, and the members' signatures over everything that they ever signed, in both histories.
 */
final class Liar {
    private final HonestServer server;
    private final HonestServer fork;
    private final Random random;
    private final Signer stranger = HonestServer.SUITE.signatures().signer(Seeds.of(9));

    Liar(HonestServer server, HonestServer fork, Random random) {
        this.server = server;
        this.fork = fork;
        this.random = random;
    }

    /** A file that is likely a lie; by chance it may be true. */
    byte[] lie() {
        byte[] file =
                switch (random.nextInt(5)) {
                    case 0, 1 -> title(1 + random.nextInt(3));
                    case 2, 3 -> receipt(1 + random.nextInt(3));
                    default -> extension(1 + random.nextInt(2));
                };
        return random.nextInt(12) == 0 ? damaged(file) : file;
    }

    private byte[] title(int changes) {
        TitleProof proof = server.title(unit(), height());
        String unit = proof.unit();
        Optional<byte[]> sheet = proof.sheet();
        StateProof path = proof.proof();
        String checkpoint = proof.checkpoint();
        for (int i = 0; i < changes; i++) {
            TitleProof other = (random.nextInt(4) == 0 ? fork : server).title(unit(), height());
            switch (random.nextInt(9)) {
                case 0 -> unit = other.unit();
                case 1 -> sheet = other.sheet();
                case 2 -> sheet = Optional.of(HonestServer.sheet(unit, random.nextInt(5), random.nextInt(3)));
                case 3 -> sheet = Optional.empty();
                case 4 -> path = other.proof();
                case 5, 6 -> path = new StateProof(hashes(path.siblings()), path.terminal());
                case 7 -> path = new StateProof(path.siblings(), terminal(unit, sheet, path, other));
                default -> checkpoint = checkpoint(checkpoint);
            }
        }
        return new TitleProof(unit, sheet, path, checkpoint).encode();
    }

    private Optional<StateProof.Terminal> terminal(
            String unit, Optional<byte[]> sheet, StateProof path, TitleProof other) {
        byte[] place = HonestServer.HASH.hash(("unit/" + unit).getBytes(StandardCharsets.UTF_8));
        byte[] digest = HonestServer.HASH.hash(sheet.orElse(new byte[0]));
        byte[] near = place.clone();
        near[31] ^= 1;
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new StateProof.Terminal(place, digest));
            case 2 -> Optional.of(new StateProof.Terminal(near, digest));
            case 3 -> other.proof().terminal();
            // Two inner hashes posing as place and digest: only the prefix byte tells them apart.
            default ->
                path.siblings().size() < 2
                        ? Optional.empty()
                        : Optional.of(new StateProof.Terminal(
                                path.siblings().getLast(), path.siblings().getFirst()));
        };
    }

    private byte[] receipt(int changes) {
        Receipt receipt = server.receipt(random.nextInt(server.size(1)), height());
        byte[] leaf = receipt.leaf();
        long position = receipt.position();
        List<byte[]> path = receipt.path();
        String checkpoint = receipt.checkpoint();
        for (int i = 0; i < changes; i++) {
            int height = height();
            HonestServer source = random.nextInt(4) == 0 ? fork : server;
            Receipt other = source.receipt(random.nextInt(server.size(height)), height);
            switch (random.nextInt(7)) {
                case 0 -> leaf = other.leaf();
                case 1 -> position = other.position();
                case 2 -> position = random.nextInt(8) == 0 ? random.nextLong() & Long.MAX_VALUE : position ^ 1;
                case 3 -> path = other.path();
                case 4, 5 -> path = hashes(path);
                default -> checkpoint = checkpoint(checkpoint);
            }
        }
        return new Receipt(leaf, position, path, checkpoint).encode();
    }

    private byte[] extension(int changes) {
        int newHeight = height();
        ConsistencyProof proof = server.extension(1 + random.nextInt(newHeight), newHeight);
        String old = proof.oldCheckpoint();
        String current = proof.newCheckpoint();
        List<byte[]> path = proof.path();
        for (int i = 0; i < changes; i++) {
            switch (random.nextInt(6)) {
                case 0 -> old = checkpoint(old);
                case 1 -> current = checkpoint(current);
                case 2 -> {
                    String swapped = old;
                    old = current;
                    current = swapped;
                }
                case 3 -> {
                    int height = height();
                    path = server.extension(1 + random.nextInt(height), height).path();
                }
                default -> path = hashes(path);
            }
        }
        return new ConsistencyProof(old, current, path).encode();
    }

    /** The list with one hash dropped, doubled, swapped, altered, added, or cut short. */
    private List<byte[]> hashes(List<byte[]> hashes) {
        List<byte[]> result = new ArrayList<>(hashes);
        int at = result.isEmpty() ? 0 : random.nextInt(result.size());
        int kind = result.isEmpty() ? 0 : random.nextInt(7);
        switch (kind) {
            case 0 -> result.add(random.nextInt(result.size() + 1), random.nextBoolean() ? new byte[32] : bytes());
            case 1 -> result.remove(at);
            case 2 -> result.add(at, result.get(at));
            case 3 -> Collections.swap(result, at, random.nextInt(result.size()));
            case 4 -> {
                byte[] altered = result.get(at).clone();
                altered[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                result.set(at, altered);
            }
            case 5 -> result = result.subList(0, at);
            default -> Collections.reverse(result);
        }
        return result.size() > StateProof.MAXIMUM_SIBLINGS ? hashes : result;
    }

    /** Another checkpoint text: another height's, the other history's, or one that the members never signed. */
    private String checkpoint(String text) {
        Checkpoint.Signed signed;
        try {
            signed = Checkpoint.parse(text);
        } catch (CodecException e) {
            // A lie on a lie that is not even a checkpoint any more.
            return server.checkpoints.get(height() - 1) + text;
        }
        Checkpoint signedOnce = signed.checkpoint();
        List<Checkpoint.SignatureLine> lines = new ArrayList<>(signed.signatures());
        Checkpoint altered = altered(signedOnce);
        return switch (random.nextInt(8)) {
            case 0 -> server.checkpoints.get(height() - 1);
            case 1 -> fork.checkpoints.get(height() - 1);
            case 2 -> new Checkpoint.Signed(altered, lines).text();
            case 3 ->
                altered.sign("registry", stranger).with("witness", stranger).text();
            case 4 -> altered.sign("stranger", stranger).text();
            case 5 -> signedOnce.sign("registry", server.signer("registry")).text();
            case 6 -> text + signedOnce.signatureLine("stranger", stranger).text();
            default -> {
                Checkpoint.SignatureLine first = lines.getFirst();
                byte[] hint = lines.getLast().keyHint();
                String name = random.nextBoolean() ? "witness" : "registry";
                yield signedOnce.body() + "\n" + first.text()
                        + new Checkpoint.SignatureLine(name, hint, first.signature()).text();
            }
        };
    }

    private Checkpoint altered(Checkpoint c) {
        byte[] root = bytes();
        return switch (random.nextInt(5)) {
            case 0 -> with(c, c.height() + 1, c.time(), c.logSize(), c.logRoot(), c.stateRoot());
            case 1 -> with(c, c.height(), c.time() + 1, c.logSize(), c.logRoot(), c.stateRoot());
            case 2 -> with(c, c.height(), c.time(), c.logSize() - 1, c.logRoot(), c.stateRoot());
            case 3 -> with(c, c.height(), c.time(), c.logSize(), root, c.stateRoot());
            default -> with(c, c.height(), c.time(), c.logSize(), c.logRoot(), root);
        };
    }

    private static Checkpoint with(Checkpoint c, long height, long time, long size, byte[] logRoot, byte[] stateRoot) {
        return new Checkpoint(c.chain(), c.suite(), height, time, size, logRoot, stateRoot);
    }

    private byte[] damaged(byte[] file) {
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private String unit() {
        return server.units.get(random.nextInt(server.units.size()));
    }

    private int height() {
        return 1 + random.nextInt(HonestServer.HEIGHTS);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
