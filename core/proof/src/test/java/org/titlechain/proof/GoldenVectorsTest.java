package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;

/** What another program, written from the format document, says of bytes, this one says too. */
class GoldenVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldEncodeAndDecodeTheCanonicalValues() {
        for (MapValue vector : Vectors.read("canonical.json").cases("accept")) {
            byte[] bytes = Vectors.hex(vector, "hex");
            Value value = value(vector.get("value").asMap());
            assertThat(CanonicalDecoder.decode(bytes)).isEqualTo(value);
            assertThat(CanonicalEncoder.encode(value)).isEqualTo(bytes);
        }
        for (MapValue vector : Vectors.read("canonical.json").cases("refuse")) {
            assertThatThrownBy(() -> CanonicalDecoder.decode(Vectors.hex(vector, "hex")))
                    .as(vector.toString())
                    .isInstanceOf(CodecException.class);
        }
    }

    @Test
    void shouldHashAndVerifyAsBothSuitesSay() {
        Vectors vectors = Vectors.read("suites.json");
        for (MapValue vector : vectors.cases("hashes")) {
            assertThat(suite(vector).hash().hash(Vectors.hex(vector, "data"))).isEqualTo(Vectors.hex(vector, "digest"));
        }
        for (MapValue vector : vectors.cases("keys")) {
            assertThat(suite(vector).keyId(Vectors.hex(vector, "key"))).isEqualTo(Vectors.hex(vector, "id"));
        }
        for (MapValue vector : vectors.cases("signatures")) {
            assertThat(suite(vector)
                            .signatures()
                            .verify(
                                    Vectors.hex(vector, "key"),
                                    Vectors.hex(vector, "message"),
                                    Vectors.hex(vector, "signature")))
                    .as(vector.toString())
                    .isEqualTo(vector.get("valid").asBoolean());
        }
    }

    @Test
    void shouldGiveTheRootsAndProofsOfTheLog() {
        for (MapValue vector : Vectors.read("log.json").cases("logs")) {
            HashFunction hash = suite(vector).hash();
            LogTree tree = new LogTree(hash, new MemoryLogNodes(), 0);
            Vectors.hashes(vector, "leaves").forEach(leaf -> tree.append(TreeHash.logLeaf(hash, leaf)));
            List<byte[]> roots = Vectors.hashes(vector, "roots");
            for (int size = 0; size < roots.size(); size++) {
                assertThat(tree.root(size)).isEqualTo(roots.get(size));
            }
            for (Value item : vector.get("inclusion").asList()) {
                MapValue proof = item.asMap();
                assertThat(tree.inclusion(
                                proof.get("position").asLong(),
                                proof.get("size").asLong()))
                        .containsExactlyElementsOf(Vectors.hashes(proof, "path"));
            }
            for (Value item : vector.get("consistency").asList()) {
                MapValue proof = item.asMap();
                assertThat(tree.consistency(
                                proof.get("old").asLong(), proof.get("new").asLong()))
                        .containsExactlyElementsOf(Vectors.hashes(proof, "path"));
            }
        }
    }

    @Test
    void shouldFollowTheProofsOfTheStateTree() {
        for (MapValue tree : Vectors.read("state.json").cases("trees")) {
            HashFunction hash = suite(tree).hash();
            byte[] root = Vectors.hex(tree, "root");
            TreeMap<String, byte[]> digests = new TreeMap<>();
            tree.get("leaves")
                    .asList()
                    .forEach(leaf ->
                            digests.put(leaf.asMap().get("place").asText(), Vectors.hex(leaf.asMap(), "digest")));
            for (Value item : tree.get("proofs").asList()) {
                MapValue proof = item.asMap();
                byte[] place = Vectors.hex(proof, "place");
                boolean present = proof.get("present").asBoolean();
                StateProof read = new StateProof(Vectors.hashes(proof, "siblings"), terminal(proof.get("terminal")));
                assertThat(read.endsProperly(place, present)).isTrue();
                assertThat(
                                present
                                        ? read.rootIfPresent(
                                                hash, place, digests.getOrDefault(HEX.formatHex(place), root))
                                        : read.rootIfAbsent(hash, place))
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void shouldReadTrustFilesStrictly() {
        Vectors vectors = Vectors.read("trust.json");
        for (MapValue vector : vectors.cases("accept")) {
            TrustedMembers trust = TrustedMembers.parse(bytes(vector));
            assertThat(TrustedMembers.parse(trust.text().getBytes(StandardCharsets.UTF_8))
                            .text())
                    .isEqualTo(trust.text());
        }
        for (MapValue vector : vectors.cases("refuse")) {
            assertThatThrownBy(() -> TrustedMembers.parse(bytes(vector)))
                    .as(vector.toString())
                    .isInstanceOf(CodecException.class);
            assertThat(Verifier.verifyFile(new byte[0], bytes(vector)))
                    .isEqualTo(new Verdict.Invalid(Verdict.Reason.TRUST_MALFORMED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid-gm.json", "valid-international.json"})
    void shouldAcceptEveryTrueProofAndSayWhatItProves(String name) {
        Vectors vectors = Vectors.read(name);
        for (MapValue vector : vectors.cases("proofs")) {
            byte[] trust = vectors.map("trust")
                    .get(vector.get("trust").asText())
                    .asText()
                    .getBytes(StandardCharsets.UTF_8);
            Verdict verdict = Verifier.verifyFile(Vectors.hex(vector, "file"), trust);
            assertThat(verdict).isInstanceOf(Verdict.Valid.class);
            assertThat(facts(((Verdict.Valid) verdict).proven())).isEqualTo(vector.get("facts"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused-titles.json",
                "refused-shapes.json",
                "refused-checkpoints.json",
                "refused-receipts.json",
                "refused-records.json",
                "refused-extensions.json",
                "refused-splits.json",
                "refused-anchors.json",
                "refused-flips.json"
            })
    void shouldRefuseEveryFalseProofForItsReason(String name) {
        Vectors vectors = Vectors.read(name);
        for (MapValue vector : vectors.cases("proofs")) {
            byte[] trust = vectors.map("trust")
                    .get(vector.get("trust").asText())
                    .asText()
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(Verifier.verifyFile(Vectors.hex(vector, "file"), trust))
                    .as(vector.get("name").asText())
                    .isEqualTo(new Verdict.Invalid(
                            Verdict.Reason.valueOf(vector.get("reason").asText())));
        }
    }

    @Test
    void shouldHaveAVectorForEveryReasonThatFitsIntoOne() {
        TreeSet<String> reasons = new TreeSet<>();
        for (String name :
                List.of("titles", "shapes", "checkpoints", "receipts", "records", "extensions", "splits", "anchors")) {
            Vectors.read("refused-" + name + ".json")
                    .cases("proofs")
                    .forEach(vector -> reasons.add(vector.get("reason").asText()));
        }
        for (Verdict.Reason reason : Verdict.Reason.values()) {
            boolean elsewhere = reason == Verdict.Reason.TRUST_MALFORMED || reason == Verdict.Reason.TOO_LARGE;
            assertThat(reasons.contains(reason.name())).as(reason.name()).isNotEqualTo(elsewhere);
        }
    }

    private static MapValue facts(Proven proven) {
        Checkpoint checkpoint = proven.checkpoint();
        return switch (proven) {
            case Proven.Held held ->
                Value.map()
                        .put("format", RecordProof.FORMAT)
                        .put("chain", checkpoint.chain())
                        .put("height", checkpoint.height())
                        .put("time", checkpoint.time())
                        .put("key", held.key())
                        .put("present", held.value().isPresent())
                        .build();
            case Proven.Title title -> {
                var map = Value.map()
                        .put("format", TitleProof.FORMAT)
                        .put("chain", checkpoint.chain())
                        .put("height", checkpoint.height())
                        .put("time", checkpoint.time())
                        .put("unit", title.unit())
                        .put("present", title.sheet().isPresent());
                if (title.sheet().isPresent()) {
                    map.put("rights", title.rights()).put("restrictions", title.restrictions());
                }
                yield map.build();
            }
            case Proven.Recorded recorded ->
                Value.map()
                        .put("format", Receipt.FORMAT)
                        .put("chain", checkpoint.chain())
                        .put("position", recorded.position())
                        .put("height", recorded.height())
                        .put("time", recorded.time())
                        .put("entry", HexFormat.of().formatHex(recorded.entry()))
                        .put("accepted", recorded.accepted())
                        .build();
            case Proven.Anchored anchored ->
                Value.map()
                        .put("format", AnchoredProof.FORMAT)
                        .put("below", facts(anchored.below()))
                        .put(
                                "above",
                                Value.list(anchored.above().stream()
                                        .map(at -> (Value) Value.map()
                                                .put("chain", at.chain())
                                                .put("height", at.height())
                                                .put("time", at.time())
                                                .build())
                                        .toList()))
                        .build();
            case Proven.Split split ->
                Value.map()
                        .put("format", SplitView.FORMAT)
                        .put("chain", checkpoint.chain())
                        .put("firstHeight", split.first().height())
                        .put("height", checkpoint.height())
                        .put("time", checkpoint.time())
                        .put("both", Value.texts(split.both()))
                        .build();
            case Proven.Extended extended ->
                Value.map()
                        .put("format", ConsistencyProof.FORMAT)
                        .put("chain", checkpoint.chain())
                        .put("oldHeight", extended.old().height())
                        .put("oldSize", extended.old().logSize())
                        .put("height", checkpoint.height())
                        .put("size", checkpoint.logSize())
                        .build();
        };
    }

    private static Value value(MapValue plain) {
        String kind = plain.entries().firstKey();
        Value content = plain.get(kind);
        return switch (kind) {
            case "integer" -> Value.of(Long.parseLong(content.asText()));
            case "bytes" -> Value.of(HexFormat.of().parseHex(content.asText()));
            case "list" ->
                Value.list(content.asList().stream()
                        .map(item -> value(item.asMap()))
                        .toList());
            case "map" -> {
                TreeMap<String, Value> entries = new TreeMap<>();
                content.asList()
                        .forEach(pair -> entries.put(
                                pair.asList().get(0).asText(),
                                value(pair.asList().get(1).asMap())));
                yield Value.map(entries);
            }
            case "null" -> NullValue.NULL;
            case "text", "boolean" -> content;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Optional<StateProof.Terminal> terminal(Value value) {
        return value.isNull()
                ? Optional.empty()
                : Optional.of(new StateProof.Terminal(
                        Vectors.hex(value.asMap(), "place"), Vectors.hex(value.asMap(), "digest")));
    }

    private static byte[] bytes(MapValue vector) {
        return vector.has("hex")
                ? Vectors.hex(vector, "hex")
                : vector.get("text").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static Suite suite(MapValue vector) {
        return Suite.ofLabel(vector.get("suite").asText());
    }
}
