package org.titlechain.evm.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recursive length prefix, the encoding of Ethereum's headers, receipts and transactions. */
public final class Rlp {
    private Rlp() {}

    /** An item of an encoded list: bytes, or a list in its turn. */
    public sealed interface Item {
        /** The bytes of an item that is not a list. */
        default byte[] bytes() {
            throw new IllegalArgumentException("a list where bytes belong");
        }

        /** The items of an item that is a list. */
        default List<Item> list() {
            throw new IllegalArgumentException("bytes where a list belongs");
        }

        /** The number that the bytes are. */
        default BigInteger number() {
            return new BigInteger(1, bytes());
        }
    }

    private record BytesItem(byte[] bytes) implements Item {}

    private record ListItem(List<Item> list) implements Item {}

    /** Encodes bytes. */
    public static byte[] bytes(byte[] value) {
        if (value.length == 1 && value[0] >= 0) {
            return value.clone();
        }
        return join(prefix(0x80, value.length), value);
    }

    /** Encodes a number that is not negative, without leading zeros. */
    public static byte[] number(BigInteger value) {
        byte[] digits = value.toByteArray();
        int from = 0;
        while (from < digits.length && digits[from] == 0) {
            from++;
        }
        return bytes(Arrays.copyOfRange(digits, from, digits.length));
    }

    /** Encodes a number that is not negative. */
    public static byte[] number(long value) {
        return number(BigInteger.valueOf(value));
    }

    /** Encodes a list of items that are encoded already. */
    public static byte[] list(List<byte[]> encoded) {
        byte[] content = join(encoded.toArray(byte[][]::new));
        return join(prefix(0xc0, content.length), content);
    }

    /** Encodes an item that was decoded: the same bytes. */
    public static byte[] encode(Item item) {
        return switch (item) {
            case BytesItem(byte[] value) -> bytes(value);
            case ListItem(List<Item> items) ->
                list(items.stream().map(Rlp::encode).toList());
        };
    }

    /**
     * Decodes one item that fills the bytes.
     *
     * @throws IllegalArgumentException when they are not the one encoding of an item
     */
    public static Item decode(byte[] encoded) {
        Reader reader = new Reader(encoded);
        Item item = reader.item(encoded.length, 0);
        if (reader.at != encoded.length || !Arrays.equals(encode(item), encoded)) {
            throw new IllegalArgumentException("not the one encoding of an item");
        }
        return item;
    }

    private static byte[] prefix(int base, int length) {
        if (length < 56) {
            return new byte[] {(byte) (base + length)};
        }
        byte[] digits = BigInteger.valueOf(length).toByteArray();
        byte[] plain = digits[0] == 0 ? Arrays.copyOfRange(digits, 1, digits.length) : digits;
        return join(new byte[] {(byte) (base + 55 + plain.length)}, plain);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static final class Reader {
        private static final int DEEPEST = 16;

        private final byte[] encoded;
        private int at;

        Reader(byte[] encoded) {
            this.encoded = encoded;
        }

        private Item item(int end, int depth) {
            require(at < end && depth < DEEPEST);
            int first = encoded[at++] & 0xff;
            if (first < 0x80) {
                return new BytesItem(new byte[] {(byte) first});
            }
            boolean list = first >= 0xc0;
            int short55 = first - (list ? 0xc0 : 0x80);
            int length = short55 <= 55 ? short55 : longLength(short55 - 55, end);
            require(length >= 0 && length <= end - at);
            int contentEnd = at + length;
            if (!list) {
                byte[] value = Arrays.copyOfRange(encoded, at, contentEnd);
                at = contentEnd;
                return new BytesItem(value);
            }
            List<Item> items = new ArrayList<>();
            while (at < contentEnd) {
                items.add(item(contentEnd, depth + 1));
            }
            require(at == contentEnd);
            return new ListItem(items);
        }

        private int longLength(int digits, int end) {
            require(digits <= 4 && digits <= end - at);
            long length = 0;
            for (int i = 0; i < digits; i++) {
                length = length << 8 | encoded[at++] & 0xff;
            }
            require(length <= Integer.MAX_VALUE);
            return (int) length;
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException("not an encoded item");
            }
        }
    }
}
