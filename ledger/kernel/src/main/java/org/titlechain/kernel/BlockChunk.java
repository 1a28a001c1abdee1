package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.SnapshotException.Fault;

/**
 * Checkpoints of blocks one after the other, as the member that gives them has kept them.
 *
 * @param from the height of the first
 * @param checkpoints their texts
 */
record BlockChunk(long from, List<String> checkpoints) {
    private static final String FORMAT = "titlechain/snapshot-blocks";

    byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("from", from)
                .put("checkpoints", Value.texts(checkpoints))
                .build());
    }

    static BlockChunk decode(byte[] bytes) throws SnapshotException {
        try {
            MapValue map = CanonicalDecoder.decode(bytes).asMap();
            boolean whole = map.entries().size() == 4
                    && map.get("format").asText().equals(FORMAT)
                    && map.get("version").asLong() == 1;
            SnapshotException.require(whole, Fault.CHUNK_MALFORMED, "not a chunk of checkpoints");
            List<String> texts = new ArrayList<>();
            for (Value text : map.get("checkpoints").asList()) {
                texts.add(text.asText());
            }
            return new BlockChunk(map.get("from").asLong(), texts);
        } catch (CodecException e) {
            throw new SnapshotException(Fault.CHUNK_MALFORMED, String.valueOf(e.getMessage()));
        }
    }
}
