package org.titlechain.contract;

import java.util.Optional;
import org.titlechain.codec.Value;

/** Which version of the contract decides, as the chain's own state says. */
public final class ContractVersions {
    /** The version that decides a chain's first command. */
    public static final long FIRST = 1;

    private static final String CHAIN = "chain";

    private ContractVersions() {}

    /** A version that was voted for and takes effect at a height. */
    public record Upcoming(long version, long height) {}

    /** The version that decides the commands of the block at the height. */
    public static long inForce(StateView state, long height) {
        return Scheduled.find(state, CHAIN, height)
                .flatMap(chain -> chain.find("contract"))
                .map(Value::asLong)
                .orElse(FIRST);
    }

    /** The version that takes effect after the height, where one is voted for. */
    public static Optional<Upcoming> upcoming(StateView state, long height) {
        return Scheduled.change(state, CHAIN, height)
                .map(change -> new Upcoming(inForce(state, change), change))
                .filter(upcoming -> upcoming.version() != inForce(state, height));
    }
}
