package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
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
            TaskState state,
            String by,
            long started,
            long finished,
            long total,
            long done,
            long refused,
            long rate,
            Optional<Long> remainingSeconds) {}

    private static final class Work extends Task {
        private final Batch batch;
        private final List<Line> lines;

        Work(Batch batch, List<Line> lines, TaskState state, long finished) {
            super(batch.id(), batch.by(), batch.started(), batch.commands().size(), state, finished);
            this.batch = batch;
            this.lines = lines;
        }

        @Override
        long done() {
            return lines.size();
        }
    }

    private final CaseBatchStore store;
    private final Ledger ledger;
    private final HashFunction hash;
    private final OfficeKeys keys;
    private final Function<String, Set<String>> rolesNow;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final TaskQueue<Work> queue;

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
        List<Work> known = new ArrayList<>();
        for (Batch batch : store.load()) {
            known.add(taken(batch));
        }
        this.queue = new TaskQueue<>("case-batches", known, new Keeper(), clock);
        queue.begin();
    }

    /** A report that a power cut left behind its end is completed: what was decided is told again. */
    private Work taken(Batch batch) throws IOException {
        int total = batch.commands().size();
        List<Line> lines = store.report(batch.id(), OF_AN_ENTRY, total);
        Optional<End> end = store.end(batch.id()).filter(one -> one.state() != TaskState.DONE || lines.size() == total);
        return new Work(
                batch,
                lines,
                end.map(End::state).orElse(TaskState.WAITING),
                end.map(End::finished).orElse(0L));
    }

    /**
     * Begins a batch; empty when too many wait.
     *
     * @param commands at most {@link #MOST}, each of one case
     */
    public Optional<Job> start(String by, Set<String> roles, List<MapValue> commands) throws IOException {
        byte[] name = new byte[4];
        random.nextBytes(name);
        String id = String.format(Locale.ROOT, "%013d", clock.millis())
                + HexFormat.of().formatHex(name);
        Batch batch = new Batch(id, by, roles, clock.millis(), ledger.contractVersion(), commands);
        Work work = new Work(batch, new ArrayList<>(), TaskState.WAITING, 0);
        return queue.add(work) ? queue.read(id, this::job) : Optional.empty();
    }

    /** The batches of the account, newest first. */
    public List<Job> of(String by) {
        return queue.readAll(this::job).stream()
                .filter(job -> job.by().equals(by))
                .toList();
    }

    /** The batch of the account with the id. */
    public Optional<Job> find(String by, String id) {
        return queue.read(id, this::job).filter(job -> job.by().equals(by));
    }

    /** Stops after the entries under way; false when it is neither running nor waiting. */
    public boolean stop(String by, String id) throws IOException {
        return isOf(by, id) && queue.stop(id);
    }

    /** Goes on where it stopped; false when it is not stopped. */
    public boolean resume(String by, String id) throws IOException {
        return isOf(by, id) && queue.resume(id);
    }

    /** What became of the commands, from the place on. */
    public List<Line> report(String by, String id, int from, int limit) {
        return isOf(by, id)
                ? queue.read(
                                id,
                                work -> work.lines.stream()
                                        .skip(from)
                                        .limit(limit)
                                        .toList())
                        .orElse(List.of())
                : List.of();
    }

    private boolean isOf(String by, String id) {
        return queue.read(id, Task::by).filter(by::equals).isPresent();
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
                work.lines.stream().filter(line -> !line.code().isEmpty()).count(),
                work.rate(clock),
                work.remainingSeconds(clock));
    }

    /** The files of batches, and what is done for them. */
    private final class Keeper implements TaskQueue.Keeper<Work> {
        @Override
        public void begin(Work work) throws IOException {
            store.begin(work.batch);
        }

        @Override
        public void keep(Work work) throws IOException {
            if (work.lasting() == TaskState.WAITING) {
                store.goOn(work.id());
            } else {
                store.end(work.id(), new End(work.lasting(), work.finished()));
            }
        }

        @Override
        public void forget(Work work) throws IOException {
            store.remove(work.id());
        }

        @Override
        public TaskState work(Work work, BooleanSupplier stopping) throws IOException, InterruptedException {
            return CaseBatches.this.work(work, stopping);
        }
    }

    private TaskState work(Work work, BooleanSupplier stopping) throws IOException, InterruptedException {
        Batch batch = work.batch;
        Set<String> roles = new TreeSet<>(batch.roles());
        roles.retainAll(rolesNow.apply(batch.by()));
        if (roles.isEmpty()) {
            LOG.warn("batch {} ended: who began it has no role any more", batch.id());
            return TaskState.FAILED;
        }
        Signer signer = keys.of(batch.by(), roles);
        int total = batch.commands().size();
        Deque<Flying> flying = new ArrayDeque<>();
        int place = work.lines.size();
        while (place < total && !stopping.getAsBoolean()) {
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
        return place < total ? TaskState.STOPPED : TaskState.DONE;
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
        queue.change(() -> work.lines.addAll(lines));
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
        queue.close();
    }
}
