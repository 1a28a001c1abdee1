package org.titlechain.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.KeyFile;
import org.titlechain.proof.SplitView;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.storage.FolderLock;

/**
 * What a witness keeps on disk: its key, the checkpoint that it cosigned last with the heads that it could not yet join
 * to it, and the evidence of a split view. Each file is replaced whole and forced, so a kill at any moment leaves the
 * old content or the new one. One folder is for one chain and one process.
 */
final class WitnessFolder implements AutoCloseable {
    /** The evidence of a split view ({@code docs/formats.md}, section 9a). */
    static final String EVIDENCE = "split-view.proof";

    private static final String KEY = "witness.key";
    private static final String SEEN = "seen";
    private static final String FORMAT = "titlechain/witness";

    private final Path root;
    private final String chain;
    private final FolderLock lock;
    private final Signer signer;

    /**
     * What the witness has seen.
     *
     * @param last the text of the checkpoint that it cosigned last
     * @param open signed heads that nobody has joined to it so far
     */
    record Seen(Optional<String> last, SequencedSet<String> open) {}

    private WitnessFolder(Path root, String chain, FolderLock lock, Signer signer) {
        this.root = root;
        this.chain = chain;
        this.lock = lock;
        this.signer = signer;
    }

    /**
     * Opens the folder, and makes it with a new key when it is missing.
     *
     * @throws IOException when another process works in it, or it is damaged, or is of another chain
     */
    static WitnessFolder open(Path root, TrustedMembers trust) throws IOException {
        FolderLock lock = FolderLock.take(root);
        try {
            Signer signer = KeyFile.readOrCreate(root.resolve(KEY), trust.suite());
            WitnessFolder folder = new WitnessFolder(root, trust.chain(), lock, signer);
            folder.seen();
            return folder;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Signer signer() {
        return signer;
    }

    /** What was seen before; nothing in a new folder. */
    Seen seen() throws IOException {
        Path file = root.resolve(SEEN);
        if (!Files.exists(file)) {
            return new Seen(Optional.empty(), new LinkedHashSet<>());
        }
        try {
            MapValue map = CanonicalDecoder.decode(Files.readAllBytes(file)).asMap();
            if (!map.get("format").asText().equals(FORMAT) || map.get("version").asLong() != 1) {
                throw new IOException("the file " + file + " is of another version");
            }
            if (!map.get("chain").asText().equals(chain)) {
                throw new IOException("the folder " + root + " is that of a witness of chain "
                        + map.get("chain").asText());
            }
            SequencedSet<String> open = new LinkedHashSet<>();
            map.get("open").asList().forEach(text -> open.add(text.asText()));
            return new Seen(map.find("last").map(Value::asText), open);
        } catch (CodecException e) {
            throw new IOException("the file " + file + " is damaged", e);
        }
    }

    /**
     * Makes what was seen durable.
     *
     * @throws UncheckedIOException when that fails: a witness must not sign what it may forget
     */
    void keep(Seen seen) {
        replace(
                SEEN,
                CanonicalEncoder.encode(Value.map()
                        .put("format", FORMAT)
                        .put("version", 1)
                        .put("chain", chain)
                        .putIfPresent("last", seen.last().map(Value::of))
                        .put("open", Value.texts(List.copyOf(seen.open())))
                        .build()));
    }

    /** The split view that was seen, if any; it stays until people have settled it and taken the file away. */
    Optional<SplitView> evidence() throws IOException {
        Path file = evidenceFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SplitView.decode(Files.readAllBytes(file)));
        } catch (CodecException e) {
            throw new IOException("the file " + file + " is damaged", e);
        }
    }

    Path evidenceFile() {
        return root.resolve(EVIDENCE);
    }

    /**
     * Makes the evidence durable.
     *
     * @throws UncheckedIOException when that fails
     */
    void keep(SplitView evidence) {
        replace(EVIDENCE, evidence.encode());
    }

    private void replace(String name, byte[] bytes) {
        Path fresh = root.resolve(name + ".new");
        try {
            write(fresh, bytes);
            Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel names = FileChannel.open(root, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
