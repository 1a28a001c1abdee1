package org.titlechain.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;
import org.titlechain.server.node.CaseBatchStore.Batch;
import org.titlechain.server.node.CaseBatchStore.End;

/**
 * Many applications or steps of one person, worked off one batch after the other in the background: a whole building of
 * first registrations, say. Each command is decided by itself; a refusal stops only its own case.
 *
 * <p>A batch is durable before it is begun, and goes on at the next start when the node was stopped or killed. Its
 * entries are named beforehand, each by batch and place: submitting one again gives the outcome that it had, so nothing
 * takes effect twice and the report is complete whenever the process died. Any thread may call it.
 */
public final class CaseBatches implements AutoCloseable {
    /** Commands of a batch at most. */
    public static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(CaseBatches.class);

    /** Commands of one entry: one signature, one wait. */
    private static final int OF_AN_ENTRY = 20;

    /** Entries that are under way at once. */
    private static final int AT_ONCE = 8;

    private static final int NONCE_LENGTH = 16;
    private static final int KEPT = 200;
    private static final int WAITING = 16;

    /** Where a batch is. */
    public enum State {
        WAITING,
        RUNNING,
        STOPPED,
        DONE,
        FAILED
    }

    /**
     * What became of one command.
     *
     * @param code of the refusal, empty when it took effect
     * @param state where the case stands after it, empty when it was refused
     * @param position of its leaf
     */
    public record Line(String district, String number, String code, String state, long position) {}

    /** A batch as it is now; {@code finished} is 0 while it is not, {@code rate} commands a second. */
    public record Job(
            String id,
            State state,
            String by,
            long started,
            long finished,
            long total,
            long done,
            long refused,
            long rate,
            Optional<Long> remainingSeconds) {}

    private static final class Work {
        private final Batch batch;
        private final List<Line> lines;
        private State state;
        private boolean stopping;
        private long finished;
        private long beganRun;
        private int doneBeforeRun;

        Work(Batch batch, List<Line> lines, State state, long finished) {
            this.batch = batch;
            this.lines = lines;
            this.state = state;
            this.finished = finished;
        }
    }

    private final CaseBatchStore store;
    private final Ledger ledger;
    private final HashFunction hash;
    private final OfficeKeys keys;
    private final Function<String, Set<String>> rolesNow;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Thread thread;
    private boolean closed;

    /**
     * Takes up what is in the folder.
     *
     * @param rolesNow the roles on the ledger that an account entitles its key to at this moment; none when it is
     *     locked or gone
     */
    public CaseBatches(
            Path folder,
            Ledger ledger,
            HashFunction hash,
            OfficeKeys keys,
            Function<String, Set<String>> rolesNow,
            Clock clock)
            throws IOException {
        this.store = new CaseBatchStore(folder);
        this.ledger = ledger;
        this.hash = hash;
        this.keys = keys;
        this.rolesNow = rolesNow;
        this.clock = clock;
        for (Batch batch : store.load()) {
            works.put(batch.id(), taken(batch));
        }
        this.thread = Thread.ofPlatform().name("case-batches").daemon().start(this::run);
    }

    /** A report that a power cut left behind its end is completed: what was decided is told again. */
    private Work taken(Batch batch) throws IOException {
        int total = batch.commands().size();
        List<Line> lines = store.report(batch.id(), OF_AN_ENTRY, total);
        Optional<End> end = store.end(batch.id()).filter(one -> one.state() != State.DONE || lines.size() == total);
        return new Work(
                batch,
                lines,
                end.map(End::state).orElse(State.WAITING),
                end.map(End::finished).orElse(0L));
    }

    /**
     * Begins a batch; empty when too many wait.
     *
     * @param commands at most {@link #MOST}, each of one case
     */
    public synchronized Optional<Job> start(String by, Set<String> roles, List<MapValue> commands) throws IOException {
        long waiting = works.values().stream()
                .filter(work -> work.state == State.WAITING)
                .count();
        if (waiting >= WAITING) {
            return Optional.empty();
        }
        forgetOldest();
        byte[] name = new byte[4];
        random.nextBytes(name);
        String id = String.format(java.util.Locale.ROOT, "%013d", clock.millis())
                + HexFormat.of().formatHex(name);
        Batch batch = new Batch(id, by, roles, clock.millis(), ledger.contractVersion(), commands);
        store.begin(batch);
        Work work = new Work(batch, new ArrayList<>(), State.WAITING, 0);
        works.put(id, work);
        notifyAll();
        return Optional.of(job(work));
    }

    private void forgetOldest() throws IOException {
        Iterator<Work> oldest = works.values().iterator();
        while (works.size() >= KEPT && oldest.hasNext()) {
            Work work = oldest.next();
            if (work.state == State.DONE || work.state == State.FAILED) {
                store.remove(work.batch.id());
                oldest.remove();
            }
        }
    }

    /** The batches of the account, newest first. */
    public synchronized List<Job> of(String by) {
        List<Job> jobs = new ArrayList<>();
        works.values().stream().filter(work -> work.batch.by().equals(by)).forEach(work -> jobs.addFirst(job(work)));
        return jobs;
    }

    /** The batch of the account with the id. */
    public synchronized Optional<Job> find(String by, String id) {
        return own(by, id).map(this::job);
    }

    private Optional<Work> own(String by, String id) {
        return Optional.ofNullable(works.get(id)).filter(work -> work.batch.by().equals(by));
    }

