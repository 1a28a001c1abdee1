package org.titlechain.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.evm.wire.Json;
import org.titlechain.evm.wire.JsonRpc;
import org.titlechain.evm.wire.JsonRpc.RefusedException;

/** What the driver asks of a node of the chain, in its own words. Any thread may call. */
final class ChainNode implements AutoCloseable {
    private final JsonRpc rpc;

    ChainNode(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** A block's number, hash and time in ms. */
    record Head(long number, String hash, long time) {}

    /** A batch event: its block, that block's hash, and the batch. */
    record Event(long block, String blockHash, byte[] batch) {}

    BigInteger chainId() throws IOException {
        return rpc.call("eth_chainId").number();
    }

    long latest() throws IOException {
        return rpc.call("eth_blockNumber").asLong();
    }

    /** The block at the number, or {@code finalized}; empty when the chain does not have it. */
    Optional<Json> block(String at) throws IOException {
        Json block = rpc.call("eth_getBlockByNumber", at, false);
        return block.isNull() ? Optional.empty() : Optional.of(block);
    }

    Optional<Head> head(long number) throws IOException {
        Optional<Json> block = block(quantity(number));
        return block.isEmpty() ? Optional.empty() : Optional.of(head(block.get()));
    }

    private static Head head(Json block) throws IOException {
        return new Head(
                block.get("number").asLong(),
                block.get("hash").text(),
                Math.multiplyExact(block.get("timestamp").asLong(), 1000L));
    }

    /** The last block that is final by the rule; empty when none is. */
    Optional<Head> lastFinal(FinalityRule rule) throws IOException {
        if (rule.kind() == FinalityRule.Kind.FINALIZED) {
            Optional<Json> block = block("finalized");
            return block.isEmpty() ? Optional.empty() : Optional.of(head(block.get()));
        }
        long number = latest() - rule.depth();
        return number < 0 ? Optional.empty() : head(number);
    }

    /** The batches of the order in the blocks, in their order. */
    List<Event> batches(long from, long to, byte[] contract, byte[] order) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Json log : rpc.call(
                        "eth_getLogs",
                        Map.of(
                                "fromBlock", quantity(from),
                                "toBlock", quantity(to),
                                "address", hex(contract),
                                "topics", List.of(hex(OrderContract.BATCH), hex(order))))
                .list()) {
            Optional<byte[]> batch = OrderContract.batch(log.get("data").bytes());
            long block = log.get("blockNumber").asLong();
            if (block < from || block > to) {
                throw new IOException("the chain's node answered with blocks that were not asked for");
            }
            if (batch.isPresent()) {
                events.add(new Event(block, log.get("blockHash").text(), batch.get()));
            }
        }
        return events;
    }

    /** The receipts of all transactions of the block, in order. */
    List<Json> receipts(Json block) throws IOException {
        try {
            Json receipts = rpc.call("eth_getBlockReceipts", block.get("number").text());
            if (!receipts.isNull()) {
                return receipts.list();
            }
        } catch (RefusedException e) {
            // A node that does not have the method answers one by one.
        }
        List<Json> receipts = new ArrayList<>();
        for (Json hash : block.get("transactions").list()) {
            receipts.add(rpc.call("eth_getTransactionReceipt", hash.text()));
        }
        return receipts;
    }

    byte[] code(byte[] address) throws IOException {
        return rpc.call("eth_getCode", hex(address), "latest").bytes();
    }

    BigInteger balance(byte[] address) throws IOException {
        return rpc.call("eth_getBalance", hex(address), "latest").number();
    }

    /** What every transaction of the newest block pays at least; empty on chains without such a fee. */
    Optional<BigInteger> baseFee() throws IOException {
        Optional<Json> block = block("latest");
        if (block.isEmpty()) {
            return Optional.empty();
        }
        Json fee = block.get().get("baseFeePerGas");
        return fee.isNull() ? Optional.empty() : Optional.of(fee.number());
    }

    BigInteger gasPrice() throws IOException {
        return rpc.call("eth_gasPrice").number();
    }

    /** Transactions of the account: those in blocks, or with {@code pending} those that wait as well. */
    long transactions(byte[] address, String state) throws IOException {
        return rpc.call("eth_getTransactionCount", hex(address), state).asLong();
    }

    void send(byte[] transaction) throws IOException {
        rpc.call("eth_sendRawTransaction", hex(transaction));
    }

    Optional<Json> receipt(byte[] transactionHash) throws IOException {
        Json receipt = rpc.call("eth_getTransactionReceipt", hex(transactionHash));
        return receipt.isNull() ? Optional.empty() : Optional.of(receipt);
    }

    static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
