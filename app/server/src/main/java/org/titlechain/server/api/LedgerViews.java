package org.titlechain.server.api;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** How things of the ledger look in JSON, with the height and the time that an answer is about. */
public final class LedgerViews {
    private final Ledger ledger;
    private final Suite suite;

    public LedgerViews(Ledger ledger, Suite suite) {
        this.ledger = ledger;
        this.suite = suite;
    }

    /** Makes an answer. */
    @FunctionalInterface
    public interface Question {
        Answer answer() throws Exception;
    }

    /**
     * The answer with the height it was made at. The same question at the same height has the same answer, so the
     * height is the entity tag, and a caller that has it is told so without work.
     */
    public Answer atHeight(Call call, Question question) throws Exception {
        Optional<BlockSummary> newest = newest();
        String tag = "\"h" + newest.map(block -> Long.toString(block.height())).orElse("0") + "\"";
        Answer answer = call.header("If-None-Match").filter(tag::equals).isPresent()
                ? new Answer(304, "", new byte[0], java.util.Map.of())
                : question.answer();
        return dated(newest, answer.header("ETag", tag));
    }

    /** The answer with the height it was made at, without a tag: something in it may follow later than the height. */
    public Answer dated(Question question) throws Exception {
        return dated(newest(), question.answer());
    }

    private Optional<BlockSummary> newest() {
        return ledger.blocks(0, 1).stream().findFirst();
    }

    private static Answer dated(Optional<BlockSummary> newest, Answer answer) {
        return answer.header(
                        "X-TitleChain-Height",
                        newest.map(block -> Long.toString(block.height())).orElse("0"))
                .header(
                        "X-TitleChain-Time",
                        newest.map(block -> Long.toString(block.time())).orElse("0"));
    }

    /** Name and organisation of a key, as they stand on the ledger now. */
    public record Signer(Optional<String> name, Optional<String> organisation) {}

    /** Who holds the key with the identifier. */
    public Signer signer(byte[] keyId) {
        Optional<KeyGrant> grant = KeyGrant.at(
                ledger.state(), KeyGrant.stateKey(keyId), ledger.status().height() + 1);
        return new Signer(grant.map(KeyGrant::name), grant.map(KeyGrant::organisation));
    }

    /** Who signed what is at the position. */
    public Signer signerAt(long position) {
        return leaf(position)
                .map(leaf -> signer(leaf.map().get("key").asBytes()))
                .orElse(new Signer(Optional.empty(), Optional.empty()));
    }

    /**
     * Whose vault has what a message says of people: that of the organisation that recorded it.
     *
     * @param unit a unit that it is about, for what no message brought
     */
    public Optional<String> recorder(String message, String unit) {
        return ledger.version("message/" + message, 1)
                .or(() -> ledger.find("unit/" + unit))
                .flatMap(version -> signerAt(version.position()).organisation());
    }

    /** The leaf at the position. */
    public Optional<Leaf> leaf(long position) {
        List<Leaf> leaves = position < 0 ? List.of() : ledger.leaves(position, 1);
        return leaves.isEmpty() ? Optional.empty() : Optional.of(leaves.getFirst());
    }

    /** A leaf. */
    public ObjectNode leaf(Leaf leaf) {
        MapValue map = leaf.map();
        MapValue decision = map.get("decision").asMap();
        Value command = map.get("command");
        Signer signer = signer(map.get("key").asBytes());
        ObjectNode node = Json.object();
        node.put("position", leaf.position());
        node.put("height", map.get("height").asLong());
        node.put("time", map.get("time").asLong());
        node.set("entry", Json.of(map.get("entry")));
        node.put("index", map.get("index").asLong());
        node.set("key", Json.of(map.get("key")));
        node.put("signer", signer.name().orElse(null));
        node.put("organisation", signer.organisation().orElse(null));
        node.put("type", command.isNull() ? null : command.asMap().get("type").asText());
        node.put("accepted", decision.get("accepted").asBoolean());
        node.put("code", decision.find("code").map(Value::asText).orElse(null));
        node.set("writes", decision.find("writes").map(Json::of).orElseGet(Json::array));
        node.set("command", Json.of(command));
        node.set("decision", Json.of(decision));
        node.put("digest", HexFormat.of().formatHex(suite.hash().hash(leaf.bytes())));
        return node;
    }

    /** A block in numbers. */
    public ObjectNode block(BlockSummary block) {
        return Json.object()
                .put("height", block.height())
                .put("time", block.time())
                .put("entries", block.entries())
                .put("commands", block.commands())
                .put("refused", block.refused())
                .put("logSize", block.logSize())
                .put("logRoot", HexFormat.of().formatHex(block.logRoot()))
                .put("stateRoot", HexFormat.of().formatHex(block.stateRoot()));
    }

    /** Where a version was written and by whom. */
    public ObjectNode version(Version version) {
        Signer signer = signerAt(version.position());
        return Json.object()
                .put("version", version.version())
                .put("height", version.height())
                .put("time", version.time())
                .put("position", version.position())
                .put("signer", signer.name().orElse(null))
                .put("organisation", signer.organisation().orElse(null));
    }

    /** The value of a version. */
    public static MapValue value(Version version) {
        return CanonicalDecoder.decode(version.value()).asMap();
    }

    /** The hash of the chain's suite, in hexadecimal digits. */
    public String digest(byte[] bytes) {
        return HexFormat.of().formatHex(suite.hash().hash(bytes));
    }
}