    /** Stops after the entries under way; false when it is neither running nor waiting. */
    public synchronized boolean stop(String by, String id) throws IOException {
        Optional<Work> found = own(by, id).filter(work -> work.state == State.RUNNING || work.state == State.WAITING);
        if (found.isPresent()) {
            found.get().stopping = true;
            store.end(id, new End(State.STOPPED, 0));
            if (found.get().state == State.WAITING) {
                found.get().state = State.STOPPED;
            }
        }
        return found.isPresent();
    }

    /** Goes on where it stopped; false when it is not stopped. */
    public synchronized boolean resume(String by, String id) throws IOException {
        Optional<Work> found = own(by, id).filter(work -> work.state == State.STOPPED);
        if (found.isPresent()) {
            store.goOn(id);
            found.get().stopping = false;
            found.get().state = State.WAITING;
            notifyAll();
        }
        return found.isPresent();
    }

    /** What became of the commands, from the place on. */
    public synchronized List<Line> report(String by, String id, int from, int limit) {
        return own(by, id)
                .map(work -> work.lines)
                .filter(lines -> from < lines.size())
                .map(lines -> List.copyOf(lines.subList(from, Math.min(lines.size(), from + limit))))
                .orElse(List.of());
    }

    private Job job(Work work) {
        long done = work.lines.size();
        long total = work.batch.commands().size();
        long ran = Math.max(1, clock.millis() - work.beganRun);
        long rate = work.state == State.RUNNING ? (done - work.doneBeforeRun) * 1000 / ran : 0;
        return new Job(
                work.batch.id(),
                work.state,
                work.batch.by(),
                work.batch.started(),
                work.finished,
                total,
                done,
                work.lines.stream().filter(line -> !line.code().isEmpty()).count(),
                rate,
                rate == 0 ? Optional.empty() : Optional.of((total - done) / rate));
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Work> waiting() {
        return works.values().stream()
                .filter(work -> work.state == State.WAITING)
                .findFirst();
    }

    private void run(Work work) throws IOException, InterruptedException {
        State end;
        try {
            end = work(work);
        } catch (RuntimeException e) {
            LOG.warn("batch {} stopped: {}", work.batch.id(), e.getMessage());
            end = State.STOPPED;
        }
        synchronized (this) {
            work.state = end;
            if (end == State.STOPPED && closed && !work.stopping) {
                // Told to end, not by a person: it goes on at the next start.
                return;
            }
            work.finished = end == State.STOPPED ? 0 : clock.millis();
            store.end(work.batch.id(), new End(end, work.finished));
        }
    }

    private State work(Work work) throws IOException, InterruptedException {
        Batch batch = work.batch;
        Set<String> roles = new TreeSet<>(batch.roles());
        roles.retainAll(rolesNow.apply(batch.by()));
        if (roles.isEmpty()) {
            LOG.warn("batch {} ended: who began it has no role any more", batch.id());
            return State.FAILED;
        }
        Signer signer = keys.of(batch.by(), roles);
        int total = batch.commands().size();
        Deque<Flying> flying = new ArrayDeque<>();
        int place = work.lines.size();
        while (place < total && !isStopping(work)) {
            List<MapValue> commands = batch.commands().subList(place, Math.min(total, place + OF_AN_ENTRY));
            flying.add(new Flying(commands, submit(signer, batch, place, commands)));
            place += commands.size();
            if (flying.size() >= AT_ONCE) {
                land(work, flying.remove());
            }
        }
        while (!flying.isEmpty()) {
            land(work, flying.remove());
        }
        return place < total ? State.STOPPED : State.DONE;
    }

    /** An entry that was submitted. */
    private record Flying(List<MapValue> commands, CompletableFuture<Outcome> outcome) {}

    /** Waits for the outcome and reports it; the entries of a batch are reported in their order. */
    private void land(Work work, Flying entry) throws IOException, InterruptedException {
        List<Leaf> leaves;
        try {
            leaves = entry.outcome().get().leaves();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        List<Line> lines = lines(entry.commands(), leaves);
        store.report(work.batch.id(), lines);
        synchronized (this) {
            work.lines.addAll(lines);
        }
    }

    private synchronized boolean isStopping(Work work) {
        return work.stopping || closed;
    }

    private CompletableFuture<Outcome> submit(Signer signer, Batch batch, int place, List<MapValue> commands) {
        Entry.Body body = new Entry.Body(
                ledger.status().chain(), signer.publicKey(), nonce(batch, place), 0, batch.contract(), commands);
        return ledger.submit(Entry.signed(body, signer));
    }

    /** The same for the same entry, whichever process submits it. */
    private byte[] nonce(Batch batch, int place) {
        MapValue name = Value.map().put("batch", batch.id()).put("place", place).build();
        return Arrays.copyOf(hash.hash(CanonicalEncoder.encode(name)), NONCE_LENGTH);
    }

    /** One line for each command; an entry that was refused as a whole has one leaf for all of them. */
    private static List<Line> lines(List<MapValue> commands, List<Leaf> leaves) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Leaf leaf = leaves.get(Math.min(i, leaves.size() - 1));
            MapValue decision = leaf.map().get("decision").asMap();
            boolean accepted = decision.get("accepted").asBoolean();
            lines.add(new Line(
                    commands.get(i).get("district").asText(),
                    commands.get(i).get("number").asText(),
                    accepted ? "" : decision.get("code").asText(),
                    accepted
                            ? decision.get("result")
                                    .asMap()
                                    .find("state")
                                    .map(Value::asText)
                                    .orElse("")
                            : "",
                    leaf.position()));
        }
        return lines;
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
