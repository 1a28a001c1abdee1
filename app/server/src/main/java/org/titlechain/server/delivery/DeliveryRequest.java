package org.titlechain.server.delivery;

import java.util.List;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * What a member asks another for.
 *
 * @param messages identifiers of messages, or state keys of cases; at most {@link #MOST}
 * @param purpose a code that the holder's share names
 * @param grounds a code: what the purpose rests on
 * @param originals whether the messages as they were sent are wanted too
 */
record DeliveryRequest(List<String> messages, String purpose, String grounds, boolean originals) {
    /** Messages in one request at most. */
    static final int MOST = 64;

    private static final int LONGEST = 100;

    DeliveryRequest {
        messages = List.copyOf(messages);
    }

    MapValue toMap() {
        return Value.map()
                .put("version", 1)
                .put("messages", Value.texts(messages))
                .put("purpose", purpose)
                .put("grounds", grounds)
                .put("originals", originals)
                .build();
    }

    /** Reads a request; a {@link CodecException} when it is none. */
    static DeliveryRequest read(MapValue map) {
        DeliveryRequest request = new DeliveryRequest(
                map.get("messages").asList().stream().map(Value::asText).toList(),
                map.get("purpose").asText(),
                map.get("grounds").asText(),
                map.get("originals").asBoolean());
        boolean fits = map.get("version").asLong() == 1
                && !request.messages.isEmpty()
                && request.messages.size() <= MOST
                && request.messages.stream().allMatch(id -> !id.isEmpty() && id.length() <= LONGEST)
                && request.messages.stream().distinct().count() == request.messages.size();
        if (!fits) {
            throw new CodecException(Reason.INVALID_VALUE, "a request");
        }
        return request;
    }
}
