package org.titlechain.fabric.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.fabric.proof.ProtoReader.MalformedException;

/**
 * What an envelope carries.
 *
 * @param type the kind of message: {@link #CONFIG}, {@link #TRANSACTION} or another
 * @param time what its author says, ms since 1970-01-01T00:00:00Z
 * @param channel its channel
 * @param author the name of the author's organisation; that the author may write, the orderers have checked
 * @param content by type
 */
record Message(long type, long time, String channel, String author, byte[] content) {
    static final long CONFIG = 1;
    static final long TRANSACTION = 3;
    private static final long LATEST_SECOND = 253_402_300_799L;

    /** The message; empty when the envelope is none. */
    static Optional<Message> of(byte[] envelope) {
        return FabricBlock.payloadOf(envelope).flatMap(payload -> {
            try {
                return read(new ProtoReader(payload));
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Message> read(ProtoReader payload) {
        byte[] channelHeader = {};
        byte[] signatureHeader = {};
        byte[] content = {};
        while (payload.next()) {
            switch (payload.field()) {
                case 1 -> {
                    for (ProtoReader header = payload.message(); header.next(); ) {
                        switch (header.field()) {
                            case 1 -> channelHeader = header.bytes();
                            case 2 -> signatureHeader = header.bytes();
                            default -> throw header.unexpected();
                        }
                    }
                }
                case 2 -> content = payload.bytes();
                default -> throw payload.unexpected();
            }
        }
        long type = 0;
        long time = 0;
        String channel = "";
        for (ProtoReader header = new ProtoReader(channelHeader); header.next(); ) {
            switch (header.field()) {
                case 1 -> type = header.number();
                case 3 -> time = time(header.message());
                case 4 -> channel = header.text();
                default -> {
                    // Versions, identifiers and bindings say nothing here.
                }
            }
        }
        String author = "";
        for (ProtoReader header = new ProtoReader(signatureHeader); header.next(); ) {
            if (header.field() == 1) {
                author = Signer.organisationOf(header.bytes());
            }
        }
        return Optional.of(new Message(type, time, channel, author, content));
    }

    private static long time(ProtoReader timestamp) {
        long seconds = 0;
        long nanoseconds = 0;
        while (timestamp.next()) {
            switch (timestamp.field()) {
                case 1 -> seconds = timestamp.number();
                case 2 -> nanoseconds = timestamp.number();
                default -> throw timestamp.unexpected();
            }
        }
        if (seconds < 0 || seconds > LATEST_SECOND || nanoseconds < 0 || nanoseconds > 999_999_999) {
            throw new MalformedException("a time that is none");
        }
        return seconds * 1_000 + nanoseconds / 1_000_000;
    }

    /**
     * What the transaction of this message called a chaincode with; empty when it is not one call of that chaincode.
     */
    Optional<List<byte[]>> call(String chaincode) {
        try {
            if (type != TRANSACTION) {
                return Optional.empty();
            }
            // Transaction, its one action, that action's payload, the proposal's, the call of a chaincode.
            byte[] call = only(only(only(only(only(content, 1), 2), 1), 1), 1);
            byte[] arguments = {};
            String name = "";
            for (ProtoReader spec = new ProtoReader(call); spec.next(); ) {
                switch (spec.field()) {
                    case 2 -> {
                        for (ProtoReader id = spec.message(); id.next(); ) {
                            name = id.field() == 2 ? id.text() : name;
                        }
                    }
                    case 3 -> arguments = spec.bytes();
                    default -> {
                        // Kind of program and time-out say nothing here.
                    }
                }
            }
            return name.equals(chaincode) ? Optional.of(all(arguments, 1)) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static byte[] only(byte[] message, int field) {
        List<byte[]> values = all(message, field);
        if (values.size() != 1) {
            throw new MalformedException("field " + field + " is there " + values.size() + " times");
        }
        return values.getFirst();
    }

    private static List<byte[]> all(byte[] message, int field) {
        List<byte[]> values = new ArrayList<>();
        for (ProtoReader reader = new ProtoReader(message); reader.next(); ) {
            if (reader.field() == field) {
                values.add(reader.bytes());
            }
        }
        return values;
    }

    /** The batch of an order; empty when the message carries none. */
    Optional<byte[]> batch(Order order) {
        if (!channel.equals(order.channel())) {
            return Optional.empty();
        }
        return call(order.chaincode())
                .filter(words -> words.size() == 3
                        && Arrays.equals(words.get(0), Order.function())
                        && Arrays.equals(words.get(1), order.name()))
                .map(words -> words.get(2));
    }
}
