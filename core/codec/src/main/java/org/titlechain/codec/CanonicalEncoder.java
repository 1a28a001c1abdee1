package org.titlechain.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value.BooleanValue;
import org.titlechain.codec.Value.BytesValue;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;
import org.titlechain.codec.Value.TextValue;

/** Turns values into canonical bytes. Equal values give equal bytes, in every process and version. */
public final class CanonicalEncoder {
    private byte[] buffer;
    private int length;

    private CanonicalEncoder(int capacity) {
        this.buffer = new byte[capacity];
    }

    /**
     * The one encoding of the value.
     *
     * @throws CodecException with {@code INVALID_TEXT} for unpaired surrogates, {@code TOO_DEEP} beyond
     *     {@link CanonicalDecoder#MAXIMUM_DEPTH}
     */
    public static byte[] encode(Value value) {
        CanonicalEncoder encoder = new CanonicalEncoder(256);
        encoder.write(value, 0);
        return Arrays.copyOf(encoder.buffer, encoder.length);
    }

    private void write(Value value, int depth) {
        if (depth > CanonicalDecoder.MAXIMUM_DEPTH) {
            throw new CodecException(Reason.TOO_DEEP, "more than " + CanonicalDecoder.MAXIMUM_DEPTH + " levels");
        }
        switch (value) {
            case IntegerValue(long integer) -> {
                if (integer >= 0) {
                    writeHead(0, integer);
                } else {
                    writeHead(1, -1 - integer);
                }
            }
            case BytesValue bytes -> writeString(2, bytes.value());
            case TextValue(String text) -> writeString(3, utf8(text));
            case ListValue(var items) -> {
                writeHead(4, items.size());
                for (Value item : items) {
                    write(item, depth + 1);
                }
            }
            case MapValue(var entries) -> {
                writeHead(5, entries.size());
                entries.forEach((key, entry) -> {
                    writeString(3, utf8(key));
                    write(entry, depth + 1);
                });
            }
            case BooleanValue(boolean bool) -> writeByte(bool ? 0xf5 : 0xf4);
            case NullValue ignored -> writeByte(0xf6);
        }
    }

    /** The platform's encoder is fast but silent about unpaired surrogates, so it is given texts without surrogates. */
    private static byte[] utf8(String text) {
        boolean surrogates = false;
        for (int i = 0; i < text.length() && !surrogates; i++) {
            surrogates = Character.isSurrogate(text.charAt(i));
        }
        return surrogates ? utf8WithSurrogates(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] utf8WithSurrogates(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new CodecException(Reason.INVALID_TEXT, "text is not well-formed Unicode");
        }
    }

    private void writeString(int majorType, byte[] bytes) {
        writeHead(majorType, bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** The argument is read as unsigned, in the shortest form (RFC 8949, section 4.2.1). */
    private void writeHead(int majorType, long argument) {
        int type = majorType << 5;
        if (argument < 24) {
            writeByte(type | (int) argument);
        } else if (argument < 0x100) {
            writeByte(type | 24);
            writeBigEndian(argument, 1);
        } else if (argument < 0x10000) {
            writeByte(type | 25);
            writeBigEndian(argument, 2);
        } else if (argument < 0x1_0000_0000L) {
            writeByte(type | 26);
            writeBigEndian(argument, 4);
        } else {
            writeByte(type | 27);
            writeBigEndian(argument, 8);
        }
    }

    private void writeBigEndian(long number, int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            writeByte((int) (number >>> shift) & 0xff);
        }
    }

    private void writeByte(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
        }
    }
}
