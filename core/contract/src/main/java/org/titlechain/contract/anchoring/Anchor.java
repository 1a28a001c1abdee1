package org.titlechain.contract.anchoring;

import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;

/**
 * The newest checkpoint of a subordinate chain that is recorded here, as it stands under {@code anchor/<chain>}. Every
 * earlier one is an earlier version of the same key.
 *
 * @param checkpoint its text, with the signatures that were verified
 * @param height its height on its own chain
 * @param time its block time there, ms
 * @param logSize its log size
 */
public record Anchor(String checkpoint, long height, long time, long logSize) {
    /** What the state keys of anchors begin with. */
    public static final String PREFIX = "anchor/";

    /** The state key of a chain's anchors. */
    public static String stateKey(String chain) {
        return PREFIX + chain;
    }

    /** The newest anchor of the chain. */
    public static Optional<Anchor> find(StateView state, String chain) {
        return state.find(stateKey(chain)).map(Anchor::read);
    }

    /** An anchor as it is stored. */
    public static Anchor read(MapValue value) {
        return new Anchor(
                value.get("checkpoint").asText(),
                value.get("height").asLong(),
                value.get("time").asLong(),
                value.get("logSize").asLong());
    }

    MapValue toMap() {
        return Value.map()
                .put("checkpoint", checkpoint)
                .put("height", height)
                .put("time", time)
                .put("logSize", logSize)
                .build();
    }
}
