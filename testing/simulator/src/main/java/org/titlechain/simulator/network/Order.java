package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;
import org.titlechain.simulator.network.Mail.Ordered;

/**
 * The ordering service of a run: one decree for each height, by the synod of Lamport's part-time parliament. It stands
 * for the engines, whose own programs are tested elsewhere; it survives crashes, losses and partitions and trusts its
 * members to order honestly, while what they say about the state is trusted by nobody.
 */
final class Order {
    private static final int LARGEST_BLOCK = 4;
    private static final int IDENTIFIERS = 16;

    private final World world;
    private final int id;
    private final Disk disk;
    private final Map<Long, Slot> slots = new HashMap<>();
    private final TreeMap<Long, Ordered> decided = new TreeMap<>();
    private final Map<String, Entry> pending = new LinkedHashMap<>();
    private final Map<Long, Map<String, Set<Integer>>> heard = new HashMap<>();
    private long round;
    private @Nullable Attempt attempt;

    private record SlotRecord(long height, Slot slot) {}

    private record Slot(
            long promised, long acceptedBallot, @Nullable Ordered accepted) {
        static final Slot EMPTY = new Slot(0, 0, null);
    }

    private static final class Attempt {
        final long height;
        final long ballot;
        final Map<Integer, Mail.Promise> promises = new HashMap<>();
        final Set<Integer> accepted = new HashSet<>();

        @Nullable
        Ordered proposed;

        Attempt(long height, long ballot) {
            this.height = height;
            this.ballot = ballot;
        }
    }

    Order(World world, int id, Disk disk) {
        this.world = world;
        this.id = id;
        this.disk = disk;
        for (Object item : disk.records()) {
            if (item instanceof Ordered ordered) {
                decided.put(ordered.block().height(), ordered);
            } else if (item instanceof SlotRecord(long height, Slot slot)
                    && !world.has(NetworkDefect.ORDER_FORGETS_ITS_PROMISE_IN_A_CRASH)) {
                slots.put(height, slot);
            }
        }
    }

    /** The last height up to which every block is known. */
    long known() {
        long height = 0;
        while (decided.containsKey(height + 1)) {
            height++;
        }
        return height;
    }

    @Nullable
    Ordered block(long height) {
        return decided.get(height);
    }

    private Slot slot(long height) {
        return slots.getOrDefault(height, Slot.EMPTY);
    }

    /** Wants the entry in the list. */
    void submit(Entry entry) {
        boolean isOrdered = decided.values().stream()
                .anyMatch(ordered -> ordered.block().entries().stream()
                        .anyMatch(bytes -> java.util.Arrays.equals(bytes, entry.bytes())));
        if (!isOrdered) {
            pending.put(entry.idText(), entry);
            propose();
        }
    }

    /** Begins a ballot when something waits and none is under way. */
    void propose() {
        if (pending.isEmpty() || attempt != null || !world.member(id).votes()) {
            return;
        }
        round++;
        Attempt begun = new Attempt(known() + 1, round * IDENTIFIERS + id + 1);
        attempt = begun;
        toAll(new Mail.Prepare(begun.height, begun.ballot));
        world.later(id, 150L + world.random().nextInt(400), () -> {
            if (attempt == begun) {
                attempt = null;
                propose();
            }
        });
    }

    private void toAll(Mail mail) {
        for (int other = 0; other < Schedule.MEMBERS; other++) {
            world.send(id, other, mail);
        }
    }

    private int quorum() {
        return world.has(NetworkDefect.ORDER_DECIDES_WITHOUT_A_QUORUM) ? 1 : World.QUORUM;
    }

    void onPrepare(int from, Mail.Prepare prepare) {
        Ordered known = decided.get(prepare.height());
        if (known != null) {
            world.send(id, from, new Mail.Decided(known));
            return;
        }
        Slot slot = slot(prepare.height());
        round = Math.max(round, prepare.ballot() / IDENTIFIERS);
        if (prepare.ballot() <= slot.promised() || !world.member(id).votes()) {
            return;
        }
        Mail reply = new Mail.Promise(prepare.height(), prepare.ballot(), slot.acceptedBallot(), slot.accepted());
        keep(prepare.height(), new Slot(prepare.ballot(), slot.acceptedBallot(), slot.accepted()));
        forced(() -> world.send(id, from, reply));
    }

