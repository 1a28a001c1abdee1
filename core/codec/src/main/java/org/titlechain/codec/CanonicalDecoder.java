package org.titlechain.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;

/**
 * Turns canonical bytes into values and refuses every encoding but the one that {@link CanonicalEncoder} writes. Memory
 * is bounded by the input: a declared length is believed only as far as bytes are there.
 */
public final class CanonicalDecoder {
    /** Levels of lists and maps inside one another. */
    public static final int MAXIMUM_DEPTH = 32;

    private final byte[] input;
    private int position;

    private CanonicalDecoder(byte[] input) {
        this.input = input;
    }

    /**
     * The value that the bytes stand for.
     *
     * @throws CodecException when the bytes are not the canonical encoding of exactly one value
     */
    public static Value decode(byte[] bytes) {
        CanonicalDecoder decoder = new CanonicalDecoder(bytes);
        Value value = decoder.read(0);
        if (decoder.position != bytes.length) {
            throw new CodecException(Reason.TRAILING_BYTES, "at offset " + decoder.position);
        }
        return value;
    }

    private Value read(int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new CodecException(Reason.TOO_DEEP, "at offset " + position);
        }
        int start = position;
        int initial = readByte();
        int majorType = initial >>> 5;
        if (majorType == 7) {
            return switch (initial) {
                case 0xf4 -> Value.of(false);
                case 0xf5 -> Value.of(true);
                case 0xf6 -> NullValue.NULL;
                default -> throw new CodecException(Reason.UNSUPPORTED, "at offset " + start);
            };
        }
        long argument = readArgument(initial & 0x1f, start);
        return switch (majorType) {
            case 0 -> Value.of(argument);
            case 1 -> Value.of(-1 - argument);
            case 2 -> Value.of(readString(argument, start));
            case 3 -> Value.of(readText(available(argument, start), start));
            case 4 -> readList(argument, start, depth);
            case 5 -> readMap(argument, start, depth);
            default -> throw new CodecException(Reason.UNSUPPORTED, "at offset " + start);
        };
    }

    private ListValue readList(long count, int start, int depth) {
        available(count, start);
        // Not sized by the declared count: nested lists that lie about it would reserve memory at every level.
        List<Value> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(read(depth + 1));
        }
        return new ListValue(items);
    }

    private MapValue readMap(long count, int start, int depth) {
        available(count, start);
        // Not sized by the declared count either.
        CanonicalMap.Builder entries = new CanonicalMap.Builder(8);
        int previousStart = 0;
        int previousEnd = 0;
        for (long i = 0; i < count; i++) {
            int keyStart = position;
            int initial = readByte();
            if (initial >>> 5 != 3) {
                throw new CodecException(Reason.UNSUPPORTED, "key that is not text at offset " + keyStart);
            }
            int textLength = available(readArgument(initial & 0x1f, keyStart), keyStart);
            int textStart = position;
            String key = readText(textLength, keyStart);
            if (i > 0) {
                requireOrder(previousStart, previousEnd, textStart, keyStart);
            }
            previousStart = textStart;
            previousEnd = position;
            entries.add(key, read(depth + 1));
        }
        return new MapValue(entries.build());
    }

    /** Shorter first, then bytewise: the order of {@link CanonicalOrder}, on the bytes as they stand here. */
    private void requireOrder(int previousStart, int previousEnd, int textStart, int keyStart) {
        int order = Integer.compare(previousEnd - previousStart, position - textStart);
        if (order == 0) {
            order = Arrays.compareUnsigned(input, previousStart, previousEnd, input, textStart, position);
        }
        if (order == 0) {
            throw new CodecException(Reason.DUPLICATE_KEY, "at offset " + keyStart);
        }
        if (order > 0) {
            throw new CodecException(Reason.NOT_CANONICAL, "keys out of order at offset " + keyStart);
        }
    }

    private long readArgument(int additional, int start) {
        if (additional < 24) {
            return additional;
        }
        int bytes =
                switch (additional) {
                    case 24 -> 1;
                    case 25 -> 2;
                    case 26 -> 4;
                    case 27 -> 8;
                    default -> throw new CodecException(Reason.UNSUPPORTED, "at offset " + start);
                };
        long argument = 0;
        for (int i = 0; i < bytes; i++) {
            argument = argument << 8 | readByte();
        }
        if (argument < 0) {
            throw new CodecException(Reason.UNSUPPORTED, "integer beyond 64 signed bits at offset " + start);
        }
        long smallest = bytes == 1 ? 24 : 1L << (bytes * 4);
        if (argument < smallest) {
            throw new CodecException(Reason.NOT_CANONICAL, "integer not in shortest form at offset " + start);
        }
        return argument;
    }

    private byte[] readString(long length, int start) {
        int count = available(length, start);
        byte[] bytes = Arrays.copyOfRange(input, position, position + count);
        position += count;
        return bytes;
    }

    /** The platform's decoder is fast but silent about malformed bytes, so it is given ASCII alone. */
    private String readText(int length, int start) {
        int from = position;
        position += length;
        boolean ascii = true;
        for (int i = from; i < position && ascii; i++) {
            ascii = input[i] >= 0;
        }
        return ascii ? new String(input, from, length, StandardCharsets.US_ASCII) : strictUtf8(from, length, start);
    }

    private String strictUtf8(int from, int length, int start) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(input, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CodecException(Reason.INVALID_TEXT, "at offset " + start);
        }
    }

    private int available(long count, int start) {
        if (count > input.length - position) {
            throw new CodecException(Reason.TRUNCATED, "at offset " + start);
        }
        return (int) count;
    }

    private int readByte() {
        if (position >= input.length) {
            throw new CodecException(Reason.TRUNCATED, "at offset " + position);
        }
        return input[position++] & 0xff;
    }
}
