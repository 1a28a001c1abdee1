package org.titlechain.contract;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Suite;

/** A state in memory and a contract that decides on it, one command after the other. */
public final class MemoryState implements StateView {
    private final Map<String, MapValue> values = new TreeMap<>();
    private final Contract contract = new TitleChainContract(Suite.GM.hash());
    private long height;

    @Override
    public Optional<MapValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The last block: each command has one of its own. */
    public long height() {
        return height;
    }

    /** Decides the command as signed by the key at the time and takes over what it changes. */
    public Decision decide(MapValue command, String key, long time) {
        return decideAs(command, Suite.GM.keyId(key.getBytes(StandardCharsets.UTF_8)), time);
    }

    /** The same, with the key's identifier. */
    public Decision decideAs(MapValue command, byte[] keyId, long time) {
        height++;
        BlockContext context = new BlockContext("test", height, time, new byte[32], 0, keyId);
        Decision decision = contract.decide(this, Command.of(command), context);
        if (decision instanceof Decision.Accepted accepted) {
            accepted.changes().forEach(change -> values.put(change.key(), change.value()));
        }
        return decision;
    }
}