    void onPropose(int from, Mail.Propose propose) {
        Slot slot = slot(propose.height());
        if (propose.ballot() < slot.promised()
                || decided.containsKey(propose.height())
                || !world.member(id).votes()) {
            return;
        }
        keep(propose.height(), new Slot(propose.ballot(), propose.ballot(), propose.block()));
        Runnable answer = () -> world.send(id, from, new Mail.Accepted(propose.height(), propose.ballot()));
        if (world.has(NetworkDefect.ORDER_ACCEPTS_BEFORE_THE_DISK_HAS_IT)) {
            answer.run();
        } else {
            forced(answer);
        }
    }

    private void keep(long height, Slot slot) {
        slots.put(height, slot);
        disk.append(new SlotRecord(height, slot));
    }

    /** Does the work once everything written so far is on the disk, unless the process dies before. */
    private void forced(Runnable work) {
        int mark = disk.size();
        world.later(id, 1L + world.random().nextInt(8), () -> {
            disk.forceUpTo(mark);
            work.run();
        });
    }

    void onPromise(int from, Mail.Promise promise) {
        Attempt own = attempt;
        if (own == null || own.ballot != promise.ballot() || own.proposed != null) {
            return;
        }
        own.promises.put(from, promise);
        if (own.promises.size() < quorum()) {
            return;
        }
        Ordered chosen = null;
        long newest = 0;
        for (Mail.Promise one : own.promises.values()) {
            if (one.acceptedBallot() > newest && !world.has(NetworkDefect.ORDER_IGNORES_WHAT_WAS_ACCEPTED_BEFORE)) {
                newest = one.acceptedBallot();
                chosen = one.accepted();
            }
        }
        own.proposed = chosen == null ? batch(own.height) : chosen;
        toAll(new Mail.Propose(own.height, own.ballot, own.proposed));
    }

    private Ordered batch(long height) {
        List<byte[]> entries = new ArrayList<>();
        for (Entry entry : pending.values()) {
            if (entries.size() < LARGEST_BLOCK) {
                entries.add(entry.bytes());
            }
        }
        Ordered before = decided.get(height - 1);
        long earliest = before == null ? 0 : before.block().time();
        return world.ordered(
                new Block(height, Math.max(earliest, world.member(id).clock()), entries));
    }

    void onAccepted(int from, Mail.Accepted accepted) {
        Attempt own = attempt;
        if (own == null || own.ballot != accepted.ballot() || own.proposed == null) {
            return;
        }
        own.accepted.add(from);
        if (own.accepted.size() >= quorum()) {
            attempt = null;
            Ordered block = own.proposed;
            decide(block);
            for (int other = 0; other <= Schedule.MEMBERS; other++) {
                if (other != id) {
                    world.send(id, other, new Mail.Decided(block));
                }
            }
            propose();
        }
    }

    /** Somebody says that the block was decided; two must say so, for one of them may lie. */
    void onDecided(int from, Ordered block) {
        long height = block.block().height();
        if (decided.containsKey(height)) {
            return;
        }
        Set<Integer> sources = heard.computeIfAbsent(height, missing -> new HashMap<>())
                .computeIfAbsent(block.digest(), missing -> new HashSet<>());
        sources.add(from);
        Ordered accepted = slot(height).accepted();
        if (accepted != null && accepted.digest().equals(block.digest())) {
            sources.add(id);
        }
        if (sources.size() >= 2 || world.has(NetworkDefect.ORDER_TAKES_BLOCKS_FROM_ONE_SOURCE)) {
            decide(block);
        }
    }

    private void decide(Ordered block) {
        long height = block.block().height();
        decided.put(height, block);
        disk.append(block);
        heard.remove(height);
        for (byte[] bytes : block.block().entries()) {
            pending.values().removeIf(entry -> java.util.Arrays.equals(entry.bytes(), bytes));
        }
        if (attempt != null && attempt.height == height) {
            attempt = null;
        }
        world.checker().decided(id, block);
        world.member(id).advance();
        propose();
    }
}
