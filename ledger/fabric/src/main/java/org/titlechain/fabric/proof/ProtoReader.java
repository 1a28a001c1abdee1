package org.titlechain.fabric.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a Protocol Buffers message field by field: {@link #next}, then one of the values. Numbers must be encoded in as
 * few bytes as they need, so that one message has few forms.
 */
final class ProtoReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    private int field;
    private boolean delimited;
    private long number;
    private int start;

    /** The bytes are not a message. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** Reads the next field; false at the end. */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = raw();
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new MalformedException("a field without a number");
        }
        field = (int) (tag >>> 3);
        int wireType = (int) (tag & 7);
        delimited = wireType == 2;
        switch (wireType) {
            case 0 -> number = raw();
            case 1 -> skip(Long.BYTES);
            case 2 -> {
                long length = raw();
                if (length < 0 || length > end - position) {
                    throw new MalformedException("a length goes beyond the end");
                }
                start = position;
                position += (int) length;
            }
            case 5 -> skip(Integer.BYTES);
            default -> throw new MalformedException("wire type " + wireType);
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        if (delimited) {
            throw new MalformedException("field " + field + " is not a number");
        }
        return number;
    }

    byte[] bytes() {
        requireBytes();
        return Arrays.copyOfRange(bytes, start, position);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    ProtoReader message() {
        requireBytes();
        return new ProtoReader(bytes, start, position);
    }

    /** For messages that may hold nothing else. */
    MalformedException unexpected() {
        return new MalformedException("field " + field + " does not belong there");
    }

    private void requireBytes() {
        if (!delimited) {
            throw new MalformedException("field " + field + " is a number");
        }
    }

    private void skip(int length) {
        if (end - position < length) {
            throw new MalformedException("a number goes beyond the end");
        }
        number = 0;
        position += length;
    }

    private long raw() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == end) {
                throw new MalformedException("a number goes beyond the end");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (next == 0 && shift > 0) {
                    throw new MalformedException("a number is longer than it needs");
                }
                return value;
            }
        }
        throw new MalformedException("a number is too long");
    }
}
