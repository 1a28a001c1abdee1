package org.titlechain.server.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.registration.process.AwaitedFact;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.SubmissionException;
import org.titlechain.ledger.AppendException;
import org.titlechain.query.Paging;
import org.titlechain.query.QueryService;
import org.titlechain.query.RegistrationItem;
import org.titlechain.query.RegistrationQuery;

/**
 * The desk without a person (自动办理): when departments have said everything that a paperless application waits for, it
 * asks the contract to handle the case, under a key of its own. The contract decides; what it leaves to a person stays
 * with its reasons. A case is asked about again when a department changes its word, and when a case before it in the
 * queue of a unit is done.
 *
 * <p>It looks after the cases of the county that its office is for, and remembers nothing: what waits is read from the
 * search tables and the log.
 */
public final class AutomaticDesk implements AutoCloseable {
    /** No account can have this name. */
    private static final String NAME = "_automatic";

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;
    private static final int PAGE = 200;
    private static final Set<String> FREEING =
            Set.of("registration.register", "registration.auto", "registration.refuse", "registration.withdraw");

    private final Ledger ledger;
    private final QueryService query;
    private final OfficeKeys keys;
    private final Submissions submissions;
    private final String district;
    private final Map<String, Waiting> waiting = new TreeMap<>();
    private final Map<String, Set<String>> casesByFact = new TreeMap<>();
    private final Set<String> queued = new TreeSet<>();
    private final Thread thread;
    private final AtomicLong failures = new AtomicLong();
    private volatile String trouble = "";
    private volatile boolean closed;

    private record Waiting(Application application, List<AwaitedFact> facts) {}

    /**
     * A desk, not yet at work.
     *
     * @param district prefix of the codes of the counties whose cases it handles
     */
    public AutomaticDesk(Ledger ledger, QueryService query, OfficeKeys keys, String district) {
        this.ledger = ledger;
        this.query = query;
        this.keys = keys;
        this.submissions = new Submissions(ledger);
        this.district = district;
        this.thread = Thread.ofPlatform().name("automatic-desk").daemon().unstarted(this::work);
    }

    /** Goes to work. */
    public void begin() {
        thread.start();
    }

    private void work() {
        OptionalLong position = OptionalLong.empty();
        while (!closed) {
            try {
                if (position.isEmpty()) {
                    long begin = query.status().position();
                    takeUp();
                    position = OptionalLong.of(begin);
                }
                position = OptionalLong.of(read(position.getAsLong()));
                trouble = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                note("the automatic desk goes on after a pause", e);
                LockSupport.parkNanos(PATIENCE.toNanos());
            }
        }
    }

    /** What failed last and where, in names of the program; empty while all is well. */
    public String trouble() {
        return trouble;
    }

    /** How often something failed that should not. */
    public long failures() {
        return failures.get();
    }

    /** Names of the program only: a message may quote what a case says of people. */
    private void note(String what, Exception e) {
        if (closed) {
            return;
        }
        StackTraceElement[] trace = e.getStackTrace();
        trouble = e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
        failures.incrementAndGet();
        LOG.error("{}: {}", what, trouble);
    }

    /** Handles the case; what goes wrong with one case keeps no other waiting. */
    private void handleWithCare(String key) throws IOException, InterruptedException {
        try {
            handle(key);
        } catch (SubmissionException | AppendException e) {
            throw e;
        } catch (RuntimeException e) {
            note("a case is left to a person", e);
        }
    }

    /** Looks at the next leaves and gives the position after them; what the ledger does not take now is tried again. */
    private long read(long position) throws IOException, InterruptedException {
        List<Leaf> leaves = ledger.leaves(position, AT_ONCE);
        if (leaves.isEmpty()) {
            ledger.awaitLogSize(position, PATIENCE);
            return position;
        }
        Set<String> touched = new TreeSet<>();
        for (Leaf leaf : leaves) {
            touched.addAll(touched(leaf.map()));
        }
        try {
            for (String key : touched) {
                handleWithCare(key);
            }
        } catch (SubmissionException | AppendException e) {
            LOG.warn("the automatic desk tries again: {}", e.getMessage());
            Thread.sleep(PATIENCE);
            return position;
        }
        return position + leaves.size();
    }

    /** The applications that were there before. */
    private void takeUp() throws IOException, InterruptedException {
        RegistrationQuery applied = new RegistrationQuery(
                "",
                Optional.of(district).filter(text -> !text.isEmpty()),
                Optional.of("applied"),
                Optional.empty(),
                RegistrationQuery.Sort.NEWEST);
        Optional<String> cursor = Optional.empty();
        do {
            var page = query.reader()
                    .registrations(applied, new Paging(cursor, PAGE))
                    .value();
            for (RegistrationItem item : page.items()) {
                String key = Application.caseKey(item.district(), item.number());
                if (expect(key) && !item.waitsForPerson()) {
                    handleWithCare(key);
                }
            }
            cursor = page.next();
        } while (cursor.isPresent() && !closed);
    }

