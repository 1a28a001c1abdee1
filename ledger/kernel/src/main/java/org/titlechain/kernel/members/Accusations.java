package org.titlechain.kernel.members;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.TrustedMembers;

/** The accusations that this member made or was shown, each a file, so that evidence outlives the node. */
final class Accusations {
    private static final int MOST = 200;
    private static final String ENDING = ".accusation";

    private final Path folder;
    private final Map<String, Accusation> byId = new TreeMap<>();

    Accusations(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                read(file).ifPresent(found -> byId.put(id(found), found));
            }
        }
    }

    private static Optional<Accusation> read(Path file) throws IOException {
        try {
            return Optional.of(Accusation.decode(Files.readAllBytes(file)));
        } catch (CodecException e) {
            // Half a file of a process that died while it wrote: the heads will be seen to differ again.
            return Optional.empty();
        }
    }

    /** The height, the accused, the kind and the accuser: the same finding has the same identifier. */
    static String id(Accusation accusation) {
        return accusation.head().height() + "-" + accusation.accused().replace('.', '_') + "-"
                + accusation.kind().label() + "-" + accusation.accuser().replace('.', '_');
    }

    /** Keeps an accusation whose evidence holds; whether it is new. */
    synchronized boolean keep(Accusation accusation, TrustedMembers members) {
        if (byId.size() >= MOST || !accusation.holds(members) || byId.containsKey(id(accusation))) {
            return false;
        }
        String id = id(accusation);
        try {
            Path draft = Files.write(folder.resolve(id + ".new"), accusation.encode());
            Files.move(draft, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byId.put(id, accusation);
        return true;
    }

    synchronized Map<String, Accusation> all() {
        return new TreeMap<>(byId);
    }

    synchronized List<byte[]> encoded() {
        return byId.values().stream().map(Accusation::encode).toList();
    }
}
