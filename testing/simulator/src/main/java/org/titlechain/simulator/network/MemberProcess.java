package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.titlechain.contract.Contract;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.kernel.SteppedMember;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.Receipt;
import org.titlechain.simulator.network.Mail.Ordered;

/** One member: its part in the order, its replay, and what it says to others. */
final class MemberProcess {
    private static final int BLOCKS_IN_AN_ANSWER = 8;
    private static final int HEIGHTS_ASKED_FOR = 6;

    private final World world;
    private final int id;
    private final Ordered genesis;
    private final Disk disk = new Disk();
    private final Replica replica;
    private Order order;
    private Attestation attestation;
    private final Map<String, Set<Integer>> wanted = new HashMap<>();
    private final Map<Long, List<Promised>> promised = new HashMap<>();
    private boolean up;
    private long life;
    private boolean voting;
    private boolean full;
    private long clockError;
    private long knownAtStart;
    private long settled;
    private int ticks;

    /** A receipt that waits for the signatures of a quorum. */
    private record Promised(int client, byte[] entryId, byte[] receipt) {}

    MemberProcess(World world, int id, Contract contract, Ordered genesis) {
        this.world = world;
        this.id = id;
        this.genesis = genesis;
        this.replica = new Replica(world, id, contract);
        this.voting = id < Schedule.MEMBERS;
        this.order = new Order(world, id, disk);
        this.attestation = new Attestation(world, id);
        replica.wipe();
        world.network().connect(id, this::receive);
    }

    long life() {
        return life;
    }

    boolean isUp() {
        return up;
    }

    /** Whether it takes part in ordering: not without its memory, and not without room. */
    boolean votes() {
        return voting && up && !full;
    }

    /** Whether its disk was lost once. */
    boolean isWiped() {
        return id < Schedule.MEMBERS && !voting;
    }

    long clock() {
        return Math.max(0, world.time() + clockError);
    }

    SteppedMember ledger() {
        return replica.member();
    }

    Replica replica() {
        return replica;
    }

    long known() {
        return order.known();
    }

    Attestation attestation() {
        return attestation;
    }

    void setClockError(long error) {
        clockError = error;
    }

    void setFull(boolean isFull) {
        full = isFull;
        replica.store().fill(isFull);
        if (!isFull && up) {
            advance();
        }
    }

    void start() {
        if (up) {
            return;
        }
        up = true;
        life++;
        order = new Order(world, id, disk);
        attestation = new Attestation(world, id);
        wanted.clear();
        promised.clear();
        settled = 0;
        replica.open();
        replica.store().fill(full);
        if (order.block(1) == null) {
            disk.append(genesis);
            disk.forceUpTo(disk.size());
            order = new Order(world, id, disk);
        }
        knownAtStart = life > 1 ? order.known() : 0;
        advance();
        tick();
    }

    void crash() {
        if (up) {
            up = false;
            life++;
            disk.crash(world.random());
            replica.crash();
        }
    }

    /** Its disk is lost. It may never vote again: it does not know what it promised. */
    void wipe() {
        crash();
        disk.wipe();
        replica.wipe();
        voting = false;
    }

    private void tick() {
        world.later(id, 80L + world.random().nextInt(60), this::tick);
        ticks++;
        order.propose();
        advance();
        boolean asks = id < Schedule.MEMBERS || !world.has(NetworkDefect.JOINING_MEMBER_STAYS_BEHIND);
        if (ticks % 3 == 0 && asks) {
            for (int other = 0; other < Schedule.MEMBERS; other++) {
                if (other != id) {
                    world.send(id, other, new Mail.AskBlocks(order.known() + 1));
                }
            }
        }
        long height = ledger().height();
        while (settled < height && attestation.silent(settled + 1).isEmpty()) {
            settled++;
        }
        for (long asked = settled + 1; asked <= Math.min(height, settled + HEIGHTS_ASKED_FOR); asked++) {
            for (int silent : attestation.silent(asked)) {
                world.send(id, silent, new Mail.AskSay(asked));
            }
        }
    }

    /** Replays what is ordered. */
    void advance() {
        if (world.has(NetworkDefect.STATE_IS_NOT_REPLAYED_AFTER_A_CRASH) && ledger().height() < knownAtStart) {
            return;
        }
        try {
            for (Ordered next = order.block(ledger().height() + 1);
                    next != null;
                    next = order.block(ledger().height() + 1)) {
                if (!replica.apply(next.block())) {
                    return;
                }
                applied(next.block());
            }
        } catch (RuntimeException e) {
            world.checker().stopped(id, String.valueOf(e.getMessage()));
            up = false;
            life++;
            replica.wipe();
            world.clockwork().after(400, this::start);
        }
    }

    private void applied(Block block) {
        SteppedMember ledger = ledger();
        long height = block.height();
        String own = ledger.checkpoint();
        world.checker().applied(id, height, own);
        for (int other = 0; other <= Schedule.MEMBERS; other++) {
            if (id < Schedule.MEMBERS) {
                world.send(id, other, new Mail.Say(saidTo(other, own)));
            }
        }
        for (byte[] bytes : block.entries()) {
            Entry.Body body = Entry.decode(bytes).body();
            byte[] entryId = Entry.decode(bytes).id();
            Set<Integer> clients = wanted.remove(HexFormat.of().formatHex(entryId));
            if (clients != null && !body.commands().isEmpty()) {
                clients.forEach(client -> promise(client, entryId));
            }
        }
    }

