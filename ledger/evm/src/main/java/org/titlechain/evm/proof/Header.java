package org.titlechain.evm.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.evm.wire.Account;
import org.titlechain.evm.wire.Json;
import org.titlechain.evm.wire.Keccak;
import org.titlechain.evm.wire.Rlp;
import org.titlechain.evm.wire.Rlp.Item;

/** A block header in the encoding that its hash is made over. */
final class Header {
    private static final int PARENT = 0;
    private static final int RECEIPTS = 5;
    private static final int NUMBER = 8;
    private static final int TIME = 11;
    private static final int EXTRA = 12;
    private static final int SEAL_LENGTH = 65;

    /** In the order of the encoding; what a chain's rules do not know yet is missing at the end. */
    private static final List<String> FIELDS =
            List.of("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom");

    private static final List<String> NUMBERS = List.of("difficulty", "number", "gasLimit", "gasUsed", "timestamp");

    private final byte[] encoded;
    private final List<Item> items;

    private Header(byte[] encoded, List<Item> items) {
        this.encoded = encoded;
        this.items = items;
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Header decode(byte[] encoded) {
        List<Item> items = Rlp.decode(encoded).list();
        if (items.size() < 15
                || items.get(PARENT).bytes().length != 32
                || items.get(RECEIPTS).bytes().length != 32
                || items.get(NUMBER).number().bitLength() > 62
                || items.get(TIME).number().bitLength() > 50) {
            throw new IllegalArgumentException("not a header");
        }
        return new Header(encoded, items);
    }

    /**
     * Encodes the header of a block as a node describes it.
     *
     * @throws IOException when the encoding does not have the block's hash: the chain's headers are of another form
     */
    static byte[] encode(Json block) throws IOException {
        List<byte[]> items = new ArrayList<>();
        for (String field : FIELDS) {
            items.add(Rlp.bytes(block.get(field).bytes()));
        }
        for (String field : NUMBERS) {
            items.add(Rlp.number(block.get(field).number()));
        }
        items.add(Rlp.bytes(block.get("extraData").bytes()));
        items.add(Rlp.bytes(block.get("mixHash").bytes()));
        items.add(Rlp.bytes(block.get("nonce").bytes()));
        addNumber(items, block.get("baseFeePerGas"));
        addBytes(items, block.get("withdrawalsRoot"));
        addNumber(items, block.get("blobGasUsed"));
        addNumber(items, block.get("excessBlobGas"));
        addBytes(items, block.get("parentBeaconBlockRoot"));
        addBytes(items, block.get("requestsHash"));
        byte[] encoded = Rlp.list(items);
        if (!Arrays.equals(Keccak.hash(encoded), block.get("hash").bytes())) {
            throw new IOException(
                    "the chain hashes its headers in another way; it gives no evidence that we can check");
        }
        return encoded;
    }

    private static void addNumber(List<byte[]> items, Json field) throws IOException {
        if (!field.isNull()) {
            items.add(Rlp.number(field.number()));
        }
    }

    private static void addBytes(List<byte[]> items, Json field) throws IOException {
        if (!field.isNull()) {
            items.add(Rlp.bytes(field.bytes()));
        }
    }

    byte[] hash() {
        return Keccak.hash(encoded);
    }

    byte[] parent() {
        return items.get(PARENT).bytes();
    }

    byte[] receiptsRoot() {
        return items.get(RECEIPTS).bytes();
    }

    long number() {
        return items.get(NUMBER).number().longValueExact();
    }

    /** In ms. */
    long time() {
        return Math.multiplyExact(items.get(TIME).number().longValueExact(), 1000L);
    }

    /** The address that sealed the header by the rules of Clique (EIP-225); empty when none did. */
    Optional<byte[]> cliqueSigner() {
        byte[] extra = items.get(EXTRA).bytes();
        if (extra.length < SEAL_LENGTH) {
            return Optional.empty();
        }
        List<byte[]> sealed = new ArrayList<>(items.stream().map(Rlp::encode).toList());
        sealed.set(EXTRA, Rlp.bytes(Arrays.copyOf(extra, extra.length - SEAL_LENGTH)));
        byte[] seal = Arrays.copyOfRange(extra, extra.length - SEAL_LENGTH, extra.length);
        return Account.recover(
                Keccak.hash(Rlp.list(sealed)),
                seal[64],
                new BigInteger(1, Arrays.copyOfRange(seal, 0, 32)),
                new BigInteger(1, Arrays.copyOfRange(seal, 32, 64)));
    }
}
