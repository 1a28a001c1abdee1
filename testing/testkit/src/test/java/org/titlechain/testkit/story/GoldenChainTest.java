package org.titlechain.testkit.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.record.message.RecordType;
import org.titlechain.contract.record.message.RecordTypes;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.testkit.registration.GoldenCases;
import org.titlechain.testkit.story.Register.Told;

/**
 * A recorded chain comes to the recorded state, command by command, in every build. A difference means that blocks
 * which are decided would be decided otherwise: that needs a new contract version, never a new recording of an old one.
 *
 * <p>{@code -Dgolden.record=true} records the chain of a version that has none yet.
 */
class GoldenChainTest {
    private static final Path FOLDER = Path.of("..", "golden");
    private static final HashFunction HASH = Suite.GM.hash();
    private static final int PLACE_BITS = 256;

    private record Leaf(byte[] place, byte[] hash) {}

    /**
     * Version 2: a chain of version 1 that votes itself up, then cases of every kind. Version 3: the same, then a vote
     * in the middle, while cases are open, and cases of every kind once more. Version 5: messages of every record type
     * under version 4, a vote while seizures run, and what is decided otherwise since.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldComeToTheRecordedStateAndDecisions(int version) throws IOException {
        List<Told> recorded = read(version);
        Register register = Register.replayed(recorded);

        assertThat(summary(register)).isEqualTo(Files.readString(expected(version), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldTellOfEveryKindOfRegistration(int version) throws IOException {
        Set<String> told = new TreeSet<>();
        Register.replayed(read(version)).state().forEach((key, file) -> {
            if (key.startsWith("registration/") && file.has("registered")) {
                file.get("kinds").asList().forEach(kind -> told.add(kind.asText()));
            }
        });
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Kinds.load().all().stream().map(Kind::name).toList());
    }

    @Test
    void shouldTellOfWhatIsOverByTimeOfCorrectionsCorrectedAndOfSharedCertificates() throws IOException {
        Register register = Register.replayed(read(5));
        SortedMap<String, MapValue> state = register.state();

        assertThat(register.find("unit/999901001002GB00020F00010001")
                        .orElseThrow()
                        .get("remarks")
                        .asList())
                .extracting(remark -> remark.asMap()
                        .get("facts")
                        .asMap()
                        .find("kind")
                        .map(Value::asText)
                        .orElse(""))
                .contains("seizure", "objection");
        assertThat(state.values()).anyMatch(value -> value.has("earlier"));
        assertThat(state.values())
                .anyMatch(value -> value.has("places") && value.get("places").asLong() > 1)
                .anyMatch(value -> value.has("places") && value.get("places").asLong() == 0);
    }

    private static Path chain(int version) {
        return FOLDER.resolve("contract-" + version + ".chain");
    }

    private static Path expected(int version) {
        return FOLDER.resolve("contract-" + version + ".txt");
    }

    @Test
    void shouldTellOfEveryRecordType() throws IOException {
        Set<String> told = new TreeSet<>();
        for (Told command : read(1)) {
            command.command()
                    .find("head")
                    .map(Value::asMap)
                    .flatMap(head -> head.find("RecType"))
                    .ifPresent(type -> told.add(type.asText()));
        }
        assertThat(told)
                .containsAll(
                        RecordTypes.load().all().stream().map(RecordType::code).toList());
    }

    @Test
    void shouldComputeTheRootOfTwoKeysAsTheFormatSays() {
        Leaf first = leaf("first", 0);
        Leaf second = leaf("second", 1);
        byte[] node = HASH.hash(new byte[] {1}, first.hash(), second.hash());

        assertThat(root(List.of(), 0)).isEqualTo(new byte[32]);
        assertThat(root(List.of(first), 0)).isEqualTo(first.hash());
        assertThat(root(List.of(second, first), 0)).isEqualTo(node);
    }

    /** A leaf whose place begins with the bit. */
    private static Leaf leaf(String name, int bit) {
        for (int i = 0; ; i++) {
            Leaf leaf = leaf(name + i, Value.map().build());
            if ((leaf.place()[0] < 0 ? 1 : 0) == bit) {
                return leaf;
            }
        }
    }

    private static Leaf leaf(String key, MapValue value) {
        byte[] place = HASH.hash(key.getBytes(UTF_8));
        byte[] digest = HASH.hash(CanonicalEncoder.encode(value));
        return new Leaf(place, HASH.hash(new byte[] {0}, place, digest));
    }

    /** The root as docs/formats.md, section 5, defines it, without any cleverness. */
    private static byte[] root(List<Leaf> leaves, int depth) {
        if (leaves.isEmpty()) {
            return new byte[32];
        }
        if (leaves.size() == 1) {
            return leaves.getFirst().hash();
        }
        assertThat(depth).isLessThan(PLACE_BITS);
        List<Leaf> left = new ArrayList<>();
        List<Leaf> right = new ArrayList<>();
        for (Leaf leaf : leaves) {
            boolean bit = (leaf.place()[depth / 8] >> (7 - depth % 8) & 1) == 1;
            (bit ? right : left).add(leaf);
        }
        return HASH.hash(new byte[] {1}, root(left, depth + 1), root(right, depth + 1));
    }

    static String summary(Register register) {
        List<Leaf> leaves = new ArrayList<>();
        for (Map.Entry<String, MapValue> entry : register.state().entrySet()) {
            leaves.add(leaf(entry.getKey(), entry.getValue()));
        }
        List<Value> decisions = new ArrayList<>();
        long refused = 0;
        for (Told told : register.ledger()) {
            switch (told.decision()) {
                case Accepted accepted -> decisions.add(accepted.result());
                case Refused refusal -> {
                    decisions.add(Value.of(refusal.code()));
                    refused++;
                }
            }
        }
        byte[] results = HASH.hash(CanonicalEncoder.encode(Value.list(decisions)));
        return "commands " + register.ledger().size() + "\nrefused " + refused + "\nkeys " + leaves.size()
                + "\nstate root " + hex(root(leaves, 0)) + "\ndecisions " + hex(results) + "\n";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static List<Told> read(int version) throws IOException {
        if (Boolean.getBoolean("golden.record") && Files.notExists(chain(version))) {
            record(version);
        }
        List<Told> recorded = new ArrayList<>();
        for (Value value :
                CanonicalDecoder.decode(Files.readAllBytes(chain(version))).asList()) {
            MapValue told = value.asMap();
            recorded.add(new Told(
                    told.get("command").asMap(),
                    told.get("key").asText(),
                    told.get("time").asLong(),
                    new Refused("", Value.map().build())));
        }
        return recorded;
    }

    private static void record(int version) throws IOException {
        List<Value> commands = new ArrayList<>();
        List<Told> told =
                switch (version) {
                    case 1 -> GoldenStories.tell();
                    case 2, 3, 4 -> GoldenCases.tell(version);
                    default -> GoldenStories.tellOfTime();
                };
        for (Told command : told) {
            commands.add(Value.map()
                    .put("command", command.command())
                    .put("key", command.key())
                    .put("time", command.time())
                    .build());
        }
        Files.createDirectories(FOLDER);
        Files.write(chain(version), CanonicalEncoder.encode(Value.list(commands)));
        Files.writeString(expected(version), summary(Register.replayed(told)), UTF_8);
    }
}
