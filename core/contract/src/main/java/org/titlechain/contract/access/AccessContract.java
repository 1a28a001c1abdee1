package org.titlechain.contract.access;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.BytesValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Role;

/** Views of personal data and the erasure of a subject's key. The command itself, in the log, is the whole record. */
public final class AccessContract implements Contract {
    /** The types of its commands. */
    public static final Set<String> TYPES = Set.of("access.view", "access.erase");

    private static final int LONGEST_CODE = 64;

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        try {
            return switch (command.type()) {
                case "access.view" -> view(state, command.body(), context);
                case "access.erase" -> erase(state, command.body(), context);
                default -> RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
            };
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    private static Decision view(StateView state, MapValue body, BlockContext context) {
        Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.VIEWER);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        body.get("actor");
        code(body, "purpose");
        code(body, "grounds");
        body.get("fields").asList().forEach(Value::asText);
        String key = "access/" + subject(body.get("subject"));
        long count = state.find(key).map(value -> value.get("count").asLong()).orElse(0L);
        MapValue value =
                Value.map().put("count", count + 1).put("last", context.time()).build();
        return new Accepted(
                List.of(new Change(key, value)),
                Value.map().put("count", count + 1).build());
    }

    private static Decision erase(StateView state, MapValue body, BlockContext context) {
        Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.ADMINISTRATOR);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String key = "erasure/" + subject(body.get("subject"));
        MapValue value = Value.map()
                .put("grounds", code(body, "grounds"))
                .put("time", context.time())
                .build();
        return new Accepted(
                List.of(new Change(key, value)), Value.map().put("key", key).build());
    }

    private static String code(MapValue body, String field) {
        String code = body.get(field).asText();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new CodecException(Reason.INVALID_VALUE, field);
        }
        return code;
    }

    private static String subject(Value subject) {
        if (subject instanceof BytesValue bytes) {
            return HexFormat.of().formatHex(bytes.value());
        }
        if (subject instanceof TextValue(String text)) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        throw new CodecException(Reason.WRONG_TYPE, "subject");
    }
}
