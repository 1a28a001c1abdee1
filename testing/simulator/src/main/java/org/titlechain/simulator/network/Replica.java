package org.titlechain.simulator.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.kernel.MemoryStateStore;
import org.titlechain.kernel.SteppedMember;
import org.titlechain.ledger.Block;
import org.titlechain.storage.LedgerDamageException;

/** A member's replay of the order: the product's own, over a store that can fail. */
final class Replica {
    /** Mistakes of a single member are made by this one. */
    private static final int MISTAKEN = 1;

    private final World world;
    private final int id;
    private final Contract contract;
    private MemoryStateStore store = new MemoryStateStore();
    private @Nullable SteppedMember member;
    private long remembered;

    Replica(World world, int id, Contract contract) {
        this.world = world;
        this.id = id;
        this.contract = contract;
    }

    /** Opens the state as it stands; a state that is damaged is thrown away and made anew from the order. */
    SteppedMember open() {
        remembered = 0;
        SteppedMember.Identity identity =
                new SteppedMember.Identity(World.CHAIN, World.SUITE, World.name(id), World.signer(id), 2);
        try {
            SteppedMember opened = SteppedMember.open(identity, store, contract());
            member = opened;
            return opened;
        } catch (LedgerDamageException e) {
            world.checker().stopped(id, "its state is damaged: " + e.getMessage());
            wipe();
            return open();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SteppedMember member() {
        SteppedMember present = member;
        return present == null ? open() : present;
    }

    MemoryStateStore store() {
        return store;
    }

    void wipe() {
        store = new MemoryStateStore();
        if (world.has(NetworkDefect.REPEATED_ENTRY_HAS_A_SECOND_EFFECT)) {
            store.forgetEntries();
        }
        member = null;
    }

    void crash() {
        int lost = world.random().nextInt(4);
        if (world.has(NetworkDefect.STATE_IS_TORN_IN_A_CRASH)) {
            store.tear(world.random());
        } else {
            store.crash(lost);
        }
        member = null;
    }

    /** Replays the block. False when there is no room: then it is to be tried again. */
    boolean apply(Block block) {
        try {
            member().apply(asThisMemberReadsIt(block));
            return true;
        } catch (IOException e) {
            member = null;
            return false;
        }
    }

    private Contract contract() {
        if (world.lies(id, Schedule.Lie.DECIDES_OTHERWISE)) {
            return (state, command, context) -> counting(contract.decide(state, command, context), 1);
        }
        if (world.has(NetworkDefect.CONTRACT_ASKS_WHO_DECIDES)) {
            return (state, command, context) -> counting(contract.decide(state, command, context), id);
        }
        if (world.has(NetworkDefect.CONTRACT_REMEMBERS_BESIDE_THE_STATE)) {
            return (state, command, context) -> counting(contract.decide(state, command, context), ++remembered);
        }
        if (world.has(NetworkDefect.CONTRACT_THROWS_AT_A_COMMAND)) {
            return (state, command, context) -> {
                if (context.height() > 4 && command.type().equals("access.view")) {
                    throw new IllegalStateException("thrown on purpose");
                }
                return contract.decide(state, command, context);
            };
        }
        return contract;
    }

    private static Decision counting(Decision decision, long number) {
        return decision instanceof Accepted accepted && accepted.result().has("count")
                ? new Accepted(
                        accepted.changes(),
                        Value.map()
                                .put("count", accepted.result().get("count"))
                                .put("by", number)
                                .build())
                : decision;
    }

    private Block asThisMemberReadsIt(Block block) {
        if (id != MISTAKEN || block.height() < 3) {
            return block;
        }
        List<byte[]> entries = new ArrayList<>(block.entries());
        if (world.has(NetworkDefect.BLOCK_IS_REPLAYED_IN_ANOTHER_ORDER)) {
            Collections.reverse(entries);
        } else if (world.has(NetworkDefect.ENTRY_IS_LOST_IN_REPLAY) && entries.size() > 1) {
            entries.removeLast();
        } else if (world.has(NetworkDefect.ENTRY_IS_CHANGED_IN_REPLAY)) {
            byte[] changed = entries.removeLast().clone();
            changed[changed.length - 1] ^= 1;
            entries.add(changed);
        } else if (world.has(NetworkDefect.BLOCK_IS_SKIPPED_IN_REPLAY) && block.height() % 4 == 0) {
            entries.clear();
        } else if (world.has(NetworkDefect.BLOCK_TIME_IS_READ_FROM_THE_CLOCK)) {
            return new Block(block.height(), world.time() + 1, entries);
        }
        return new Block(block.height(), block.time(), entries);
    }
}
