package org.titlechain.fabric.proof;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.fabric.proof.ProtoReader.MalformedException;

/**
 * A block of a channel.
 *
 * @param number from 0, which is the channel's first configuration
 * @param previous the hash of the header before; empty in block 0
 * @param data the envelopes in order
 * @param signatures the orderers' metadata: what they signed beside the header, and their signatures
 */
public record FabricBlock(long number, byte[] previous, List<byte[]> data, byte[] signatures) {
    public FabricBlock {
        data = List.copyOf(data);
    }

    /**
     * Reads a block as a peer gives it.
     *
     * @throws IllegalArgumentException when the bytes are not a block, its data is not that of its header, or an
     *     envelope has more than one form
     */
    public static FabricBlock decode(byte[] bytes) {
        try {
            return read(new ProtoReader(bytes));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("it is not a block of Fabric: " + e.getMessage(), e);
        }
    }

    private static FabricBlock read(ProtoReader block) {
        long number = 0;
        byte[] previous = {};
        byte[] dataHash = {};
        List<byte[]> data = new ArrayList<>();
        List<byte[]> metadata = new ArrayList<>();
        while (block.next()) {
            switch (block.field()) {
                case 1 -> {
                    for (ProtoReader header = block.message(); header.next(); ) {
                        switch (header.field()) {
                            case 1 -> number = header.number();
                            case 2 -> previous = header.bytes();
                            case 3 -> dataHash = header.bytes();
                            default -> throw header.unexpected();
                        }
                    }
                }
                case 2 -> list(block.message(), data);
                case 3 -> list(block.message(), metadata);
                default -> throw block.unexpected();
            }
        }
        FabricBlock read = new FabricBlock(number, previous, data, metadata.isEmpty() ? new byte[0] : metadata.get(0));
        if (number < 0 || !Arrays.equals(read.dataHash(), dataHash)) {
            throw new IllegalArgumentException("block " + number + " does not have the data of its header");
        }
        read.requireOneForm();
        return read;
    }

    private static void list(ProtoReader message, List<byte[]> into) {
        while (message.next()) {
            if (message.field() != 1) {
                throw message.unexpected();
            }
            into.add(message.bytes());
        }
    }

    /**
     * The data hash covers the envelopes one after the other, not where each ends: that is certain only because each
     * has exactly one form.
     */
    void requireOneForm() {
        for (byte[] envelope : data) {
            if (payloadOf(envelope).isEmpty()) {
                throw new IllegalArgumentException("block " + number + " holds an envelope that is not one");
            }
        }
    }

    /**
     * The payload of an envelope, whatever its signature; empty when it is none, or in another than its shortest form.
     */
    static Optional<byte[]> payloadOf(byte[] envelope) {
        try {
            ProtoReader reader = new ProtoReader(envelope);
            if (!reader.next() || reader.field() != 1 || reader.bytes().length == 0) {
                return Optional.empty();
            }
            byte[] payload = reader.bytes();
            if (reader.next() && (reader.field() != 2 || reader.bytes().length == 0 || reader.next())) {
                return Optional.empty();
            }
            return Optional.of(payload);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    byte[] dataHash() {
        MessageDigest digest = sha256();
        data.forEach(digest::update);
        return digest.digest();
    }

    /** The header as orderers sign it: DER of number, previous hash and data hash. */
    byte[] header() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        der(content, 2, BigInteger.valueOf(number).toByteArray());
        der(content, 4, previous);
        der(content, 4, dataHash());
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        der(sequence, 0x30, content.toByteArray());
        return sequence.toByteArray();
    }

    private static void der(ByteArrayOutputStream out, int tag, byte[] content) {
        if (content.length > 127) {
            throw new IllegalArgumentException("a hash that long is none");
        }
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }

    /** What the next block names as the one before, and what identifies the channel when it is that of block 0. */
    public byte[] hash() {
        return sha256().digest(header());
    }

    /** The channel's configuration when this block holds one. */
    public Optional<ChannelConfig> config() {
        return data.size() == 1 ? Message.of(data.getFirst()).flatMap(ChannelConfig::of) : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
