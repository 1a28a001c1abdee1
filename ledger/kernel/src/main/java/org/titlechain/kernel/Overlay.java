package org.titlechain.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;

/** The state as the commands of a block see it: their own changes over what is stored. For one thread. */
final class Overlay implements StateView {
    private static final int CACHED = 4_096;
    private static final byte[] NO_DIGEST = {};

    private final StateStore store;
    private final Map<String, Current> changed = new LinkedHashMap<>();

    /** Values read lately, of whole blocks only; the same few keys are asked for by nearly every command. */
    private final Map<String, Current> cached = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Current> eldest) {
            return size() > CACHED;
        }
    };

    Overlay(StateStore store) {
        this.store = store;
    }

    /** The present version of a key; the digest of the value's bytes only where a command of this block wrote it. */
    record Current(MapValue value, Ledger.Version version, byte[] digest) {}

    @Override
    public Optional<MapValue> find(String key) {
        return Optional.ofNullable(current(key)).map(Current::value);
    }

    @Nullable
    Current current(String key) {
        Current own = changed.get(key);
        if (own == null) {
            own = cached.get(key);
        }
        if (own != null) {
            return own;
        }
        byte[] stored = store.get(Column.VALUES, Keys.text(key));
        if (stored == null) {
            return null;
        }
        Ledger.Version version = StoredVersion.decode(key, stored);
        Current read = new Current(CanonicalDecoder.decode(version.value()).asMap(), version, NO_DIGEST);
        cached.put(key, read);
        return read;
    }

    void change(MapValue value, Ledger.Version version, byte[] digest) {
        changed.put(version.key(), new Current(value, version, digest));
    }

    /** The keys that the block changed, in the order of their first change, with their newest version. */
    Map<String, Current> changes() {
        return changed;
    }

    /** The block is stored. */
    void settle() {
        cached.putAll(changed);
        changed.clear();
    }
}
