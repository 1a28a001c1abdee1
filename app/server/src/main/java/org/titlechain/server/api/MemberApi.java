package org.titlechain.server.api;

import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.Member;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.members.MemberWatch;
import org.titlechain.kernel.members.MemberWatch.Contact;
import org.titlechain.kernel.members.Peer.Held;
import org.titlechain.kernel.members.Peer.Seen;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.Accusation.Place;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.SignedProof;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.members.PeerRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of the chain as this node sees them, and what it shows them. */
public final class MemberApi {
    private static final int MOST_MEMBERS = 1_000;
    private static final String PREFIX = "member/";
    private static final long LARGEST_ANSWER = 8L << 20;
    private static final int LONGEST_KEY = 400;

    private final Ledger ledger;
    private final Suite suite;
    private final Optional<MemberService> service;
    private final Clock clock;

    /**
     * The interface.
     *
     * @param service the watch over the others; empty on a node that only reads
     */
    public MemberApi(Ledger ledger, Suite suite, Optional<MemberService> service, Clock clock) {
        this.ledger = ledger;
        this.suite = suite;
        this.service = service;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "members", this::members,
                "accusations", this::accusations,
                "accusationFile", this::accusationFile,
                "heads", this::heads,
                "cosigned", this::cosigned,
                "peerCheckpoint", this::peerCheckpoint,
                "peerLeaves", this::peerLeaves,
                "peerValues", this::peerValues,
                "peerProof", this::peerProof);
    }

    private Optional<MemberWatch> watch() {
        return service.map(MemberService::watch);
    }

    private Answer members(Call call) {
        long height = ledger.status().height();
        String own = MemberService.nameOf(ledger);
        Optional<Charter> charter = Charter.at(ledger.state(), height);
        ObjectNode node = Json.object()
                .put("height", height)
                .put("own", own)
                .put("quorum", ledger.cosigners().quorum())
                .put("contract", ledger.contractVersion());
        node.set("charter", stored("charter", height));
        // As the engine's own page says it: what orders from the next block on, also before that block is there.
        node.set("engine", stored("engine", height + 1));
        node.set(
                "cosigned",
                watch().flatMap(MemberWatch::cosigned)
                        .<JsonNode>map(text -> {
                            Checkpoint.Signed signed = Checkpoint.parse(text);
                            return Json.object()
                                    .put("height", signed.checkpoint().height())
                                    .put("signatures", signed.signatures().size());
                        })
                        .orElseGet(Json::nothing));
        boolean stopped = ledger.status().exitCode().isPresent();
        node.put("stopped", stopped ? ledger.status().detail() : null);
        Map<String, String> heads = watch().map(MemberWatch::heads).orElse(Map.of(own, ledger.checkpoint()));
        long newest = Math.max(
                height,
                heads.values().stream().mapToLong(MemberApi::height).max().orElse(0));
        ArrayNode items = node.putArray("items");
        for (String key : ledger.keys(PREFIX, "", MOST_MEMBERS)) {
            String name = key.substring(PREFIX.length());
            Member.at(ledger.state(), name, height)
                    .ifPresent(member -> items.add(member(member, own, charter, heads, newest)));
        }
        return Answer.ok(node);
    }

    private JsonNode stored(String key, long height) {
        return Scheduled.find(ledger.state(), key, height)
                .<JsonNode>map(Json::of)
                .orElseGet(Json::nothing);
    }

    private static long height(String text) {
        return Checkpoint.parse(text).checkpoint().height();
    }

    private ObjectNode member(
            Member member, String own, Optional<Charter> charter, Map<String, String> heads, long newest) {
        boolean self = member.name().equals(own);
        Optional<Contact> contact =
                watch().flatMap(watch -> Optional.ofNullable(watch.contacts().get(member.name())));
        Optional<Checkpoint> head = Optional.ofNullable(self ? ledger.checkpoint() : heads.get(member.name()))
                .map(text -> Checkpoint.parse(text).checkpoint());
        ObjectNode node = Json.object()
                .put("name", member.name())
                .put("organisation", member.organisation())
                .put("state", member.state().label())
                .put(
                        "weight",
                        charter.map(known -> known.weights().getOrDefault(member.name(), 0L))
                                .orElse(1L))
                .put("key", HexFormat.of().formatHex(suite.keyId(member.key())))
                .put("own", self)
                .put("address", contact.map(Contact::address).orElse(null))
                .put(
                        "reachable",
                        self ? Boolean.TRUE : contact.map(Contact::reachable).orElse(null));
        node.set(
                "head",
                head.<JsonNode>map(checkpoint -> Json.object()
                                .put("height", checkpoint.height())
                                .put("time", checkpoint.time())
                                .put("logSize", checkpoint.logSize())
                                .put("logRoot", HexFormat.of().formatHex(checkpoint.logRoot()))
                                .put("stateRoot", HexFormat.of().formatHex(checkpoint.stateRoot()))
                                .put(
                                        "seen",
                                        self
                                                ? clock.millis()
                                                : contact.map(Contact::seen).orElse(0L)))
                        .orElseGet(Json::nothing));
        node.put("lag", head.map(checkpoint -> newest - checkpoint.height()).orElse(null));
        node.put(
                "agrees",
                head.map(checkpoint -> watch().map(watch -> !watch.differing().containsKey(member.name()))
                                .orElse(true))
                        .orElse(null));
        node.put(
                "accusations",
                watch().map(watch -> watch.accusations().values().stream()
                                .filter(each -> each.accused().equals(member.name()))
                                .count())
                        .orElse(0L));
        return node;
    }

    private Answer accusations(Call call) {
        ArrayNode items = Json.array();
        watch().map(MemberWatch::accusations)
                .orElse(Map.of())
                .forEach((id, accusation) -> items.add(view(id, accusation)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private static ObjectNode view(String id, Accusation accusation) {
        Checkpoint head = accusation.head();
        Optional<Place> place = accusation.place();
        String where = place.map(Place::key).orElse("");
        long height = place.map(Place::height).filter(at -> at > 0).orElse(head.height());
        return Json.object()
                .put("id", id)
                .put("kind", accusation.kind().label())
                .put("accused", accusation.accused())
                .put("accuser", accusation.accuser())
                .put("height", height)
                .put("time", head.time())
                .put(
                        "position",
                        place.map(Place::position).filter(at -> at >= 0).orElse(null))
                .put("key", where.isEmpty() ? null : where)
                .put("ownHead", accusation.first())
                .put("otherHead", accusation.second())
                .put("words", chinese(accusation, height, where))
                .put("wordsEn", english(accusation, height, where));
    }

    private static boolean isOfItself(Accusation accusation) {
        return accusation.accused().equals(accusation.accuser());
    }

    private static String chinese(Accusation accusation, long height, String key) {
        String accused = accusation.accused();
        String place = "区块 " + height + (key.isEmpty() ? "" : "、键 " + key);
        return switch (accusation.kind()) {
            case SPLIT_VIEW -> accused + " 对高度 " + height + " 签署了两个不同的检查点，即出示了两套历史。";
            case ROOTS ->
                isOfItself(accusation)
                        ? accused + " 发现自己的状态与多数成员不一致（" + place + "），已自行停止。"
                        : accused + " 的状态与 " + accusation.accuser() + " 不一致，起于" + place + "。";
            case VALUE ->
                isOfItself(accusation)
                        ? accused + " 发现自己的数据库被改动（" + place + "），已自行停止。"
                        : accused + " 的数据库被改动：" + place + " 的内容与其自己签署的状态根不符。";
        };
    }

    private static String english(Accusation accusation, long height, String key) {
        String accused = accusation.accused();
        String place = "block " + height + (key.isEmpty() ? "" : ", key " + key);
        return switch (accusation.kind()) {
            case SPLIT_VIEW ->
                accused + " signed two different checkpoints of height " + height + ": it showed two histories.";
            case ROOTS ->
                isOfItself(accusation)
                        ? accused + " found that its state is not that of the quorum (" + place
                                + ") and stopped itself."
                        : accused + " differs from " + accusation.accuser() + " from " + place + " on.";
            case VALUE ->
                isOfItself(accusation)
                        ? accused + " found that its database was changed (" + place + ") and stopped itself."
                        : accused + " has a changed database: what it holds (" + place
                                + ") does not lead to the root that it signed.";
        };
    }

    private Answer accusationFile(Call call) {
        String id = call.variable("id");
        return watch().flatMap(watch -> Optional.ofNullable(watch.accusations().get(id)))
                .map(accusation -> Answer.download("application/octet-stream", accusation.encode(), id + ".accusation"))
                .orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
    }

    private Answer heads(Call call) {
        Seen seen = watch().map(MemberWatch::seen).orElse(new Seen(List.of(), List.of()));
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        for (String text : seen.heads()) {
            items.add(Json.object()
                    .put(
                            "member",
                            Checkpoint.parse(text).signatures().getFirst().member())
                    .put("checkpoint", text));
        }
        ArrayNode accusations = node.putArray("accusations");
        seen.accusations().forEach(bytes -> accusations.add(Base64.getEncoder().encodeToString(bytes)));
        return Answer.ok(node);
    }

    private Answer cosigned(Call call) {
        return watch().flatMap(MemberWatch::cosigned)
                .map(text -> Answer.text("text/plain", text))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
    }

    private Answer peerCheckpoint(Call call) {
        return ledger.checkpoint(call.variableNumber("height"))
                .map(text -> Answer.text("text/plain", text))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
    }

    private Answer peerLeaves(Call call) throws Exception {
        ObjectNode json = call.json();
        long from = number(json, "from", Long.MAX_VALUE);
        int limit = (int) number(json, "limit", PeerRequest.MOST_LEAVES);
        requireMember(json, PeerRequest.leaves(member(json), time(json), from, limit));
        ObjectNode node = Json.object();
        ArrayNode leaves = node.putArray("leaves");
        long bytes = 0;
        for (Ledger.Leaf leaf : ledger.leaves(from, limit)) {
            bytes += leaf.bytes().length;
            if (bytes > LARGEST_ANSWER) {
                break;
            }
            leaves.add(Base64.getEncoder().encodeToString(leaf.bytes()));
        }
        return Answer.ok(node);
    }

    private Answer peerValues(Call call) throws Exception {
        ObjectNode json = call.json();
        String after = Json.text(json, "after", LONGEST_KEY);
        int limit = (int) number(json, "limit", PeerRequest.MOST_KEYS);
        requireMember(json, PeerRequest.values(member(json), time(json), after, limit));
        ArrayNode items = Json.array();
        for (Held held : watching().held(after, limit)) {
            items.add(Json.object()
                    .put("key", held.key())
                    .put("version", held.version())
                    .put("digest", HexFormat.of().formatHex(held.digest())));
        }
        ObjectNode node = Json.object();
        node.set("items", items);
        return Answer.ok(node);
    }

    private Answer peerProof(Call call) throws Exception {
        ObjectNode json = call.json();
        String key = Json.text(json, "key", LONGEST_KEY);
        requireMember(json, PeerRequest.proof(member(json), time(json), key));
        SignedProof answer = watching().prove(key);
        return Answer.ok(Json.object()
                .put("proof", Base64.getEncoder().encodeToString(answer.proof()))
                .put("signature", HexFormat.of().formatHex(answer.signature())));
    }

    /** A node without a member's key answers no member. */
    private MemberWatch watching() {
        return watch().orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem());
    }

    private static String member(ObjectNode json) {
        return Json.text(json, "member", 64);
    }

    private static long time(ObjectNode json) {
        return number(json, "time", Long.MAX_VALUE);
    }

    private static long number(ObjectNode json, String name, long most) {
        JsonNode node = json.get(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0 || node.longValue() > most) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/" + name);
        }
        return node.longValue();
    }

    private void requireMember(ObjectNode json, PeerRequest request) {
        byte[] signature;
        try {
            signature = HexFormat.of().parseHex(Json.text(json, "signature", 200));
        } catch (IllegalArgumentException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/signature");
        }
        if (!request.isOf(ledger.cosigners(), signature, clock.millis())) {
            throw ErrorCode.SIGN_IN_REQUIRED.problem();
        }
    }
}
