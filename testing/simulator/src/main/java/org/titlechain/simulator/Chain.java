package org.titlechain.simulator;

import java.nio.ByteBuffer;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;

/** A chain in memory: the state, and the real contract that decides over it. */
final class Chain {
    static final String NAME = "simulated";

    private static final int DYING = 16;

    private final Contract contract;
    private final Signers signers;
    private final MemoryState state = new MemoryState();
    private long commands;
    private long height;

    Chain(Contract contract, Signers signers) {
        this.contract = contract;
        this.signers = signers;
    }

    MemoryState state() {
        return state;
    }

    /** Decides the command as an entry of its own and takes over what it changes. */
    Decision decide(MapValue command, String signer, long time, boolean startsBlock) {
        commands++;
        height += startsBlock || height == 0 ? 1 : 0;
        byte[] entry = ByteBuffer.allocate(32).putLong(24, commands).array();
        BlockContext context = new BlockContext(NAME, height, time, entry, 0, signers.identifier(signer));
        Decision decision = contract.decide(state, Command.of(command), context);
        if (commands % DYING == 0
                && !contract.decide(state, Command.of(command), context).equals(decision)) {
            // The process died before it wrote, and decides once more when it is back.
            throw new IllegalStateException("once more, the command is decided otherwise");
        }
        if (decision instanceof Accepted accepted) {
            state.apply(accepted.changes());
        }
        return decision;
    }
}
