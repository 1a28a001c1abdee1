package org.titlechain.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.intake.ArchiveLimits;
import org.titlechain.exchange.intake.Import;
import org.titlechain.exchange.intake.ImportJournal;
import org.titlechain.exchange.intake.ImportReport;
import org.titlechain.exchange.intake.MessageArchive;
import org.titlechain.exchange.intake.MessageFile;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;

/**
 * Imports of uploaded archives, one after the other, in the background. An archive lies in the folder {@code imports},
 * readable by the node's user only, until its import has ended. An import that a stopped process was at goes on at the
 * next start; reports stay until newer imports push them out.
 */
public final class Imports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int WINDOW = 256;

    /** What became of one file. */
    public record Line(String name, Outcome outcome) {}

    /** An import as it is now; {@code finished} is 0 while it is not. */
    public record Job(
            String id,
            TaskState state,
            String by,
            long started,
            long finished,
            long total,
            long done,
            long recorded,
            long repeated,
            long refused,
            long rate,
            Optional<Long> remainingSeconds) {}

    private static final class Work extends Task {
        private final List<Line> lines = new ArrayList<>();
        private long recorded;
        private long repeated;
        private long refused;

        Work(ImportStore.Stored stored) {
            super(stored.id(), stored.by(), stored.started(), stored.total(), stored.state(), stored.finished());
        }

        @Override
        long done() {
            return lines.size();
        }

        void add(Line line) {
            lines.add(line);
            switch (line.outcome().status()) {
                case RECORDED -> recorded++;
                case REPEATED -> repeated++;
                case REFUSED -> refused++;
            }
        }
    }

    private final ImportStore store;
    private final Submission submission;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final TaskQueue<Work> queue;

    public Imports(Path folder, Submission submission, Clock clock) throws IOException {
        this.store = new ImportStore(folder);
        this.submission = submission;
        this.clock = clock;
        List<Work> known = new ArrayList<>();
        for (ImportStore.Stored stored : store.load()) {
            known.add(loaded(stored));
        }
        this.queue = new TaskQueue<>("imports", known, new Keeper(), clock);
        queue.begin();
    }

    /** The import as it stood. */
    private Work loaded(ImportStore.Stored stored) throws IOException {
        Work work = new Work(stored);
        boolean ended = stored.state().ended();
        if (!ended && !Files.exists(store.archive(work.id()))) {
            work.end(TaskState.FAILED, clock);
            save(work);
        }
        List<Line> lines = store.report(work.id());
        if (!ended && lines.size() != journalSize(work.id())) {
            store.restart(work.id());
        } else {
            lines.forEach(work::add);
        }
        return work;
    }

    private void save(Work work) throws IOException {
        store.save(new ImportStore.Stored(
                work.id(), work.lasting(), work.by(), work.total(), work.started(), work.finished()));
    }

    private int journalSize(String id) throws IOException {
        if (!Files.exists(store.journal(id))) {
            return 0;
        }
        try (ImportJournal journal = ImportJournal.open(store.journal(id))) {
            return journal.size();
        }
    }

    /** A place for an upload. */
    public Path newArchive() {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return store.archive(HexFormat.of().formatHex(name));
    }

    /**
     * Takes over the uploaded archive.
     *
     * @throws ExchangeException when it is not an archive that may be read; the file is removed
     */
    public Optional<Job> start(Path archive, String by) throws IOException {
        long total;
        try (MessageArchive opened = MessageArchive.open(archive, ArchiveLimits.DEFAULT)) {
            total = opened.files().size();
        } catch (ExchangeException e) {
            Files.deleteIfExists(archive);
            throw e;
        }
        String file = archive.getFileName().toString();
        String id = file.substring(0, file.length() - 4);
        Work work = new Work(new ImportStore.Stored(id, TaskState.WAITING, by, total, clock.millis(), 0));
        if (!queue.add(work)) {
            Files.deleteIfExists(archive);
            return Optional.empty();
        }
        return find(id);
    }

    /** All imports, newest first. */
    public List<Job> all() {
        return queue.readAll(this::job);
    }

    /** The import with the id. */
    public Optional<Job> find(String id) {
        return queue.read(id, this::job);
    }

    /** Stops after the files under way; false when it is not running or waiting. */
    public boolean stop(String id) throws IOException {
        return queue.stop(id);
    }

    /** Goes on where it stopped; false when it is not stopped. */
    public boolean resume(String id) throws IOException {
        return queue.resume(id);
    }

    /** What became of the files, from the number on. */
    public List<Line> report(String id, int from, int limit) {
        return queue.read(
                        id, work -> work.lines.stream().skip(from).limit(limit).toList())
                .orElse(List.of());
    }

    private Job job(Work work) {
        return new Job(
                work.id(),
                work.state(),
                work.by(),
                work.started(),
                work.finished(),
                work.total(),
                work.done(),
                work.recorded,
                work.repeated,
                work.refused,
                work.rate(clock),
                work.remainingSeconds(clock));
    }

    /** The files of imports, and what is done for them. */
    private final class Keeper implements TaskQueue.Keeper<Work> {
        @Override
        public void begin(Work work) throws IOException {
            save(work);
        }

        @Override
        public void keep(Work work) throws IOException {
            save(work);
            if (work.state().ended()) {
                store.removeArchive(work.id());
            }
        }

        @Override
        public void forget(Work work) throws IOException {
            store.remove(work.id());
        }

        @Override
        public TaskState work(Work work, BooleanSupplier stopping) throws IOException {
            List<Line> before =
                    queue.read(work.id(), task -> List.copyOf(task.lines)).orElse(List.of());
            try (MessageArchive archive = MessageArchive.open(store.archive(work.id()), ArchiveLimits.DEFAULT);
                    ImportStore.Writer report = store.append(work.id(), before);
                    ImportJournal journal = ImportJournal.open(store.journal(work.id()))) {
                Iterator<MessageFile> files = archive.files().iterator();
                new Import(submission, journal, new Lines(work, report), progress -> {}, WINDOW).run(files, stopping);
                return files.hasNext() ? TaskState.STOPPED : TaskState.DONE;
            } catch (ExchangeException e) {
                LOG.warn("import {} failed: {}", work.id(), e.getClass().getName());
                return TaskState.FAILED;
            }
        }
    }

    /** Keeps the lines of a report where they can be asked for. */
    private final class Lines implements ImportReport {
        private final Work work;
        private final ImportStore.Writer report;

        Lines(Work work, ImportStore.Writer report) {
            this.work = work;
            this.report = report;
        }

        @Override
        public void add(String fileName, Outcome outcome) {
            Line line = new Line(fileName, outcome);
            try {
                report.add(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            queue.change(() -> work.add(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        queue.close();
    }
}
