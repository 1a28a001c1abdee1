package org.titlechain.epochs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.driver.Origin;

/**
 * The member's epochs and how it would reach the next engine, in one small file that is replaced whole and synced
 * ({@code docs/formats.md}, "Epochs"). Readable by its owner only, since settings may hold addresses with secrets.
 */
public final class EpochFile {
    private final Path file;
    private List<Epoch> epochs;
    private Optional<Next> next;

    /**
     * How the member reaches the engine that it is ready to go over to.
     *
     * @param kind the engine
     * @param settings how it is reached
     */
    public record Next(String kind, SortedMap<String, String> settings) {}

    private EpochFile(Path file, List<Epoch> epochs, Optional<Next> next) {
        this.file = file;
        this.epochs = epochs;
        this.next = next;
    }

    /**
     * Reads the file, and makes it with the first epoch when it is missing.
     *
     * @throws IOException when it cannot be read, or is damaged
     */
    public static EpochFile open(Path file, Epoch first) throws IOException {
        if (!Files.exists(file)) {
            EpochFile made = new EpochFile(file, List.of(first), Optional.empty());
            made.write();
            return made;
        }
        return read(file);
    }

    /** Makes the file of a member that comes when the chain is in the last of these epochs. */
    public static void create(Path file, List<Epoch> epochs) throws IOException {
        new EpochFile(file, List.copyOf(epochs), Optional.empty()).write();
    }

    /** Reads a file that is there. */
    public static EpochFile read(Path file) throws IOException {
        try {
            MapValue map = CanonicalDecoder.decode(Files.readAllBytes(file)).asMap();
            List<Epoch> epochs = new ArrayList<>();
            for (Value value : map.get("epochs").asList()) {
                epochs.add(epoch(value.asMap()));
            }
            if (map.get("version").asLong() != 1 || epochs.isEmpty()) {
                throw new IOException("the file " + file + " is of another version");
            }
            Optional<Next> next = map.find("next")
                    .map(Value::asMap)
                    .map(value -> new Next(
                            value.get("kind").asText(),
                            texts(value.get("settings").asMap())));
            return new EpochFile(file, List.copyOf(epochs), next);
        } catch (CodecException e) {
            throw new IOException("the file " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** All epochs, the present one last. */
    public synchronized List<Epoch> epochs() {
        return epochs;
    }

    /** How the member reaches the next engine, when it is prepared for one. */
    public synchronized Optional<Next> next() {
        return next;
    }

    /** Notes how the next engine is reached; durable when it returns. */
    public synchronized void prepare(Optional<Next> prepared) throws IOException {
        next = prepared;
        write();
    }

    /** Says anew how the engine of the present epoch is reached; durable when it returns. */
    public synchronized void reach(SortedMap<String, String> settings) throws IOException {
        List<Epoch> changed = new ArrayList<>(epochs);
        Epoch present = changed.removeLast();
        changed.add(new Epoch(present.number(), present.kind(), settings, present.origin()));
        epochs = List.copyOf(changed);
        write();
    }

    /** Adds an epoch; durable when it returns. */
    synchronized void add(Epoch epoch) throws IOException {
        List<Epoch> longer = new ArrayList<>(epochs);
        longer.add(epoch);
        epochs = List.copyOf(longer);
        next = Optional.empty();
        write();
    }

    private void write() throws IOException {
        byte[] bytes = CanonicalEncoder.encode(Value.map()
                .put("version", 1)
                .put("epochs", Value.list(epochs.stream().map(EpochFile::map).toList()))
                .putIfPresent(
                        "next",
                        next.map(prepared -> Value.map()
                                .put("kind", prepared.kind())
                                .put("settings", map(prepared.settings()))
                                .build()))
                .build());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(
                java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static MapValue map(Epoch epoch) {
        return Value.map()
                .put("number", epoch.number())
                .put("kind", epoch.kind())
                .put("settings", map(epoch.settings()))
                .put("height", epoch.origin().height())
                .put("time", epoch.origin().time())
                .put("root", epoch.origin().root())
                .build();
    }

    private static MapValue map(SortedMap<String, String> settings) {
        TreeMap<String, Value> values = new TreeMap<>();
        settings.forEach((name, value) -> values.put(name, Value.of(value)));
        return Value.map(values);
    }

    private static SortedMap<String, String> texts(MapValue map) {
        TreeMap<String, String> texts = new TreeMap<>();
        map.entries().forEach((name, value) -> texts.put(name, value.asText()));
        return texts;
    }

    private static Epoch epoch(MapValue map) {
        return new Epoch(
                map.get("number").asLong(),
                map.get("kind").asText(),
                texts(map.get("settings").asMap()),
                new Origin(
                        map.get("height").asLong(),
                        map.get("time").asLong(),
                        map.get("root").asBytes()));
    }
}
