package org.titlechain.contract.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Member;

/**
 * What personal data one member gives to another (个人信息共享授权), as it stands under {@code share/<holder>/<receiver>}. A
 * member's data are what keys of its organisation recorded; it gives nothing on that it received itself.
 *
 * @param districts prefixes of the six digits; the empty text covers every district, no prefix at all nothing
 * @param purposes codes of what the receiver may ask for; {@link #DELIVERY} is that of standing delivery
 * @param until first ms of block time at which it no longer holds
 * @param originals whether messages as they were sent are given too, not only their personal fields
 */
public record Share(List<String> districts, List<String> purposes, long until, boolean originals) {
    /** The purpose of standing delivery: the receiver fetches whatever is registered, as it comes. */
    public static final String DELIVERY = "delivery";

    /** What the state keys of all shares begin with. */
    public static final String PREFIX = "share/";

    private static final int MOST = 64;
    private static final Pattern DISTRICT = Pattern.compile("[0-9]{0,6}");
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]{2,39}");

    public Share {
        districts = List.copyOf(districts);
        purposes = List.copyOf(purposes);
    }

    /** The state key of what the holder gives to the receiver. */
    public static String stateKey(String holder, String receiver) {
        return PREFIX + holder + "/" + receiver;
    }

    /** Reads a share from a command or from the state; a {@link CodecException} when it is not one. */
    public static Share read(MapValue map) {
        Share share = new Share(
                texts(map, "districts", DISTRICT),
                texts(map, "purposes", PURPOSE),
                map.get("until").asLong(),
                map.get("originals").asBoolean());
        if (share.until < 0 || share.districts.isEmpty() != share.purposes.isEmpty()) {
            throw new CodecException(Reason.INVALID_VALUE, "until or purposes");
        }
        return share;
    }

    private static List<String> texts(MapValue map, String field, Pattern form) {
        List<String> texts = map.get(field).asList().stream().map(Value::asText).toList();
        if (texts.size() > MOST
                || !texts.stream().allMatch(text -> form.matcher(text).matches())) {
            throw new CodecException(Reason.INVALID_VALUE, field);
        }
        return texts;
    }

    MapValue toMap() {
        return Value.map()
                .put("districts", Value.texts(districts))
                .put("purposes", Value.texts(purposes))
                .put("until", until)
                .put("originals", originals)
                .build();
    }

    /** Whether it was taken back: it covers no district. */
    public boolean isWithdrawn() {
        return districts.isEmpty();
    }

    /** Whether it covers the district for the purpose at the time, ms. */
    public boolean covers(String district, String purpose, long time) {
        return time < until && purposes.contains(purpose) && districts.stream().anyMatch(district::startsWith);
    }

    /**
     * What the holder gives to the receiver; empty when it gives nothing, or when one of the two is not an active
     * member at the height.
     */
    public static Optional<Share> between(StateView state, String holder, String receiver, long height) {
        return isActive(state, holder, height) && isActive(state, receiver, height)
                ? state.find(stateKey(holder, receiver)).map(Share::read).filter(share -> !share.isWithdrawn())
                : Optional.empty();
    }

    /** Whether the member takes part in the chain at the height. */
    public static boolean isActive(StateView state, String member, long height) {
        return Member.at(state, member, height)
                .filter(known -> known.state() == Member.State.ACTIVE)
                .isPresent();
    }
}
