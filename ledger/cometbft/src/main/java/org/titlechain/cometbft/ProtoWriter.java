package org.titlechain.cometbft;

import java.io.ByteArrayOutputStream;

/** Writes the few kinds of Protocol Buffers fields that CometBFT uses. Zero and empty values are left out, as there. */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoWriter varint(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            raw(value);
        }
        return this;
    }

    ProtoWriter fixed64(int field, long value) {
        if (value != 0) {
            tag(field, FIXED64);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                out.write((int) (value >>> shift));
            }
        }
        return this;
    }

    ProtoWriter bytes(int field, byte[] value) {
        return value.length == 0 ? this : message(field, value);
    }

    ProtoWriter text(int field, String value) {
        return bytes(field, value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A message, or an element of a list: written even when it is empty. */
    ProtoWriter message(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        raw(value.length);
        out.writeBytes(value);
        return this;
    }

    ProtoWriter message(int field, ProtoWriter value) {
        return message(field, value.toBytes());
    }

    private void tag(int field, int wireType) {
        raw((long) field << 3 | wireType);
    }

    /** A number without a tag. */
    ProtoWriter raw(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** The message with its length before it: how messages follow each other on a connection. */
    byte[] toFrame() {
        ProtoWriter frame = new ProtoWriter().raw(out.size());
        frame.out.writeBytes(out.toByteArray());
        return frame.toBytes();
    }
}
