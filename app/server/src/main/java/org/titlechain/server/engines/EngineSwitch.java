package org.titlechain.server.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.EngineBinding.Switch;
import org.titlechain.contract.governance.Proposal;
import org.titlechain.contract.governance.ProposalKind;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Suite;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Problem;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.NodeEngine;
import org.titlechain.server.node.Submissions;

/**
 * This member's part in a change of the chain's engine ({@code docs/engines.md}, "The live switch"): prepares the next
 * engine, proposes and votes when it is told to, and says by itself that it is ready once the chain is frozen. When the
 * quorum is not ready within the patience, it says that it wants to stay, so that the chain turns back by itself.
 *
 * <p>All of it is read from the chain and from the file of epochs: a node that was killed goes on where it was. Any
 * thread may call.
 */
public final class EngineSwitch implements AutoCloseable {
    /** How long a frozen chain waits for its quorum. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PROPOSALS_LOOKED_AT = 100;
    private static final String NOT_FROZEN = "ENGINE_NOT_FROZEN";
    private static final String DECIDED = "ENGINE_SWITCH_NONE";

    private final Ledger ledger;
    private final NodeEngine own;
    private final AdministratorKeys keys;
    private final Preparation preparation;
    private final Submissions submissions;
    private final String member;
    private final Duration patience;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("titlechain-engine-switch").unstarted(this::run);
    /** The proposal of the change that this member saw last, and since when; 0 when there was none. */
    private long awaited;

    private long frozenSince;
    private volatile String trouble = "";

    /** A watch that has not begun. */
    public EngineSwitch(
            Path root, Suite suite, Ledger ledger, NodeEngine own, AdministratorKeys keys, Duration patience) {
        this.ledger = ledger;
        this.own = own;
        this.keys = keys;
        this.submissions = new Submissions(ledger);
        this.member = MemberService.nameOf(ledger);
        this.preparation = new Preparation(root, ledger.status().chain(), suite, member);
        this.patience = patience;
    }

    /** Begins to watch the chain. */
    public void begin() {
        thread.start();
    }

    /** This node's member. */
    public String member() {
        return member;
    }

    /** The engines of this node. */
    public NodeEngine engines() {
        return own;
    }

    /** What hinders this member, for operators; empty when nothing does. */
    public String trouble() {
        return trouble;
    }

    /** The binding of the block that comes next. */
    public EngineBinding binding() {
        return EngineBinding.at(ledger.state(), ledger.status().height() + 1);
    }

    private Charter charter() {
        return Charter.at(ledger.state(), ledger.status().height() + 1)
                .orElseThrow(() -> new Problem(ContractCode.named("CHARTER_MISSING"), ""));
    }

    /** Whether the chain is on the engine and this member has it open. */
    private boolean isThere(String kind) {
        return own.file().epochs().getLast().kind().equals(kind)
                && binding().switching().isEmpty()
                && !own.engine().isChanging();
    }

    // --- what administrators do
    // ---------------------------------------------------------------------------------------

