package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.ReadOnlyMember;

/** In which blocks of a chain only commands about a change of engines counted, read from what the state was. */
public final class FrozenBlocks {
    private static final int AT_ONCE = 200;

    /** The last frozen block by the last block before. */
    private final TreeMap<Long, Long> lastByFreeze = new TreeMap<>();

    private FrozenBlocks() {}

    /** Reads the history of the chain's engine from the state in the folder. */
    public static FrozenBlocks of(Path state) throws IOException {
        FrozenBlocks frozen = new FrozenBlocks();
        try (ReadOnlyMember member = ReadOnlyMember.open(state)) {
            long before = 0;
            List<Version> page;
            do {
                page = member.history("engine", before, AT_ONCE);
                for (Version version : page) {
                    frozen.take(version);
                    before = version.version();
                }
            } while (page.size() == AT_ONCE);
        }
        return frozen;
    }

    private void take(Version version) {
        MapValue map = CanonicalDecoder.decode(version.value()).asMap();
        Optional<MapValue> then =
                map.find("next").map(next -> next.asMap().get("value").asMap());
        // The version that says what comes after is the last of the change: with its block the freeze ends.
        note(map, then.isPresent() ? version.height() : Long.MAX_VALUE);
        then.ifPresent(value -> note(value, Long.MAX_VALUE));
    }

    private void note(MapValue binding, long last) {
        binding.find("switching")
                .map(switching -> switching.asMap().get("freeze").asLong())
                .ifPresent(freeze -> lastByFreeze.merge(freeze, last, Math::min));
    }

    /** Whether the block was frozen. */
    public boolean contains(long height) {
        return Optional.ofNullable(lastByFreeze.lowerEntry(height))
                .filter(span -> height <= span.getValue())
                .isPresent();
    }
}
