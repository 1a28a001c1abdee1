package org.titlechain.kernel;

import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.BlockSummary;

/** How the summary of a block is stored. */
final class BlockSummaries {
    private BlockSummaries() {}

    static byte[] encode(BlockSummary summary) {
        return CanonicalEncoder.encode(Value.map()
                .put("height", summary.height())
                .put("time", summary.time())
                .put("entries", summary.entries())
                .put("commands", summary.commands())
                .put("refused", summary.refused())
                .put("logSize", summary.logSize())
                .put("logRoot", summary.logRoot())
                .put("stateRoot", summary.stateRoot())
                .put("checkpoint", summary.checkpoint())
                .build());
    }

    static BlockSummary decode(byte[] bytes) {
        MapValue map = CanonicalDecoder.decode(bytes).asMap();
        return new BlockSummary(
                map.get("height").asLong(),
                map.get("time").asLong(),
                (int) map.get("entries").asLong(),
                (int) map.get("commands").asLong(),
                (int) map.get("refused").asLong(),
                map.get("logSize").asLong(),
                map.get("logRoot").asBytes(),
                map.get("stateRoot").asBytes(),
                map.get("checkpoint").asText());
    }
}
