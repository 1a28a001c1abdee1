package org.titlechain.client;

import java.util.List;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.proof.Proven;

/**
 * The decision on an entry, proven by receipts that were verified here.
 *
 * @param entryId the entry's identifier, hex
 * @param commands what was decided on each command, in order
 */
public record Decided(String entryId, List<Command> commands) {
    public Decided {
        commands = List.copyOf(commands);
    }

    /**
     * The decision on one command.
     *
     * @param proven where it stands
     * @param decision as it stands on the ledger
     * @param receipt the bytes that prove it to anybody; keep them
     */
    public record Command(Proven.Recorded proven, MapValue decision, byte[] receipt) {
        /** Whether the command took effect. */
        public boolean isAccepted() {
            return proven.accepted();
        }
    }

    /** Whether every command took effect. */
    public boolean isAccepted() {
        return commands.stream().allMatch(Command::isAccepted);
    }
}