    /** What it says about a height; who splits views says something else to some. */
    private String saidTo(int other, String own) {
        if (!world.lies(id, Schedule.Lie.SPLITS_VIEW) || other % 2 == 1 || other == id) {
            return own;
        }
        Checkpoint truth = Checkpoint.parse(own).checkpoint();
        byte[] root = truth.stateRoot().clone();
        root[0] ^= 1;
        return new Checkpoint(
                        World.CHAIN, World.SUITE, truth.height(), truth.time(), truth.logSize(), truth.logRoot(), root)
                .sign(World.name(id), World.signer(id))
                .text();
    }

    private void receive(int from, Mail mail) {
        if (!up) {
            return;
        }
        switch (mail) {
            case Mail.Submit(Entry entry) -> submitted(from, entry);
            case Mail.Prepare prepare -> order.onPrepare(from, prepare);
            case Mail.Promise promise -> order.onPromise(from, promise);
            case Mail.Propose propose -> order.onPropose(from, propose);
            case Mail.Accepted accepted -> order.onAccepted(from, accepted);
            case Mail.Decided(Ordered block) -> order.onDecided(from, block);
            case Mail.AskBlocks(long fromHeight) -> blocksAsked(from, fromHeight);
            case Mail.Say(String checkpoint) -> heard(from, checkpoint);
            case Mail.AskSay(long height) ->
                ledger().checkpoint(height).ifPresent(own -> world.send(id, from, new Mail.Say(saidTo(from, own))));
            case Mail.AskConsistency(long fromHeight) -> consistencyAsked(from, fromHeight);
            case Mail.Acknowledge acknowledge -> {}
            case Mail.Consistent consistent -> {}
        }
    }

    private void submitted(int client, Entry entry) {
        if (world.lies(id, Schedule.Lie.GIVES_FALSE_RECEIPTS)
                || world.has(NetworkDefect.ACKNOWLEDGED_BEFORE_IT_IS_ORDERED)) {
            Outcome genesisOutcome = ledger().outcome(Entries.genesis().id()).orElseThrow();
            world.send(
                    id,
                    client,
                    new Mail.Acknowledge(entry.id(), genesisOutcome.receipts().getFirst()));
        }
        if (ledger().outcome(entry.id()).isPresent()) {
            promise(client, entry.id());
        } else {
            wanted.computeIfAbsent(entry.idText(), missing -> new LinkedHashSet<>())
                    .add(client);
            order.submit(entry);
        }
    }

    private void promise(int client, byte[] entryId) {
        Optional<Outcome> outcome = ledger().outcome(entryId);
        if (outcome.isPresent()) {
            long height = ledger().height();
            promised.computeIfAbsent(height, missing -> new ArrayList<>())
                    .add(new Promised(client, entryId, outcome.get().receipts().getFirst()));
            acknowledge(height);
        }
    }

    /** Gives the receipts of a height away once a quorum has signed it. */
    private void acknowledge(long height) {
        Optional<Checkpoint.Signed> quorum = attestation.cosigned(height);
        if (quorum.isEmpty() && !world.has(NetworkDefect.ACKNOWLEDGED_WITHOUT_A_QUORUM)) {
            return;
        }
        List<Promised> waiting = promised.remove(height);
        for (Promised one : waiting == null ? List.<Promised>of() : waiting) {
            Receipt receipt = Receipt.decode(one.receipt());
            if (world.has(NetworkDefect.RECEIPT_OF_ANOTHER_ENTRY) && height % 3 == 0) {
                receipt = Receipt.decode(ledger().receipt(0).orElseThrow());
            }
            String checkpoint = quorum.map(Checkpoint.Signed::text).orElse(receipt.checkpoint());
            Receipt complete = new Receipt(receipt.leaf(), receipt.position(), receipt.path(), checkpoint);
            world.checker().acknowledges(id, one.entryId());
            world.send(id, one.client(), new Mail.Acknowledge(one.entryId(), complete.encode()));
        }
    }

    private void heard(int from, String checkpoint) {
        if (from < Schedule.MEMBERS && attestation.hear(from, checkpoint)) {
            world.checker().heard(id, from, checkpoint);
            acknowledge(Checkpoint.parse(checkpoint).checkpoint().height());
        }
    }

    private void blocksAsked(int from, long fromHeight) {
        for (long height = fromHeight; height < fromHeight + BLOCKS_IN_AN_ANSWER; height++) {
            Ordered block = order.block(height);
            if (block != null) {
                world.send(id, from, new Mail.Decided(asGiven(block)));
            }
        }
    }

    private Ordered asGiven(Ordered block) {
        if (!world.lies(id, Schedule.Lie.GIVES_FALSE_BLOCKS)) {
            return block;
        }
        List<byte[]> entries = new ArrayList<>(block.block().entries());
        entries.add(Arrays.copyOf(new byte[0], 8));
        return world.ordered(new Block(block.block().height(), block.block().time(), entries));
    }

    private void consistencyAsked(int from, long fromHeight) {
        if (world.lies(id, Schedule.Lie.SPLITS_VIEW) && ledger().height() > fromHeight) {
            world.send(id, from, new Mail.Consistent(fromHeight, saidTo(from, ledger().checkpoint()), List.of()));
            return;
        }
        long newest = Math.min(attestation.newest(), ledger().height());
        Optional<Checkpoint.Signed> quorum = attestation.cosigned(newest);
        if (newest > fromHeight && quorum.isPresent()) {
            List<byte[]> path = fromHeight == 0
                    ? List.of()
                    : ConsistencyProof.decode(
                                    ledger().consistency(fromHeight, newest).orElseThrow())
                            .path();
            world.send(id, from, new Mail.Consistent(fromHeight, quorum.get().text(), path));
        }
    }
}
