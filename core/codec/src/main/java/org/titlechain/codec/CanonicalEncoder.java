package org.titlechain.codec;

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
    private CanonicalEncoder() {}

    /**
     * The one encoding of the value.
     *
     * @throws CodecException with {@code INVALID_TEXT} for unpaired surrogates, {@code TOO_DEEP} beyond
     *     {@link CanonicalDecoder#MAXIMUM_DEPTH}
     */
    public static byte[] encode(Value value) {
        CanonicalWriter writer = new CanonicalWriter(256);
        write(writer, value, 0);
        return writer.toBytes();
    }

    private static void write(CanonicalWriter writer, Value value, int depth) {
        if (depth > CanonicalDecoder.MAXIMUM_DEPTH) {
            throw new CodecException(Reason.TOO_DEEP, "more than " + CanonicalDecoder.MAXIMUM_DEPTH + " levels");
        }
        switch (value) {
            case IntegerValue(long integer) -> writer.integer(integer);
            case BytesValue bytes -> writer.bytes(bytes.value());
            case TextValue(String text) -> writer.text(text);
            case ListValue(var items) -> {
                writer.list(items.size());
                for (Value item : items) {
                    write(writer, item, depth + 1);
                }
            }
            case MapValue(var entries) -> {
                writer.map(entries.size());
                entries.forEach((key, entry) -> {
                    writer.text(key);
                    write(writer, entry, depth + 1);
                });
            }
            case BooleanValue(boolean bool) -> writer.bool(bool);
            case NullValue ignored -> writer.nothing();
        }
    }
}
