package org.titlechain.kernel;

import java.util.List;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;
import org.titlechain.contract.BlockContext;

/** Writes log leaves: {@code docs/formats.md}, section 4. */
final class Leaves {
    private static final long VERSION = 1;

    private Leaves() {}

    /** A state key that a command wrote. */
    record Written(String key, long version, byte[] digest) {}

    static byte[] accepted(BlockContext context, MapValue command, MapValue result, List<Written> writes) {
        List<MapValue> written = writes.stream()
                .map(write -> Value.map()
                        .put("key", write.key())
                        .put("version", write.version())
                        .put("digest", write.digest())
                        .build())
                .toList();
        return encode(
                context,
                command,
                Value.map()
                        .put("accepted", true)
                        .put("result", result)
                        .put("writes", Value.list(written))
                        .build());
    }

    static byte[] refused(BlockContext context, Value command, String code, MapValue facts) {
        return encode(
                context,
                command,
                Value.map()
                        .put("accepted", false)
                        .put("code", code)
                        .put("facts", facts)
                        .build());
    }

    /** The one leaf of an entry that is refused as a whole; the context's index is −1. */
    static byte[] refusedEntry(BlockContext context, String code, MapValue facts) {
        return refused(context, NullValue.NULL, code, facts);
    }

    private static byte[] encode(BlockContext context, Value command, MapValue decision) {
        return CanonicalEncoder.encode(Value.map()
                .put("version", VERSION)
                .put("height", context.height())
                .put("time", context.time())
                .put("entry", context.entryId())
                .put("index", context.commandIndex())
                .put("key", context.keyId())
                .put("command", command)
                .put("decision", decision)
                .build());
    }
}
