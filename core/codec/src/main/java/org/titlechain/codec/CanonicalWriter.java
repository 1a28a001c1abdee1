package org.titlechain.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.titlechain.codec.CodecException.Reason;

/**
 * Writes canonical bytes piece by piece, for formats whose shape is fixed and that are written often: no values are
 * made. Whoever calls it answers for the order of the keys and for giving as many items as were announced;
 * {@link CanonicalEncoder} does both by itself. Not for concurrent use.
 */
public final class CanonicalWriter {
    private byte[] buffer;
    private int length;

    /** @param capacity how many bytes are expected; more are taken too */
    public CanonicalWriter(int capacity) {
        this.buffer = new byte[Math.max(capacity, 16)];
    }

    /** Begins a map; its keys, each followed by its value, come next in canonical order. */
    public CanonicalWriter map(int entries) {
        writeHead(5, entries);
        return this;
    }

    /** Begins a list; its items come next. */
    public CanonicalWriter list(int items) {
        writeHead(4, items);
        return this;
    }

    public CanonicalWriter integer(long value) {
        if (value >= 0) {
            writeHead(0, value);
        } else {
            writeHead(1, -1 - value);
        }
        return this;
    }

    /** @throws CodecException with {@code INVALID_TEXT} for unpaired surrogates */
    public CanonicalWriter text(String value) {
        return isAscii(value) ? ascii(value) : string(3, utf8(value));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Keys and most values: each char is a byte, so that nothing is made on the way. */
    private CanonicalWriter ascii(String text) {
        int count = text.length();
        writeHead(3, count);
        reserve(count);
        for (int i = 0; i < count; i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += count;
        return this;
    }

    public CanonicalWriter bytes(byte[] value) {
        return string(2, value);
    }

    public CanonicalWriter bool(boolean value) {
        writeByte(value ? 0xf5 : 0xf4);
        return this;
    }

    public CanonicalWriter nothing() {
        writeByte(0xf6);
        return this;
    }

    /** Everything that was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
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

    private CanonicalWriter string(int majorType, byte[] bytes) {
        writeHead(majorType, bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
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
