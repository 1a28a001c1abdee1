package org.titlechain.fabric.proof;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * The channel's evidence for a block of the list ({@code docs/engines.md}, "Fabric"): the block with what its orderers
 * signed, and every configuration from block 0 to the one in force, by which the orderers are known.
 *
 * @param order whose batches are meant
 * @param configurations the blocks that hold them, block 0 first
 * @param block the block
 */
public record Evidence(Order order, List<FabricBlock> configurations, FabricBlock block) {
    public Evidence {
        configurations = List.copyOf(configurations);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("version", 1)
                .put("channel", order.channel())
                .put("chaincode", order.chaincode())
                .put("order", order.name())
                .put("configurations", encode(configurations))
                .put("block", encode(block))
                .build());
    }

    /** Blocks as a list. */
    public static Value encode(List<FabricBlock> blocks) {
        return Value.list(blocks.stream().map(Evidence::encode).toList());
    }

    private static Value encode(FabricBlock block) {
        return Value.map()
                .put("number", block.number())
                .put("previous", block.previous())
                .put("data", Value.list(block.data().stream().map(Value::of).toList()))
                .put("signatures", block.signatures())
                .build();
    }

    /**
     * Reads evidence.
     *
     * @throws CodecException when the bytes are none
     */
    public static Evidence decode(byte[] bytes) {
        MapValue map = CanonicalDecoder.decode(bytes).asMap();
        if (map.entries().size() != 6 || map.get("version").asLong() != 1) {
            throw new CodecException(CodecException.Reason.INVALID_VALUE, "evidence version");
        }
        Order order = new Order(
                map.get("channel").asText(),
                map.get("chaincode").asText(),
                map.get("order").asBytes());
        return new Evidence(order, decodeBlocks(map.get("configurations")), decodeBlock(map.get("block")));
    }

    /** Reads what {@link #encode(List)} made. */
    public static List<FabricBlock> decodeBlocks(Value list) {
        List<FabricBlock> blocks = new ArrayList<>();
        list.asList().forEach(each -> blocks.add(decodeBlock(each)));
        return blocks;
    }

    private static FabricBlock decodeBlock(Value value) {
        MapValue map = value.asMap();
        if (map.entries().size() != 4) {
            throw new CodecException(CodecException.Reason.INVALID_VALUE, "block");
        }
        return new FabricBlock(
                map.get("number").asLong(),
                map.get("previous").asBytes(),
                map.get("data").asList().stream().map(Value::asBytes).toList(),
                map.get("signatures").asBytes());
    }
}
