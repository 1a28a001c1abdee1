package org.titlechain.rules.instrument;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.crypto.HashFunction;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.pack.RulePack;

/**
 * Compiled packs by the digest of their text, those asked for last. What it holds never changes an answer, only how
 * long it takes. At most {@value #MOST} packs are held; any thread may ask.
 */
public final class PackLibrary {
    static final int MOST = 64;

    private final HashFunction hash;
    private final Map<String, CompiledPack> compiled = new LinkedHashMap<>();

    public PackLibrary(HashFunction hash) {
        this.hash = hash;
    }

    /** The state key of a version. */
    public static String stateKey(String pack, long version) {
        return "rulepack/" + pack + "/" + version;
    }

    /** The reference to a pack: its digest is over its canonical bytes. */
    public PackReference reference(RulePack pack) {
        byte[] digest = hash.hash(CanonicalEncoder.encode(pack.toValue()));
        return new PackReference(pack.id(), pack.version(), HexFormat.of().formatHex(digest));
    }

    /** The text of a version as it stands on the ledger. */
    public static Optional<RulePack> find(StateView state, String pack, long version) {
        return state.find(stateKey(pack, version))
                .map(value -> RulePack.read(value.get("pack").asMap()));
    }

    /** The pack of the reference, ready to be asked; it must be on the ledger. */
    public CompiledPack get(StateView state, PackReference reference) {
        synchronized (compiled) {
            CompiledPack known = compiled.remove(reference.digest());
            if (known != null) {
                compiled.put(reference.digest(), known);
                return known;
            }
        }
        MapValue stored = state.find(stateKey(reference.name(), reference.version()))
                .orElseThrow(() -> new IllegalStateException("a case is pinned to an unknown pack: " + reference));
        CompiledPack pack =
                CompiledPack.compile(RulePack.read(stored.get("pack").asMap()));
        keep(reference, pack);
        return pack;
    }

    /** Keeps a pack that was compiled elsewhere. */
    void keep(PackReference reference, CompiledPack pack) {
        synchronized (compiled) {
            compiled.put(reference.digest(), pack);
            if (compiled.size() > MOST) {
                compiled.remove(compiled.keySet().iterator().next());
            }
        }
    }
}
