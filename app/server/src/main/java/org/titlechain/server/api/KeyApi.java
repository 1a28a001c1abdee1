package org.titlechain.server.api;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Member;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.Submissions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys that are granted on the chain: of people, of departments, of programs. They are granted and revoked with the
 * founding administrator's key. Once the chain's charter has separated the administrators it is the security
 * administrator's, and a key of another organisation wants a proposal instead: the refusal says so.
 */
public final class KeyApi {
    private static final int MAXIMUM_TEXT = 200;

    private final Suite suite;
    private final Ledger ledger;
    private final AdministratorKeys administrators;
    private final Submissions submissions;

    public KeyApi(Suite suite, Ledger ledger, AdministratorKeys administrators) {
        this.suite = suite;
        this.ledger = ledger;
        this.administrators = administrators;
        this.submissions = new Submissions(ledger);
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("keys", this::keys, "keyGrant", this::grant, "keyRevoke", this::revoke);
    }

    private Answer keys(Call call) {
        String prefix = "key/";
        String after = call.parameter("cursor").map(cursor -> prefix + cursor).orElse("");
        ArrayNode items = Json.array();
        List<String> found = ledger.keys(prefix, after, call.limit() + 1);
        for (String key : found.subList(0, Math.min(found.size(), call.limit()))) {
            KeyGrant.at(ledger.state(), key, ledger.status().height() + 1)
                    .ifPresent(grant -> items.add(item(key.substring(prefix.length()), grant)));
        }
        ObjectNode node = Json.object();
        node.set("items", items);
        node.put(
                "next",
                found.size() > call.limit() ? found.get(call.limit() - 1).substring(prefix.length()) : null);
        return Answer.ok(node);
    }

    private static ObjectNode item(String id, KeyGrant grant) {
        ObjectNode node = Json.object();
        node.put("id", id).put("name", grant.name()).put("organisation", grant.organisation());
        node.set("roles", Json.texts(grant.roles()));
        node.set("districts", Json.texts(grant.districts()));
        node.put("from", grant.from() == 0 ? null : (Long) grant.from());
        node.put("until", grant.until() == 0 ? null : (Long) grant.until());
        node.put("revoked", grant.revoked());
        return node;
    }

    private Answer grant(Call call) throws Exception {
        ObjectNode body = call.json();
        MapBuilder command = Value.map()
                .put("type", "governance.key.grant")
                .put("key", publicKey(Json.text(body, "key", MAXIMUM_TEXT)))
                .put("name", Json.text(body, "name", MAXIMUM_TEXT))
                .put("organisation", Json.text(body, "organisation", MAXIMUM_TEXT))
                .put("roles", roles(body.get("roles")))
                .put("districts", texts(body.get("districts")));
        for (String bound : List.of("from", "until")) {
            if (body.has(bound)) {
                command.put(bound, body.get(bound).longValue());
            }
        }
        return Answer.json(201, submit(command.build()));
    }

    private Answer revoke(Call call) throws Exception {
        return Answer.ok(submit(Value.map()
                .put("type", "governance.key.revoke")
                .put("keyId", HexFormat.of().parseHex(call.variable("keyId")))
                .put("reason", Json.text(call.json(), "reason", MAXIMUM_TEXT))
                .build()));
    }

    private ObjectNode submit(MapValue command) throws Exception {
        Signer signer = administrators
                .granting()
                .map(AdministratorKeys.Office::signer)
                .orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(Role.SECURITY.label()));
        ObjectNode answer = Outcomes.into(Json.object(), submissions.submit(signer, List.of(command)));
        answer.remove("state");
        return answer;
    }

    /** A grant is for a key of the chain's suite; what is none would be granted for ever and never used. */
    private byte[] publicKey(String text) {
        try {
            return Member.requireKey(suite, HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException | CodecException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/key");
        }
    }

    private static Value roles(JsonNode roles) {
        for (JsonNode role : roles) {
            if (Role.ofLabel(role.stringValue()).isEmpty()) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem("/roles");
            }
        }
        return texts(roles);
    }

    private static Value texts(JsonNode list) {
        return Value.texts(list.valueStream().map(JsonNode::stringValue).toList());
    }
}
