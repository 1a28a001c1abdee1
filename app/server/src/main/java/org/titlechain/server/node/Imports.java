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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int KEPT = 200;
    private static final int WAITING = 16;

    /** Where an import is. */
    public enum State {
        WAITING,
        RUNNING,
        STOPPED,
        DONE,
        FAILED
    }

    /** What became of one file. */
    public record Line(String name, Outcome outcome) {}

    /** An import as it is now; {@code finished} is 0 while it is not. */
    public record Job(
            String id,
            State state,
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

    private static final class Work {
        private final String id;
        private final String by;
        private final long total;
        private final long started;
        private final List<Line> lines = new ArrayList<>();
        private State state;
        private boolean stopping;
        private long beganRun;
        private long doneBeforeRun;
        private long recorded;
        private long repeated;
        private long refused;
        private long finished;

        Work(ImportStore.Stored stored) {
            this.id = stored.id();
            this.by = stored.by();
            this.total = stored.total();
            this.started = stored.started();
            this.finished = stored.finished();
            this.state = stored.state();
        }

        ImportStore.Stored stored() {
            return new ImportStore.Stored(id, state, by, total, started, finished);
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
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Thread thread;
    private boolean closed;

    public Imports(Path folder, Submission submission, Clock clock) throws IOException {
        this.store = new ImportStore(folder);
        this.submission = submission;
        this.clock = clock;
        for (ImportStore.Stored stored : store.load()) {
            works.put(stored.id(), loaded(stored));
        }
        this.thread = Thread.ofPlatform().name("imports").daemon().unstarted(this::run);
        this.thread.start();
    }

    /** The import as it stood; one that was under way waits for its turn again. */
    private Work loaded(ImportStore.Stored stored) throws IOException {
        Work work = new Work(stored);
        boolean ended = work.state == State.DONE || work.state == State.FAILED;
        if (!ended && !Files.exists(store.archive(work.id))) {
            work.state = State.FAILED;
            work.finished = clock.millis();
            store.save(work.stored());
        } else if (work.state == State.RUNNING) {
            work.state = State.WAITING;
        }
        List<Line> lines = store.report(work.id);
        if (!ended && lines.size() != journalSize(work.id)) {
            store.restart(work.id);
        } else {
            lines.forEach(work::add);
        }
        return work;
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
        Work work = new Work(new ImportStore.Stored(id, State.WAITING, by, total, clock.millis(), 0));
        synchronized (this) {
            long waiting = works.values().stream()
                    .filter(other -> other.state == State.WAITING)
                    .count();
            if (waiting >= WAITING) {
                Files.deleteIfExists(archive);
                return Optional.empty();
            }
            forgetOldest();
            store.save(work.stored());
            works.put(work.id, work);
            notifyAll();
            return Optional.of(job(work));
        }
    }

    private void forgetOldest() throws IOException {
        Iterator<Work> oldest = works.values().iterator();
        while (works.size() >= KEPT && oldest.hasNext()) {
            Work work = oldest.next();
            if (work.state == State.DONE || work.state == State.FAILED) {
                store.remove(work.id);
                oldest.remove();
            }
        }
    }

    /** All imports, newest first. */
    public synchronized List<Job> all() {
        List<Job> jobs = new ArrayList<>();
        works.values().forEach(work -> jobs.addFirst(job(work)));
        return jobs;
    }

    /** The import with the id. */
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(works.get(id)).map(this::job);
    }

    /** Stops after the files under way; false when it is not running or waiting. */
    public synchronized boolean stop(String id) {
        Work work = works.get(id);
        if (work == null || work.state != State.RUNNING && work.state != State.WAITING) {
            return false;
        }
        work.stopping = true;
        if (work.state == State.WAITING) {
            work.state = State.STOPPED;
            store.save(work.stored());
        }
        return true;
    }

    /** Goes on where it stopped; false when it is not stopped. */
    public synchronized boolean resume(String id) {
        Work work = works.get(id);
        if (work == null || work.state != State.STOPPED) {
            return false;
        }
        work.stopping = false;
        work.state = State.WAITING;
        store.save(work.stored());
        notifyAll();
        return true;
    }

    /** What became of the files, from the number on. */
    public synchronized List<Line> report(String id, int from, int limit) {
        Work work = works.get(id);
        if (work == null || from >= work.lines.size()) {
            return List.of();
        }
        return List.copyOf(work.lines.subList(from, Math.min(work.lines.size(), from + limit)));
    }

    private Job job(Work work) {
        long done = work.lines.size();
        long ran = Math.max(1, clock.millis() - work.beganRun);
        long rate = work.state == State.RUNNING ? (done - work.doneBeforeRun) * 1000 / ran : 0;
        Optional<Long> remaining = rate == 0 ? Optional.empty() : Optional.of((work.total - done) / rate);
        return new Job(
                work.id,
                work.state,
                work.by,
                work.started,
                work.finished,
                work.total,
                done,
                work.recorded,
                work.repeated,
                work.refused,
                rate,
                remaining);
    }

    private void run() {
        try {
            while (true) {
                Work next;
                synchronized (this) {
                    while (!closed && waiting().isEmpty()) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    next = waiting().orElseThrow();
                    next.state = State.RUNNING;
                    next.beganRun = clock.millis();
                    next.doneBeforeRun = next.lines.size();
                }
                run(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Work> waiting() {
        return works.values().stream()
                .filter(work -> work.state == State.WAITING)
                .findFirst();
    }

    private void run(Work work) {
        State end;
        try (MessageArchive archive = MessageArchive.open(store.archive(work.id), ArchiveLimits.DEFAULT);
                ImportStore.Writer report = store.append(work.id, copyOf(work));
                ImportJournal journal = ImportJournal.open(store.journal(work.id))) {
            Iterator<MessageFile> files = archive.files().iterator();
            new Import(submission, journal, new Lines(work, report), progress -> {}, WINDOW)
                    .run(files, () -> isStopping(work));
            end = files.hasNext() ? State.STOPPED : State.DONE;
        } catch (IOException | RuntimeException e) {
            LOG.warn("import {} stopped: {}", work.id, e.getClass().getName());
            end = e instanceof ExchangeException ? State.FAILED : State.STOPPED;
        }
        synchronized (this) {
            // Told to end, not by a person: it goes on at the next start.
            boolean goesOn = end == State.STOPPED && closed && !work.stopping;
            work.state = end;
            if (end != State.STOPPED) {
                work.finished = clock.millis();
            }
            if (!goesOn) {
                store.save(work.stored());
            }
        }
        if (end != State.STOPPED) {
            try {
                store.removeArchive(work.id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized List<Line> copyOf(Work work) {
        return List.copyOf(work.lines);
    }

    private synchronized boolean isStopping(Work work) {
        return work.stopping || closed;
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
            synchronized (Imports.this) {
                work.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
