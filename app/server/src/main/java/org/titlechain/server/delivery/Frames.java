package org.titlechain.server.delivery;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** Messages between members: each its length (4 bytes) and one canonical map. */
final class Frames {
    /** Bytes of a request at most. */
    static final int LARGEST_REQUEST = 64 << 10;

    /** Bytes of an answer at most: one message as it was sent, and its rows, fit. */
    static final int LARGEST_ANSWER = 48 << 20;

    /**
     * What the listening side says first. The asking side waits for it: until then it has said nothing, so a refusal of
     * its certificate reaches it.
     */
    static final MapValue GREETING = Value.map().put("version", 1).build();

    private Frames() {}

    static void write(DataOutputStream stream, MapValue map) throws IOException {
        byte[] bytes = CanonicalEncoder.encode(map);
        stream.writeInt(bytes.length);
        stream.write(bytes);
        stream.flush();
    }

    /** The next message; empty when the other side has ended. */
    static Optional<MapValue> read(DataInputStream stream, int largest) throws IOException {
        int length;
        try {
            length = stream.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        if (length < 1 || length > largest) {
            throw new IOException("a message of " + length + " bytes");
        }
        byte[] bytes = stream.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a message broke off");
        }
        try {
            return Optional.of(CanonicalDecoder.decode(bytes).asMap());
        } catch (CodecException e) {
            throw new IOException("not a message", e);
        }
    }
}
