package org.titlechain.query;

import java.util.Base64;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.query.QueryException.Reason;

/** Cursors: the last item's place in the order, and the name of the order; opaque to whoever carries them. */
final class Cursors {
    private static final int LONGEST = 1_000;

    private Cursors() {}

    static String encode(String order, List<Value> place) {
        byte[] bytes = CanonicalEncoder.encode(Value.list(List.of(Value.of(order), Value.list(place))));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place, or {@code CURSOR_INVALID} when the cursor is of another order or not ours. */
    static List<Value> decode(String order, int size, String cursor) {
        try {
            if (cursor.length() <= LONGEST) {
                List<Value> parts = CanonicalDecoder.decode(
                                Base64.getUrlDecoder().decode(cursor))
                        .asList();
                if (parts.size() == 2
                        && parts.get(0).asText().equals(order)
                        && parts.get(1).asList().size() == size) {
                    return parts.get(1).asList();
                }
            }
        } catch (IllegalArgumentException | CodecException e) {
            throw new QueryException(Reason.CURSOR_INVALID, "the cursor was not handed out for this list", e);
        }
        throw new QueryException(Reason.CURSOR_INVALID, "the cursor was not handed out for this list");
    }
}
