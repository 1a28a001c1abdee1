package org.titlechain.server.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.CaseBatches.Line;
import tools.jackson.databind.JsonNode;

/**
 * The files of batches, so that they outlive the process: {@code .batch} who wants what, written once and read again by
 * whatever process goes on; {@code .report} one line for each command that was decided; {@code .end} how it ended or
 * that it was stopped. What is personal is in the vault: commands hold references and commitments only.
 */
final class CaseBatchStore {
    private static final String BATCH = ".batch";
    private static final String REPORT = ".report";
    private static final String END = ".end";

    /**
     * A batch as it was begun.
     *
     * @param roles labels of the key's roles that whoever began it had
     * @param contract the contract version that its commands were built for
     */
    record Batch(String id, String by, Set<String> roles, long started, long contract, List<MapValue> commands) {
        Batch {
            roles = Set.copyOf(roles);
            commands = List.copyOf(commands);
        }
    }

    /** How a batch ended; {@code finished} is 0 while it is only stopped. */
    record End(TaskState state, long finished) {}

    private final Path folder;

    CaseBatchStore(Path folder) throws IOException {
        this.folder = folder;
        PrivateFiles.createFolder(folder);
    }

    private Path file(String id, String suffix) {
        return folder.resolve(id + suffix);
    }

    /** The durable beginning of a batch: from here on it goes on whatever happens. */
    void begin(Batch batch) throws IOException {
        MapValue value = Value.map()
                .put("by", batch.by())
                .put("roles", Value.texts(List.copyOf(new TreeSet<>(batch.roles()))))
                .put("started", batch.started())
                .put("contract", batch.contract())
                .put("commands", Value.list(batch.commands()))
                .build();
        PrivateFiles.replace(file(batch.id(), BATCH), CanonicalEncoder.encode(value));
    }

    /** The batches that were begun, in the order of their identifiers. */
    List<Batch> load() throws IOException {
        List<Batch> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(BATCH))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                found.add(read(name.substring(0, name.length() - BATCH.length()), Files.readAllBytes(file)));
            }
        }
        return found;
    }

    private static Batch read(String id, byte[] bytes) {
        MapValue value = CanonicalDecoder.decode(bytes).asMap();
        Set<String> roles = new TreeSet<>();
        value.get("roles").asList().forEach(role -> roles.add(role.asText()));
        return new Batch(
                id,
                value.get("by").asText(),
                roles,
                value.get("started").asLong(),
                value.get("contract").asLong(),
                value.get("commands").asList().stream().map(Value::asMap).toList());
    }

    /** What was reported of whole entries; what a killed process left of half a one is decided alike again. */
    List<Line> report(String id, int commandsOfAnEntry, int total) throws IOException {
        List<Line> lines = new ArrayList<>();
        Path file = file(id, REPORT);
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                lines.add(line(Json.read(line.getBytes(StandardCharsets.UTF_8))));
            }
        }
        int whole = lines.size() >= total ? total : lines.size() - lines.size() % commandsOfAnEntry;
        List<Line> kept = new ArrayList<>(lines.subList(0, whole));
        if (Files.exists(file)) {
            PrivateFiles.replace(file, text(kept));
        }
        return kept;
    }

    private static Line line(JsonNode node) {
        return new Line(
                node.path("district").stringValue(),
                node.path("number").stringValue(),
                node.path("code").stringValue(),
                node.path("state").stringValue(),
                node.path("position").longValue());
    }

    private static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(new String(
                            Json.bytes(Json.object()
                                    .put("district", line.district())
                                    .put("number", line.number())
                                    .put("code", line.code())
                                    .put("state", line.state())
                                    .put("position", line.position())),
                            StandardCharsets.UTF_8))
                    .append('\n');
        }
        return text.toString();
    }

    /** Adds what was decided; handed to the system at once, so that a killed process loses none. */
    void report(String id, List<Line> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(id, REPORT),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text(lines).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    Optional<End> end(String id) throws IOException {
        Path file = file(id, END);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode node = Json.read(Files.readAllBytes(file));
        return Optional.of(new End(
                TaskState.valueOf(node.path("state").stringValue()),
                node.path("finished").longValue()));
    }

    void end(String id, End end) throws IOException {
        PrivateFiles.replace(
                file(id, END),
                Json.pretty(Json.object().put("state", end.state().name()).put("finished", end.finished())));
    }

    void goOn(String id) throws IOException {
        Files.deleteIfExists(file(id, END));
    }

    /** Nothing is kept of the batch. */
    void remove(String id) throws IOException {
        for (String suffix : List.of(BATCH, REPORT, END)) {
            Files.deleteIfExists(file(id, suffix));
        }
    }
}
