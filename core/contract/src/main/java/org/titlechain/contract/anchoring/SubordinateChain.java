package org.titlechain.contract.anchoring;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.proof.TrustedMembers;

/**
 * Whose checkpoints are recorded here: the chain's members vote for the trust file of each subordinate chain as the
 * parameter {@code chain.<name>}, a map with the file as text under {@code trust}. A subordinate chain whose keys
 * change is voted for anew; an empty text ends it.
 */
public final class SubordinateChain {
    /** What the names of these parameters begin with. */
    public static final String PARAMETER = "chain.";

    /** What the state keys of these parameters begin with. */
    public static final String PREFIX = "parameter/" + PARAMETER;

    private SubordinateChain() {}

    /** The chain's keys at the height; empty when the chain is not known here, or its trust file is not one of it. */
    public static Optional<TrustedMembers> at(StateView state, String chain, long height) {
        return Scheduled.find(state, PREFIX + chain, height)
                .flatMap(parameter -> parameter.get("value").asMap().find("trust"))
                .flatMap(SubordinateChain::parsed)
                .filter(trust -> trust.chain().equals(chain));
    }

    private static Optional<TrustedMembers> parsed(Value file) {
        try {
            return file instanceof TextValue(String text)
                    ? Optional.of(TrustedMembers.parse(text.getBytes(StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (CodecException e) {
            return Optional.empty();
        }
    }
}
