package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Proof of a proof: a proof file of a subordinate chain, and that its checkpoint is recorded on the chain above, up to
 * a chain whose members the verifier knows: {@code docs/formats.md}, section 9b.
 *
 * @param file a title proof, a record proof or a receipt of the lowest chain
 * @param anchors for each chain above, from the lowest up: the leaf that records the checkpoint of the chain below, and
 *     its place in the log under a checkpoint of its own chain; 1 to 8
 */
public record AnchoredProof(byte[] file, List<Receipt> anchors) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/anchored-proof";

    /** The type of the command that records a subordinate chain's checkpoint. */
    public static final String COMMAND = "anchoring.record";

    private static final int MOST = 8;
    private static final List<String> FIELDS = List.of("leaf", "position", "path", "checkpoint");

    public AnchoredProof {
        anchors = List.copyOf(anchors);
        if (anchors.isEmpty() || anchors.size() > MOST) {
            throw new CodecException(Reason.INVALID_VALUE, anchors.size() + " anchors");
        }
    }

    /** The canonical bytes. */
    public byte[] encode() {
        List<Value> list = new ArrayList<>();
        for (Receipt anchor : anchors) {
            list.add(Value.map()
                    .put("leaf", anchor.leaf())
                    .put("position", anchor.position())
                    .put("path", Fields.list(anchor.path()))
                    .put("checkpoint", anchor.checkpoint())
                    .build());
        }
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("file", file)
                .put("anchors", Value.list(list))
                .build());
    }

    /**
     * Reads an anchored proof. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static AnchoredProof decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }

    static AnchoredProof fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("file", "anchors"));
        List<Receipt> anchors = new ArrayList<>();
        for (Value item : map.get("anchors").asList()) {
            Fields.require(item.asMap(), FIELDS);
            anchors.add(Receipt.ofFields(item.asMap()));
        }
        return new AnchoredProof(map.get("file").asBytes(), anchors);
    }
}
