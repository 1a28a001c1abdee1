package org.titlechain.evm.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.evm.OrderContract;
import org.titlechain.evm.wire.Json;
import org.titlechain.evm.wire.Rlp;
import org.titlechain.evm.wire.Rlp.Item;

/**
 * The chain's evidence for a block of the list ({@code docs/engines.md}, "EVM"): the header of the native block, the
 * headers of those that make it final, and all receipts of the block. With all of them, and not a path to one, it is
 * proved which batches are in the block and that there is no other.
 *
 * @param contract the contract's 20 bytes
 * @param order the order's 32 bytes
 * @param depth how many headers follow the block's
 * @param headers the block's header first
 * @param receipts as the consensus encodes them
 */
public record Evidence(byte[] contract, byte[] order, int depth, List<byte[]> headers, List<byte[]> receipts) {
    public Evidence {
        headers = List.copyOf(headers);
        receipts = List.copyOf(receipts);
    }

    /**
     * Puts the evidence together from what a node says.
     *
     * @throws IOException when it does not fit together
     */
    public static Evidence of(byte[] contract, byte[] order, int depth, List<Json> blocks, List<Json> receipts)
            throws IOException {
        List<byte[]> headers = new ArrayList<>();
        for (Json block : blocks) {
            headers.add(Header.encode(block));
        }
        List<byte[]> encoded = new ArrayList<>();
        for (Json receipt : receipts) {
            encoded.add(encode(receipt));
        }
        if (!Arrays.equals(
                ReceiptTrie.root(encoded), Header.decode(headers.getFirst()).receiptsRoot())) {
            throw new IOException("the receipts of the block do not have the root of its header");
        }
        return new Evidence(contract, order, depth, headers, encoded);
    }

    private static byte[] encode(Json receipt) throws IOException {
        List<byte[]> logs = new ArrayList<>();
        for (Json log : receipt.get("logs").list()) {
            List<byte[]> topics = new ArrayList<>();
            for (Json topic : log.get("topics").list()) {
                topics.add(Rlp.bytes(topic.bytes()));
            }
            logs.add(Rlp.list(List.of(
                    Rlp.bytes(log.get("address").bytes()),
                    Rlp.list(topics),
                    Rlp.bytes(log.get("data").bytes()))));
        }
        byte[] body = Rlp.list(List.of(
                Rlp.number(receipt.get("status").number()),
                Rlp.number(receipt.get("cumulativeGasUsed").number()),
                Rlp.bytes(receipt.get("logsBloom").bytes()),
                Rlp.list(logs)));
        Json type = receipt.get("type");
        long number = type.isNull() ? 0 : type.asLong();
        if (number == 0) {
            return body;
        }
        byte[] typed = new byte[body.length + 1];
        typed[0] = (byte) number;
        System.arraycopy(body, 0, typed, 1, body.length);
        return typed;
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("version", 1)
                .put("contract", contract)
                .put("order", order)
                .put("depth", depth)
                .put("headers", Value.list(headers.stream().map(Value::of).toList()))
                .put("receipts", Value.list(receipts.stream().map(Value::of).toList()))
                .build());
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
        long depth = map.get("depth").asLong();
        if (depth < 0 || depth > 10_000) {
            throw new CodecException(CodecException.Reason.INVALID_VALUE, "depth");
        }
        return new Evidence(
                map.get("contract").asBytes(),
                map.get("order").asBytes(),
                (int) depth,
                map.get("headers").asList().stream().map(Value::asBytes).toList(),
                map.get("receipts").asList().stream().map(Value::asBytes).toList());
    }

    /** The batches of the order in the receipts, in their order. */
    List<byte[]> batches() {
        List<byte[]> batches = new ArrayList<>();
        for (byte[] receipt : receipts) {
            byte[] body =
                    receipt.length > 0 && receipt[0] > 0 ? Arrays.copyOfRange(receipt, 1, receipt.length) : receipt;
            List<Item> parts = Rlp.decode(body).list();
            for (Item log : parts.get(3).list()) {
                batch(log.list()).ifPresent(batches::add);
            }
        }
        return batches;
    }

    private Optional<byte[]> batch(List<Item> log) {
        List<Item> topics = log.get(1).list();
        return Arrays.equals(log.get(0).bytes(), contract)
                        && topics.size() == 2
                        && Arrays.equals(topics.get(0).bytes(), OrderContract.BATCH)
                        && Arrays.equals(topics.get(1).bytes(), order)
                ? OrderContract.batch(log.get(2).bytes())
                : Optional.empty();
    }
}
