package org.titlechain.testkit.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.testkit.story.Register.Told;

/**
 * A recorded chain of shares comes to the recorded state in every build, as {@link GoldenChainTest} says of the others;
 * {@code -Dgolden.record=true} records it when there is none.
 */
class GoldenSharingTest {
    private static final Path CHAIN = Path.of("..", "golden", "sharing.chain");
    private static final Path EXPECTED = Path.of("..", "golden", "sharing.txt");

    @Test
    void shouldComeToTheRecordedStateAndDecisions() throws IOException {
        Register register = Register.replayed(recorded());

        assertThat(GoldenChainTest.summary(register)).isEqualTo(Files.readString(EXPECTED, UTF_8));
    }

    @Test
    void shouldTellOfEveryDecision() throws IOException {
        Register register = Register.replayed(recorded());
        Set<String> codes = new TreeSet<>();
        register.ledger().stream()
                .filter(told -> told.command().get("type").asText().equals("access.share"))
                .forEach(told -> codes.add(told.decision() instanceof Refused refused ? refused.code() : "accepted"));

        assertThat(codes)
                .containsExactly(
                        "COMMAND_MALFORMED",
                        "COMMAND_UNKNOWN",
                        "KEY_NOT_ENTITLED",
                        "KEY_UNKNOWN",
                        "MEMBER_UNKNOWN",
                        "SHARE_OF_ANOTHER_MEMBER",
                        "accepted");
        assertThat(register.state()).containsKey("share/member/receiver");
    }

    private static List<Told> recorded() throws IOException {
        if (Boolean.getBoolean("golden.record") && Files.notExists(CHAIN)) {
            record();
        }
        List<Told> recorded = new ArrayList<>();
        for (Value value : CanonicalDecoder.decode(Files.readAllBytes(CHAIN)).asList()) {
            MapValue told = value.asMap();
            recorded.add(new Told(
                    told.get("command").asMap(),
                    told.get("key").asText(),
                    told.get("time").asLong(),
                    new Refused("", Value.map().build())));
        }
        return recorded;
    }

    private static void record() throws IOException {
        List<Told> told = GoldenSharing.tell();
        List<Value> commands = new ArrayList<>();
        for (Told command : told) {
            commands.add(Value.map()
                    .put("command", command.command())
                    .put("key", command.key())
                    .put("time", command.time())
                    .build());
        }
        Files.write(CHAIN, CanonicalEncoder.encode(Value.list(commands)));
        Files.writeString(EXPECTED, GoldenChainTest.summary(Register.replayed(told)), UTF_8);
    }
}
