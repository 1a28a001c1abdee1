package org.titlechain.server.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.access.Share;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.delivery.DeliveryException.Reason;
import org.titlechain.server.delivery.DeliveryService;
import org.titlechain.server.delivery.Fetcher.Outcome;
import org.titlechain.server.delivery.Fetcher.Wish;
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

/** What personal data members give to each other, and fetching them from the member that holds them. */
public final class ShareApi {
    private static final int MOST_SHARES = 10_000;
    private static final int MAXIMUM_TEXT = 64;
    private static final String PURPOSE = "[a-z][a-z-]{2,39}";

    private final Ledger ledger;
    private final AdministratorKeys administrators;
    private final Submissions submissions;
    private final Optional<DeliveryService> delivery;
    private final InstantSource clock;

    public ShareApi(
            Ledger ledger, AdministratorKeys administrators, Optional<DeliveryService> delivery, InstantSource clock) {
        this.ledger = ledger;
        this.administrators = administrators;
        this.submissions = new Submissions(ledger);
        this.delivery = delivery;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "shares", this::shares,
                "shareSet", this::set,
                "shareWithdraw", this::withdraw,
                "unitFetch", this::fetch,
                "messageFetch", this::fetchMessage);
    }

    private Answer shares(Call call) {
        ArrayNode items = Json.array();
        long height = ledger.status().height() + 1;
        for (String key : ledger.keys(Share.PREFIX, "", MOST_SHARES)) {
            String[] names = key.split("/", 3);
            Share share = Share.read(ledger.state().find(key).orElseThrow());
            String state = share.isWithdrawn()
                    ? "withdrawn"
                    : share.until() <= clock.millis()
                            ? "ended"
                            : Share.between(ledger.state(), names[1], names[2], height)
                                            .isPresent()
                                    ? "valid"
                                    : "suspended";
            ObjectNode item = items.addObject().put("holder", names[1]).put("receiver", names[2]);
            item.set("districts", Json.texts(share.districts()));
            item.set("purposes", Json.texts(share.purposes()));
            item.put("until", share.until()).put("originals", share.originals()).put("state", state);
        }
        ObjectNode node = Json.object();
        node.put("own", delivery.map(DeliveryService::member).orElse(null));
        node.set("items", items);
        return Answer.ok(node);
    }

    private Answer set(Call call) throws Exception {
        ObjectNode body = call.json();
        return Answer.json(
                201,
                submit(
                        Json.text(body, "receiver", MAXIMUM_TEXT),
                        texts(body.get("districts")),
                        texts(body.get("purposes")),
                        body.get("until").longValue(),
                        body.has("originals") && body.get("originals").booleanValue()));
    }

    private Answer withdraw(Call call) throws Exception {
        return Answer.ok(submit(call.variable("member"), List.of(), List.of(), 0, false));
    }

    private ObjectNode submit(
            String receiver, List<String> districts, List<String> purposes, long until, boolean originals)
            throws Exception {
        Signer signer = administrators
                .of(Role.SECURITY)
                .map(AdministratorKeys.Office::signer)
                .orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(Role.SECURITY.label()));
        MapValue command = Value.map()
                .put("type", "access.share")
                .put("holder", own().member())
                .put("receiver", receiver)
                .put("districts", Value.texts(districts))
                .put("purposes", Value.texts(purposes))
                .put("until", until)
                .put("originals", originals)
                .build();
        ObjectNode answer = Outcomes.into(Json.object(), submissions.submit(signer, List.of(command)));
        answer.remove("state");
        return answer;
    }

    private DeliveryService own() {
        return delivery.orElseThrow(() -> ErrorCode.PERSONAL_DATA_ELSEWHERE.problem("this node is no member's"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    /** Fetches what the sheet names and is not here. */
    private Answer fetch(Call call) throws Exception {
        String unit = call.variable("unit");
        MapValue sheet =
                ledger.find("unit/" + unit).map(LedgerViews::value).orElseThrow(() -> ErrorCode.UNIT_UNKNOWN.problem());
        Set<String> messages = new LinkedHashSet<>();
        for (String list : List.of("rights", "restrictions")) {
            sheet.get(list)
                    .asList()
                    .forEach(right -> messages.add(right.asMap().get("message").asText()));
        }
        return fetch(new ArrayList<>(messages), new Wish(purpose(call.json()), unit, false));
    }

    /** Fetches what one message says of people, and where it is wanted the message as it was sent. */
    private Answer fetchMessage(Call call) throws Exception {
        String id = call.variable("id");
        if (ledger.find("message/" + id).isEmpty()) {
            throw ErrorCode.MESSAGE_UNKNOWN.problem();
        }
        ObjectNode body = call.json();
        boolean original = body.has("original") && body.get("original").booleanValue();
        return fetch(List.of(id), new Wish(purpose(body), id, original));
    }

    private static String purpose(ObjectNode body) {
        String purpose = Json.text(body, "purpose", MAXIMUM_TEXT);
        if (!purpose.matches(PURPOSE) || purpose.equals(Share.DELIVERY)) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/purpose");
        }
        return purpose;
    }

    /** One problem with everything is an error; with a part of it, a code beside that part. */
    private Answer fetch(List<String> messages, Wish wish) {
        List<Outcome> outcomes = own().fetcher().fetch(messages, wish);
        Optional<Outcome> failed =
                outcomes.stream().filter(one -> one.trouble().isPresent()).findFirst();
        if (failed.isPresent() && outcomes.stream().noneMatch(one -> one.kept() > 0)) {
            Reason reason = failed.get().trouble().orElseThrow();
            throw reason.code().problem(failed.get().holder().orElse(""));
        }
        ArrayNode items = Json.array();
        for (Outcome outcome : outcomes) {
            items.addObject()
                    .put("message", outcome.message())
                    .put("holder", outcome.holder().orElse(null))
                    .put("kept", outcome.kept())
                    .put(
                            "code",
                            outcome.trouble()
                                    .map(reason -> reason.code().name())
                                    .orElse(null));
        }
        ObjectNode node = Json.object();
        node.set("items", items);
        node.put("kept", outcomes.stream().mapToInt(Outcome::kept).sum());
        return Answer.ok(node);
    }
}
