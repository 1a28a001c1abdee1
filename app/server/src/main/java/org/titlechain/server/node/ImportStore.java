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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.Imports.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of imports, so that they outlive the process: {@code .zip} the archive and {@code .journal} what is done of
 * it, until the import has ended; {@code .job} who began it when and how it stands; {@code .report} one line of JSON
 * for each file. A report that a power cut left behind its journal is begun anew together with it: sending a message
 * again is safe.
 */
final class ImportStore {
    private static final List<String> SUFFIXES = List.of(".zip", ".journal", ".job", ".report", ".job.new");

    /** How an import stands; {@code finished} is 0 while it is not. */
    record Stored(String id, TaskState state, String by, long total, long started, long finished) {}

    private final Path folder;

    ImportStore(Path folder) throws IOException {
        this.folder = folder;
        PrivateFiles.createFolder(folder);
    }

    Path archive(String id) {
        return folder.resolve(id + ".zip");
    }

    Path journal(String id) {
        return folder.resolve(id + ".journal");
    }

    /** The imports in the folder, oldest first. What belongs to none, such as half an upload, is removed. */
    List<Stored> load() throws IOException {
        List<Stored> found = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".job")) {
                read(file).ifPresent(job -> {
                    found.add(job);
                    known.add(job.id());
                });
            }
        }
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (!known.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
                Files.delete(file);
            }
        }
        found.sort(Comparator.comparingLong(Stored::started).thenComparing(Stored::id));
        return found;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Optional<Stored> read(Path file) throws IOException {
        try {
            JsonNode node = Json.read(Files.readAllBytes(file));
            return Optional.of(new Stored(
                    node.path("id").stringValue(),
                    TaskState.valueOf(node.path("state").stringValue()),
                    node.path("by").stringValue(),
                    node.path("total").longValue(),
                    node.path("started").longValue(),
                    node.path("finished").longValue()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    void save(Stored job) throws IOException {
        ObjectNode node = Json.object();
        node.put("id", job.id()).put("state", job.state().name()).put("by", job.by());
        node.put("total", job.total()).put("started", job.started()).put("finished", job.finished());
        PrivateFiles.replace(folder.resolve(job.id() + ".job"), Json.pretty(node));
    }

    /** What became of the files so far; half a line at the end is dropped. */
    List<Line> report(String id) throws IOException {
        Path file = folder.resolve(id + ".report");
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String text : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            try {
                if (!text.isEmpty()) {
                    lines.add(line(Json.read(text.getBytes(StandardCharsets.UTF_8))));
                }
            } catch (RuntimeException e) {
                break;
            }
        }
        return lines;
    }

    private static Line line(JsonNode node) {
        List<String> findings = new ArrayList<>();
        node.path("findings").forEach(finding -> findings.add(finding.stringValue()));
        return new Line(
                node.path("name").stringValue(),
                new Outcome(
                        Outcome.Status.valueOf(node.path("status").stringValue()),
                        node.path("messageId").stringValue(),
                        node.path("code").stringValue(),
                        node.path("chinese").stringValue(),
                        node.path("english").stringValue(),
                        findings,
                        Optional.empty()));
    }

    private static byte[] bytes(Line line) {
        Outcome outcome = line.outcome();
        ObjectNode node = Json.object();
        node.put("name", line.name()).put("status", outcome.status().name()).put("messageId", outcome.messageId());
        node.put("code", outcome.code()).put("chinese", outcome.chinese()).put("english", outcome.english());
        node.set("findings", Json.texts(outcome.findings()));
        byte[] json = Json.bytes(node);
        byte[] bytes = java.util.Arrays.copyOf(json, json.length + 1);
        bytes[json.length] = '\n';
        return bytes;
    }

    /** Report and journal are begun anew. */
    void restart(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id + ".report"));
        Files.deleteIfExists(journal(id));
    }

    /** Writes a report on, from line {@code lines} on. */
    Writer append(String id, List<Line> lines) throws IOException {
        Path file = folder.resolve(id + ".report");
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Writer writer = new Writer(channel);
        for (Line line : lines) {
            writer.add(line);
        }
        return writer;
    }

    /** A report that grows. Each line is handed to the system at once, so that a killed process loses none. */
    static final class Writer implements AutoCloseable {
        private final FileChannel channel;

        private Writer(FileChannel channel) {
            this.channel = channel;
        }

        void add(Line line) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(ImportStore.bytes(line));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** The archive has been worked off. */
    void removeArchive(String id) throws IOException {
        Files.deleteIfExists(archive(id));
        Files.deleteIfExists(journal(id));
    }

    /** Nothing is kept of the import. */
    void remove(String id) throws IOException {
        for (String suffix : SUFFIXES) {
            Files.deleteIfExists(folder.resolve(id + suffix));
        }
    }
}
