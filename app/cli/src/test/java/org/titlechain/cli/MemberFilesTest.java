package org.titlechain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Network;
import org.titlechain.driver.Origin;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.node.EngineFolder;

/** The files that members hand each other before a chain is there. */
final class MemberFilesTest {
    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static int run(Object... words) {
        return Commands.run(List.of(words).stream().map(Object::toString).toList());
    }

    private int prepare(String name, String suite) {
        return run(
                "member",
                "prepare",
                "--data",
                file(name),
                "--name",
                name,
                "--organisation",
                "机构 " + name,
                "--suite",
                suite,
                "--listen",
                "127.0.0.1:1",
                "--address",
                "http://127.0.0.1:2",
                "--out",
                file(name + ".card"));
    }

    @BeforeEach
    void prepareTwo() {
        assertThat(prepare("county", "international")).isZero();
        assertThat(prepare("city", "international")).isZero();
    }

    private int found(Object... cards) {
        List<Object> words = new java.util.ArrayList<>(List.of(
                "member",
                "found",
                "--chain",
                "two",
                "--data",
                file("county"),
                "--out",
                file("invitation"),
                "--secret",
                file("secret")));
        words.addAll(List.of(cards));
        return run(words.toArray());
    }

    @Test
    void shouldMakeTheSameBeginningForAllAndShowNoSecret() throws Exception {
        assertThat(found(file("county.card"), file("city.card"))).isZero();
        assertThat(run("member", "join", file("invitation"), "--secret", file("secret"), "--data", file("county")))
                .isZero();
        assertThat(run("member", "join", file("invitation"), "--secret", file("secret"), "--data", file("city")))
                .isZero();
        for (String name : List.of("genesis.entry", "network.json")) {
            assertThat(file("city").resolve(name))
                    .hasSameBinaryContentAs(file("county").resolve(name));
        }
        assertThat(Files.readString(file("city").resolve("titlechain.conf"))).contains("chain.id = two");
        String shown = Files.readString(file("invitation")) + Files.readString(file("county.card"));
        assertThat(shown).doesNotContain(Files.readString(file("secret")).strip());
        for (String key : List.of("node", "administrator", "gateway", "system", "security", "audit")) {
            String secret = Files.readString(file("county").resolve("keys/" + key + ".key"))
                    .strip()
                    .split(" ")[0];
            assertThat(shown).doesNotContain(secret);
        }
        // Who has joined does not join again, and nobody prepares over a chain.
        assertThat(run("member", "join", file("invitation"), "--secret", file("secret"), "--data", file("city")))
                .isNotZero();
        assertThat(prepare("city", "international")).isNotZero();
    }

    @Test
    void shouldInviteIntoALaterEpochWithWhatANewcomerLacks() throws Exception {
        assertThat(found(file("county.card"), file("city.card"))).isZero();
        Invitation first = Invitation.read(file("invitation"));
        Epoch second =
                new Epoch(2, "cometbft", new TreeMap<>(Map.of("secret", "x")), new Origin(12, 5_000, new byte[32]));
        List<Epoch> epochs = List.of(Epoch.first("embedded", new TreeMap<>()), second);
        Invitation later = new Invitation(
                first.chain(), first.suite(), first.genesis(), epochs, first.network(), first.addresses());
        Files.writeString(file("later"), later.text());
        Invitation read = Invitation.read(file("later"));
        assertThat(read.text()).isEqualTo(later.text()).doesNotContain("\"x\"");
        assertThat(read.fingerprint()).isEqualTo(later.fingerprint()).isNotEqualTo(first.fingerprint());
        // Whoever would order in another network is another invitation.
        Network other = new Network(
                "other",
                first.network().genesisTime(),
                first.network().distance(),
                first.network().validators());
        assertThat(new Invitation(first.chain(), first.suite(), first.genesis(), epochs, other, first.addresses())
                        .fingerprint())
                .isNotEqualTo(later.fingerprint());
        Files.writeString(file("wrong"), later.text().replace("v2", "v1"));
        assertThatThrownBy(() -> Invitation.read(file("wrong"))).hasMessageContaining("INVITATION_WRONG");

        Path city = file("city");
        String key = Files.readString(city.resolve("ledger/cometbft/config/priv_validator_key.json"));
        assertThat(run("member", "join", file("later"), "--secret", file("secret"), "--data", city))
                .isZero();
        List<Epoch> known = EngineFolder.epochs(city);
        assertThat(known).hasSize(2);
        assertThat(known.getFirst().settings()).containsKey("absent");
        assertThat(known.getLast().settings()).isEmpty();
        assertThat(known.getLast().origin()).isEqualTo(second.origin());
        assertThat(Files.readString(city.resolve("ledger-2/cometbft/config/priv_validator_key.json")))
                .isEqualTo(key);
        assertThat(city.resolve("ledger-2/network.json")).exists();
        assertThat(city.resolve("network.json")).doesNotExist();
    }

    @Test
    void shouldRefuseWhatDoesNotFitTogether() throws Exception {
        assertThat(found(file("city.card"))).isNotZero();
        assertThat(found(file("county.card"), file("county.card"))).isNotZero();
        assertThat(prepare("other", "gm")).isZero();
        assertThat(found(file("county.card"), file("other.card"))).isNotZero();
        assertThat(file("invitation")).doesNotExist();

        String card = Files.readString(file("city.card"));
        for (String wrong : List.of("", "{}", card.replace("\"system\"", "\"sistem\""), card.replace("v1", "v2"))) {
            Files.writeString(file("wrong.card"), wrong);
            assertThatThrownBy(() -> MemberCard.read(file("wrong.card"))).hasMessageContaining("MEMBER_CARD_WRONG");
        }
        assertThat(MemberCard.read(file("city.card")).text()).isEqualTo(card);
        Files.writeString(file("wrong"), "{}");
        assertThatThrownBy(() -> Invitation.read(file("wrong"))).hasMessageContaining("INVITATION_WRONG");
        assertThatThrownBy(() -> ConsortiumSecret.read(file("wrong"))).hasMessageContaining("MEMBER_SECRET_WRONG");
    }
}
