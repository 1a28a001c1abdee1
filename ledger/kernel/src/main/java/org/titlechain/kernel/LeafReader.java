package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * What a leaf of the log says ({@code docs/formats.md}, section 4), as far as the stored state follows from it.
 *
 * @param height the block
 * @param time its time, ms
 * @param entry the identifier of the entry
 * @param accepted whether the command was
 * @param writes what it wrote, in order
 */
record LeafReader(long height, long time, Bytes entry, boolean accepted, List<Leaves.Written> writes) {
    static LeafReader of(byte[] leaf) {
        MapValue map = CanonicalDecoder.decode(leaf).asMap();
        MapValue decision = map.get("decision").asMap();
        List<Leaves.Written> writes = new ArrayList<>();
        for (Value write : decision.find("writes").map(Value::asList).orElse(List.of())) {
            MapValue one = write.asMap();
            writes.add(new Leaves.Written(
                    one.get("key").asText(),
                    one.get("version").asLong(),
                    one.get("digest").asBytes()));
        }
        return new LeafReader(
                map.get("height").asLong(),
                map.get("time").asLong(),
                new Bytes(map.get("entry").asBytes()),
                decision.get("accepted").asBoolean(),
                writes);
    }
}