    /** The waiting cases that an accepted command is about. */
    private Set<String> touched(MapValue leaf) {
        Value command = leaf.get("command");
        MapValue decision = leaf.get("decision").asMap();
        if (command.isNull() || !decision.get("accepted").asBoolean()) {
            return Set.of();
        }
        String type = command.asMap().get("type").asText();
        MapValue result = decision.get("result").asMap();
        if (type.equals("registration.apply")) {
            String key = result.get("case").asText();
            return expect(key) ? Set.of(key) : Set.of();
        }
        if (type.equals("registration.fact")) {
            return casesByFact.getOrDefault(result.get("fact").asText(), Set.of());
        }
        if (type.equals("registration.office")) {
            return ofCounty(command.asMap().get("district").asText());
        }
        return FREEING.contains(type) ? queuedBehind(result.get("case").asText()) : Set.of();
    }

    private Set<String> ofCounty(String county) {
        Set<String> keys = new TreeSet<>();
        waiting.forEach((key, waits) -> {
            if (waits.application.district().equals(county)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The cases that were told to wait and write a unit of the case that is done. */
    private Set<String> queuedBehind(String done) {
        Set<String> units = new TreeSet<>();
        value(done).ifPresent(file -> file.get("units").asList().forEach(unit -> units.add(unit.asText())));
        Set<String> behind = new TreeSet<>();
        for (String key : queued) {
            Waiting waits = waiting.get(key);
            if (waits != null && waits.application.units().stream().anyMatch(unit -> units.contains(unit.text()))) {
                behind.add(key);
            }
        }
        return behind;
    }

    /** Remembers the case, if it can be handled without a hand at all. */
    private boolean expect(String key) {
        Optional<Application> read = value("application" + key.substring("registration".length()))
                .map(value -> Application.read(kinds(), value))
                .filter(this::isForThisDesk);
        read.ifPresent(application -> {
            List<AwaitedFact> facts = AwaitedFact.of(kinds(), application);
            waiting.put(key, new Waiting(application, facts));
            facts.forEach(fact -> casesByFact
                    .computeIfAbsent(fact.stateKey(), any -> new TreeSet<>())
                    .add(key));
        });
        return read.isPresent();
    }

    private Kinds kinds() {
        return Kinds.of(ledger.contractVersion());
    }

    private boolean isForThisDesk(Application application) {
        return application.district().startsWith(district)
                && application.materials().isEmpty()
                && application.linked().isEmpty()
                && application.kinds().stream()
                        .allMatch(kind -> kind.automatic() && kind.noticeDays() == 0 && !kind.inspected());
    }

    private void handle(String key) throws IOException, InterruptedException {
        Waiting waits = waiting.get(key);
        if (waits == null) {
            return;
        }
        boolean applied = value(key)
                .filter(file -> file.get("state").asText().equals("applied"))
                .isPresent();
        if (!applied) {
            forget(key, waits);
        } else if (isComplete(waits) && hasOffice(waits.application.district())) {
            ask(key, waits);
        }
    }

    /** Whether the county numbers certificates here; who applied before it did is handled once it does. */
    private boolean hasOffice(String county) {
        return value("office/" + county).isPresent();
    }

    private boolean isComplete(Waiting waits) {
        FactBook book = new FactBook(ledger.state(), System.currentTimeMillis());
        return waits.facts.stream()
                .allMatch(fact -> book.outcome(fact.fact().name(), fact.about()).isPresent());
    }

    private void ask(String key, Waiting waits) throws IOException, InterruptedException {
        MapValue command = Value.map()
                .put("type", "registration.auto")
                .put("district", waits.application.district())
                .put("number", waits.application.number())
                .build();
        MapValue decision = Submissions.decision(
                submissions.submit(keys.of(NAME, Set.of(Role.ACCEPTOR.label())), List.of(command)));
        queued.remove(key);
        if (!decision.get("accepted").asBoolean()) {
            String code = decision.get("code").asText();
            LOG.info("{} is left to a person: {} {}", key, code, decision.get("facts"));
            if (code.equals("CASE_QUEUED_BEHIND")) {
                queued.add(key);
            }
        }
    }

    private void forget(String key, Waiting waits) {
        waiting.remove(key);
        queued.remove(key);
        for (AwaitedFact fact : new ArrayList<>(waits.facts)) {
            Set<String> cases = casesByFact.get(fact.stateKey());
            if (cases != null && cases.remove(key) && cases.isEmpty()) {
                casesByFact.remove(fact.stateKey());
            }
        }
    }

    private Optional<MapValue> value(String key) {
        return ledger.find(key)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
