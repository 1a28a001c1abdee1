package org.titlechain.evm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.titlechain.evm.wire.Keccak;

/**
 * The contract {@code TitleChainOrder.sol}: its compiled form, its one call and its one event. The batch is in the
 * event and not only in the transaction, so that the receipts of a block prove it, whoever called the contract.
 */
public final class OrderContract {
    /** The event's first topic. */
    public static final byte[] BATCH = Keccak.hash("Batch(bytes32,bytes)".getBytes(StandardCharsets.US_ASCII));

    private static final byte[] APPEND =
            Arrays.copyOf(Keccak.hash("append(bytes32,bytes)".getBytes(StandardCharsets.US_ASCII)), 4);
    private static final int WORD = 32;
    /** Bytes of the compiled form that put the contract in place and are not part of it. */
    private static final byte[] RETURNS = HexFormat.of().parseHex("f3fe");

    private OrderContract() {}

    /** What makes the contract. */
    public static byte[] creation() {
        try (InputStream in = OrderContract.class.getResourceAsStream("TitleChainOrder.hex")) {
            if (in == null) {
                throw new IllegalStateException("TitleChainOrder.hex is not in the program");
            }
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands on the chain at the contract's address. */
    public static byte[] deployed() {
        byte[] creation = creation();
        for (int i = 0; i + RETURNS.length <= creation.length; i++) {
            if (Arrays.equals(creation, i, i + RETURNS.length, RETURNS, 0, RETURNS.length)) {
                return Arrays.copyOfRange(creation, i + RETURNS.length, creation.length);
            }
        }
        throw new IllegalStateException("TitleChainOrder.hex makes no contract");
    }

    /** The address of a contract that an account makes with its transaction of that number. */
    public static byte[] address(byte[] account, long nonce) {
        return Arrays.copyOfRange(
                Keccak.hash(org.titlechain.evm.wire.Rlp.list(java.util.List.of(
                        org.titlechain.evm.wire.Rlp.bytes(account), org.titlechain.evm.wire.Rlp.number(nonce)))),
                12,
                32);
    }

    /** The data of a call that appends the batch. */
    static byte[] append(byte[] order, byte[] batch) {
        return ByteBuffer.allocate(APPEND.length + 3 * WORD + padded(batch.length))
                .put(APPEND)
                .put(order)
                .put(word(2 * WORD))
                .put(word(batch.length))
                .put(batch)
                .array();
    }

    /** The batch in an event's data; empty when the data are not exactly one. */
    public static Optional<byte[]> batch(byte[] data) {
        if (data.length < 2 * WORD || !Arrays.equals(data, 0, WORD, word(WORD), 0, WORD)) {
            return Optional.empty();
        }
        BigInteger length = new BigInteger(1, Arrays.copyOfRange(data, WORD, 2 * WORD));
        if (length.bitLength() > 31 || data.length - 2L * WORD != padded(length.intValue())) {
            return Optional.empty();
        }
        int end = 2 * WORD + length.intValue();
        for (int i = end; i < data.length; i++) {
            if (data[i] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(Arrays.copyOfRange(data, 2 * WORD, end));
    }

    /**
     * Gas that appending so many bytes never exceeds: what the data cost, or the floor that EIP-7623 sets for them, and
     * the copy, the memory and the event.
     */
    static long gas(int batchLength) {
        long bytes = 4 + 3L * WORD + padded(batchLength);
        long words = bytes / WORD + 32;
        long execution = 30_000 + 8 * bytes + 9 * words + words * words / 512;
        return 21_000 + Math.max(16 * bytes + execution, 40 * bytes);
    }

    private static int padded(int length) {
        return (length + WORD - 1) / WORD * WORD;
    }

    private static byte[] word(int number) {
        return ByteBuffer.allocate(WORD).putInt(WORD - Integer.BYTES, number).array();
    }
}
