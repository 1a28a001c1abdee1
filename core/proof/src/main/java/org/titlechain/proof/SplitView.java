package org.titlechain.proof;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Two signed checkpoints of one chain that no history holds both of: {@code docs/formats.md}, section 9a. The two speak
 * for themselves, so whoever found them signs nothing.
 *
 * @param first the text of the signed checkpoint that was seen first
 * @param second the text of the signed checkpoint that contradicts it
 */
public record SplitView(String first, String second) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/split-view";

    /**
     * The two as evidence, when they contradict each other. Signatures are not verified.
     *
     * @throws CodecException when one of them is not a checkpoint's text
     */
    public static Optional<SplitView> between(String first, String second) {
        boolean contradict = Checkpoint.parse(first)
                .checkpoint()
                .contradicts(Checkpoint.parse(second).checkpoint());
        return contradict ? Optional.of(new SplitView(first, second)) : Optional.empty();
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("first", first)
                .put("second", second)
                .build());
    }

    /**
     * Reads the evidence. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static SplitView decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }

    static SplitView fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("first", "second"));
        return new SplitView(map.get("first").asText(), map.get("second").asText());
    }
}
