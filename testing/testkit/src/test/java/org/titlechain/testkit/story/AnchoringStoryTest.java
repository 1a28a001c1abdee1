package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.anchoring.Anchor;
import org.titlechain.contract.anchoring.AnchoringContract;
import org.titlechain.crypto.Suite;
import org.titlechain.testkit.registration.Office;

/** A chain records what a subordinate chain's members signed, if it is one history. */
class AnchoringStoryTest {
    private final Office office = Office.risen();
    private final LowerChain city =
            new LowerChain("city", Suite.INTERNATIONAL).adds("a", "b", "c", "d", "e", "f", "g", "h");
    private long time = 2_000_000_000_000L;

    @BeforeEach
    void begin() {
        for (int version = 3; version <= AnchoringContract.SINCE; version++) {
            office.rise(version);
        }
        office.agree(
                "parameter.set", city.proposal(city.trust("first", "second").text()));
    }

    @Test
    void shouldRecordTheFirstAndWhatExtendsIt() {
        assertThat(code(city.anchor(0, 2))).isEqualTo("accepted");
        assertThat(code(city.anchor(2, 7))).isEqualTo("accepted");

        Anchor anchor = Anchor.find(office.register(), "city").orElseThrow();
        assertThat(anchor.checkpoint()).isEqualTo(city.head(7));
        assertThat(anchor.height()).isEqualTo(7);
        assertThat(anchor.logSize()).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhatIsNotNewer() {
        code(city.anchor(0, 3));

        assertThat(code(city.anchor(0, 3))).isEqualTo("ANCHOR_NOT_NEWER");
        assertThat(code(city.anchor(0, 2))).isEqualTo("ANCHOR_NOT_NEWER");
        assertThat(height()).isEqualTo(3);
    }

    @Test
    void shouldRefuseEveryPathThatDoesNotProveTheExtension() {
        code(city.anchor(0, 3));
        List<byte[]> path = city.path(3, 7);
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);

        for (List<byte[]> wrong :
                List.of(List.<byte[]>of(), path.subList(1, path.size()), path.reversed(), longer, city.path(2, 7))) {
            assertThat(code(LowerChain.command(city.head(7), wrong))).isEqualTo("ANCHOR_NOT_EXTENDING");
        }
        assertThat(height()).isEqualTo(3);
        assertThat(code(LowerChain.command(city.head(7), path))).isEqualTo("accepted");
    }

    @Test
    void shouldRefuseAnotherHistoryWithItsOwnProof() {
        LowerChain fork = new LowerChain("city", Suite.INTERNATIONAL).adds("a", "b", "forged", "d", "e", "f", "g");
        code(city.anchor(0, 3));

        assertThat(code(fork.anchor(3, 7))).isEqualTo("ANCHOR_NOT_EXTENDING");
        assertThat(code(fork.anchor(0, 3))).isEqualTo("ANCHOR_CONTRADICTS");
        assertThat(height()).isEqualTo(3);
    }

    @Test
    void shouldRefuseWhatTooFewOrStrangersSigned() {
        String byOne = city.at(2).sign("first", city.signer("first")).text();
        String byStranger = city.at(2)
                .sign("first", city.signer("first"))
                .with("second", city.signer("stranger"))
                .text();

        assertThat(decide(LowerChain.command(byOne, List.of())))
                .isEqualTo(new Refused(
                        "ANCHOR_NOT_SIGNED",
                        Value.map().put("reason", "QUORUM_MISSED").build()));
        assertThat(decide(LowerChain.command(byStranger, List.of())))
                .isEqualTo(new Refused(
                        "ANCHOR_NOT_SIGNED",
                        Value.map().put("reason", "SIGNER_KEY_DIFFERS").build()));
    }

    @Test
    void shouldKnowOnlyTheChainsThatItsMembersVotedFor() {
        LowerChain stranger = new LowerChain("stranger", Suite.GM).adds("a");

        assertThat(code(stranger.anchor(0, 1))).isEqualTo("ANCHOR_CHAIN_UNKNOWN");
        office.agree("parameter.set", stranger.proposal(city.trust("first").text()));
        assertThat(code(stranger.anchor(0, 1))).isEqualTo("ANCHOR_CHAIN_UNKNOWN");
        office.agree("parameter.set", stranger.proposal("no trust file"));
        assertThat(code(stranger.anchor(0, 1))).isEqualTo("ANCHOR_CHAIN_UNKNOWN");
        office.agree(
                "parameter.set",
                stranger.proposal(stranger.trust("first", "second").text()));
        assertThat(code(stranger.anchor(0, 1))).isEqualTo("accepted");
    }

    @Test
    void shouldGoOnWithTheKeysThatAreVotedForAnew() {
        code(city.anchor(0, 2));
        office.agree("parameter.set", city.proposal(city.trust("second").text()));

        assertThat(code(city.anchor(2, 5))).isEqualTo("ANCHOR_NOT_SIGNED");
        String bySecond = city.at(5).sign("second", city.signer("second")).text();
        assertThat(code(LowerChain.command(bySecond, city.path(2, 5)))).isEqualTo("accepted");
        assertThat(height()).isEqualTo(5);
    }

    @Test
    void shouldNotAnchorAChainInItself() {
        LowerChain itself = new LowerChain(Register.CHAIN, Suite.GM).adds("a");
        office.agree(
                "parameter.set", itself.proposal(itself.trust("first", "second").text()));

        assertThat(code(itself.anchor(0, 1))).isEqualTo("ANCHOR_CHAIN_UNKNOWN");
    }

    @Test
    void shouldRefuseStrangersAndWhatCannotBeRead() {
        assertThat(office.register().decide(city.anchor(0, 1), "stranger", time))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("KEY_UNKNOWN"));
        for (MapValue command : List.of(
                LowerChain.command("", List.of()),
                LowerChain.command(city.at(1).body(), List.of()),
                LowerChain.command(city.head(1) + " ".repeat(17 << 10), List.of()),
                LowerChain.command(city.head(1), List.of(new byte[31])),
                LowerChain.command(city.head(1), java.util.Collections.nCopies(129, new byte[32])),
                Value.map().put("type", "anchoring.record").build())) {
            assertThat(code(command)).isEqualTo("COMMAND_MALFORMED");
        }
    }

    private long height() {
        return Anchor.find(office.register(), "city").orElseThrow().height();
    }

    private String code(MapValue command) {
        return decide(command) instanceof Refused refused ? refused.code() : "accepted";
    }

    private Decision decide(MapValue command) {
        return office.register().decide(command, "recorder", time++);
    }
}
