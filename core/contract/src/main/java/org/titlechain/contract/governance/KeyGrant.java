package org.titlechain.contract.governance;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;

/**
 * What a key may do, as it stands under {@code key/<key id>}.
 *
 * @param districts prefixes of the six digits; the empty text covers every district
 * @param from first valid ms of block time, 0 for none
 * @param until first ms of block time that is no longer valid, 0 for none
 */
public record KeyGrant(
        String name,
        String organisation,
        List<String> roles,
        List<String> districts,
        long from,
        long until,
        boolean revoked) {

    public KeyGrant {
        roles = List.copyOf(roles);
        districts = List.copyOf(districts);
    }

    /** The state key for a key's identifier. */
    public static String stateKey(byte[] keyId) {
        return "key/" + HexFormat.of().formatHex(keyId);
    }

    /** Reads a grant from a command or from the state; a {@link CodecException} when it is not one. */
    static KeyGrant read(MapValue map) {
        KeyGrant grant = new KeyGrant(
                map.get("name").asText(),
                map.get("organisation").asText(),
                map.get("roles").asList().stream().map(Value::asText).toList(),
                map.get("districts").asList().stream().map(Value::asText).toList(),
                map.find("from").map(Value::asLong).orElse(0L),
                map.find("until").map(Value::asLong).orElse(0L),
                map.find("revoked").map(Value::asBoolean).orElse(false));
        for (String role : grant.roles) {
            if (Role.ofLabel(role).isEmpty()) {
                throw new CodecException(Reason.INVALID_VALUE, "roles");
            }
        }
        return grant;
    }

    MapBuilder toMap() {
        return Value.map()
                .put("name", name)
                .put("organisation", organisation)
                .put("roles", Value.texts(roles))
                .put("districts", Value.texts(districts))
                .put("from", from)
                .put("until", until);
    }

    /** The grant under the state key as it stands at the height. */
    public static Optional<KeyGrant> at(StateView state, String stateKey, long height) {
        return Scheduled.find(state, stateKey, height).map(KeyGrant::read);
    }

    /** The grant of the key that signed the command. */
    public static Optional<KeyGrant> of(StateView state, BlockContext context) {
        return at(state, "key/" + context.keyIdText(), context.height());
    }

    /** Why the key that signed the command may not act in the role; empty when it may. */
    public static Optional<Refused> refusal(StateView state, BlockContext context, Role role) {
        return refusal(of(state, context), context, role);
    }

    /** The same of a grant that was read already. */
    public static Optional<Refused> refusal(Optional<KeyGrant> known, BlockContext context, Role role) {
        return refusal(known, context)
                .or(() -> known.orElseThrow().roles.contains(role.label())
                        ? Optional.empty()
                        : Optional.of(RefusalCode.KEY_NOT_ENTITLED.refused("role", role.label())));
    }

    /** Why the key that signed the command may not act at all; empty when it may. */
    public static Optional<Refused> refusal(StateView state, BlockContext context) {
        return refusal(of(state, context), context);
    }

    private static Optional<Refused> refusal(Optional<KeyGrant> known, BlockContext context) {
        if (known.isEmpty()) {
            return Optional.of(RefusalCode.KEY_UNKNOWN.refused("key", context.keyIdText()));
        }
        KeyGrant grant = known.get();
        if (grant.revoked) {
            return Optional.of(RefusalCode.KEY_REVOKED.refused("key", context.keyIdText()));
        }
        if (context.time() < grant.from || grant.until != 0 && context.time() >= grant.until) {
            return Optional.of(RefusalCode.KEY_NOT_VALID.refused("key", context.keyIdText()));
        }
        return Optional.empty();
    }

    /** Whether the key that signed the command covers the district. The key must be known. */
    public static boolean covers(StateView state, BlockContext context, String district) {
        return of(state, context).orElseThrow().covers(district);
    }

    /** Whether it covers the district. */
    public boolean covers(String district) {
        return districts.stream().anyMatch(district::startsWith);
    }
}