    /**
     * Makes the engine ready for this member and notes how it is reached. On an engine that the chain is on already
     * there is nothing to do.
     *
     * @return whether the member is prepared; not while other members' validators are missing
     */
    public synchronized boolean prepare(Wish wish) {
        if (isThere(wish.kind())) {
            return true;
        }
        EpochFile file = own.file();
        Epoch present = file.epochs().getLast();
        // The chain went over without this member, which learns only now how the engine is reached.
        boolean late = own.engine().isChanging()
                && !own.engine().isFrozen()
                && present.kind().equals(wish.kind());
        long epoch = late ? present.number() : present.number() + 1;
        SortedMap<String, String> known = late
                ? present.settings()
                : file.next()
                        .filter(next -> next.kind().equals(wish.kind()))
                        .map(EpochFile.Next::settings)
                        .orElseGet(TreeMap::new);
        try {
            Optional<SortedMap<String, String>> settings = preparation.make(wish, epoch, known, charter());
            if (settings.isEmpty()) {
                return false;
            }
            if (late) {
                file.reach(settings.get());
            } else {
                file.prepare(Optional.of(new EpochFile.Next(wish.kind(), settings.get())));
            }
            trouble = "";
            return true;
        } catch (IOException e) {
            throw ErrorCode.ENGINE_UNREACHABLE.problem(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/" + e.getMessage());
        }
    }

    /**
     * Proposes the change, or finds what is proposed, and votes for it as this node's member: for every open proposal
     * of it, so that members who proposed at the same time do not split their votes. Where that has been done before,
     * or the change is under way or made, nothing happens.
     */
    public synchronized void change(String kind) throws InterruptedException {
        Optional<Switch> running = binding().switching();
        if (running.isPresent()) {
            if (running.get().to().equals(kind)) {
                return;
            }
            throw new Problem(
                    ContractCode.named("ENGINE_SWITCH_OPEN"), running.get().to());
        }
        // On the engine, or opening it: the change is made.
        if (isThere(kind) || binding().kind().equals(kind)) {
            return;
        }
        if (own.file().next().filter(next -> next.kind().equals(kind)).isEmpty()) {
            throw ErrorCode.ENGINE_NOT_PREPARED.problem(kind);
        }
        try {
            agree(kind);
        } catch (Problem problem) {
            // The others' votes were enough, and came first: what this member said was late and not needed.
            EngineBinding now = binding();
            boolean agreed = now.kind().equals(kind)
                    || now.switching().filter(found -> found.to().equals(kind)).isPresent();
            if (!agreed) {
                throw problem;
            }
        }
    }

    private void agree(String kind) throws InterruptedException {
        if (allOpen(kind).isEmpty()) {
            propose(kind);
        }
        // Looked at again: what others proposed at the same time stands before this member's proposal or in its block.
        for (Proposal proposal : allOpen(kind)) {
            if (!hasVoted(proposal)) {
                voteUnlessDecided(proposal.number());
            }
        }
    }

    /** Whether this member approved the proposal. */
    public boolean hasVoted(Proposal proposal) {
        Proposal.@Nullable Vote given = proposal.votes().get(member);
        return given != null && given.approve();
    }

    /** Others may decide the change meanwhile: then this vote is not needed any more. */
    private void voteUnlessDecided(long proposal) throws InterruptedException {
        if (binding().switching().isPresent()) {
            return;
        }
        try {
            vote(proposal);
        } catch (Problem problem) {
            if (binding().switching().isEmpty()) {
                throw problem;
            }
        }
    }

    /**
     * The proposal of a change that can still be voted on: of several the one with most votes, and of these the first.
     */
    public Optional<Proposal> open() {
        Optional<Charter> charter = Charter.at(ledger.state(), ledger.status().height() + 1);
        return allOpen().stream()
                .max(Comparator.<Proposal>comparingLong(
                                proposal -> charter.map(proposal::approving).orElse(0L))
                        .thenComparing(
                                Comparator.comparingLong(Proposal::number).reversed()));
    }

    private List<Proposal> allOpen(String kind) {
        return allOpen().stream()
                .filter(proposal -> proposal.body().get("to").asText().equals(kind))
                .toList();
    }

    /** All of them, the newest first: members who propose at the same time do not see each other's. */
    private List<Proposal> allOpen() {
        long now = System.currentTimeMillis();
        EngineBinding binding = binding();
        long newest = ledger.state()
                .find("proposals")
                .map(counter -> counter.get("count").asLong())
                .orElse(0L);
        List<Proposal> all = new ArrayList<>();
        for (long number = newest; number > 0 && number > newest - PROPOSALS_LOOKED_AT; number--) {
            Proposal.find(ledger.state(), number)
                    .filter(found -> found.kind().equals(ProposalKind.ENGINE.label()))
                    .filter(found -> found.isOpen(now) && !binding.supersedes(found))
                    .ifPresent(all::add);
        }
        return all;
    }

    private void propose(String kind) throws InterruptedException {
        MapBuilder command = Value.map()
                .put("type", "governance.propose")
                .put("kind", ProposalKind.ENGINE.label())
                .put("body", Value.map().put("to", kind).put("freezeHeight", 0).build())
                .put("expires", System.currentTimeMillis() + Duration.ofDays(1).toMillis())
                .put("activation", 0);
        submit(command.build());
    }

    private void vote(long number) throws InterruptedException {
        submit(Value.map()
                .put("type", "governance.vote")
                .put("proposal", number)
                .put("member", member)
                .put("approve", true)
                .build());
    }

    /** Says for this member that the chain is to stay on its engine. */
    public synchronized void back() throws InterruptedException {
        try {
            submit(word("back", binding()));
        } catch (Problem problem) {
            // On a chain that rests, the refused word itself fills the last block in which everything counts.
            boolean frozen = binding().frozen(ledger.status().height() + 1);
            if (!problem.code().name().equals(NOT_FROZEN) || !frozen) {
                throw problem;
            }
            submit(word("back", binding()));
        }
    }

    private MapValue word(String word, EngineBinding binding) {
        return Value.map()
                .put("type", "governance.engine." + word)
                .put("member", member)
                .put("epoch", binding.epoch())
                .build();
    }

    private MapValue submit(MapValue command) throws InterruptedException {
        AdministratorKeys.Office office = keys.of(Role.SYSTEM)
                .orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(Role.SYSTEM.label()));
        return Submissions.accepted(submissions.submit(office.signer(), List.of(command)));
    }

    // --- what the node does by itself
    // ---------------------------------------------------------------------------------

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (Problem problem) {
                    // A word before the freeze is said again; one after the decision was late and is not needed.
                    if (!Set.of(NOT_FROZEN, DECIDED).contains(problem.code().name())) {
                        trouble = String.valueOf(problem.getMessage());
                    }
                } catch (RuntimeException e) {
                    trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        long height = ledger.status().height();
        EngineBinding binding = EngineBinding.at(ledger.state(), height + 1);
        Optional<Switch> running = binding.switching().filter(found -> found.freeze() <= height + 1);
        if (running.isEmpty()) {
            awaited = 0;
            return;
        }
        // A chain that turned back may be frozen for the next change before this member looks again.
        if (awaited != running.get().proposal()) {
            awaited = running.get().proposal();
            frozenSince = System.nanoTime();
        }
        boolean ready = running.get().ready().contains(member);
        boolean back = running.get().back().contains(member);
        if (System.nanoTime() - frozenSince > patience.toNanos()) {
            if (!back) {
                trouble = trouble.isEmpty()
                        ? "the members were not ready within " + patience.toSeconds() + " s"
                        : trouble;
                submit(word("back", binding));
            }
        } else if (!ready && !back) {
            Optional<String> obstacle = obstacle(running.get().to(), binding.epoch() + 1);
            trouble = obstacle.orElse("");
            if (obstacle.isEmpty()) {
                submit(word("ready", binding));
            }
        }
    }

    private Optional<String> obstacle(String kind, long epoch) {
        Optional<EpochFile.Next> next =
                own.file().next().filter(prepared -> prepared.kind().equals(kind));
        return next.isEmpty()
                ? Optional.of("this member is not prepared for " + kind)
                : preparation.obstacle(kind, next.get().settings(), epoch);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        boolean interrupted = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
