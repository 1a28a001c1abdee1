package org.titlechain.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.witness.Report.State;

class WitnessServiceTest {
    @TempDir
    private Path folder;

    private final List<ShownMember> shown = new ArrayList<>();

    @AfterEach
    void stop() {
        shown.forEach(ShownMember::close);
    }

    @Test
    void shouldCosignWhatFollowsInItsOwnName() throws IOException {
        ShownMember member = member("a", "b");
        try (WitnessService witness = open(member)) {
            assertThat(witness.round().height()).isEqualTo(2);
            member.adds("c", "d", "e");

            Report report = witness.round();

            assertThat(report.state()).isEqualTo(State.WATCHING);
            assertThat(report.height()).isEqualTo(5);
            String cosigned = report.cosigned().orElseThrow();
            assertThat(Checkpoint.parse(cosigned).signers()).containsExactly("registry", "watcher");
            // Whoever wants both signatures writes both keys into the trust file.
            assertThat(Verifier.check(cosigned, both())).isInstanceOf(Verifier.Signed.class);
            assertThat(Verifier.check(member.head(), both()))
                    .isEqualTo(new Verifier.Refused(org.titlechain.proof.Verdict.Reason.QUORUM_MISSED));
        }
    }

    @Test
    void shouldFindALongerForkedCopyWithinTheRound() throws IOException {
        ShownMember member = member("a", "b", "c");
        ShownMember copy = member("a", "b", "forged", "more");

        Report report = once(member, copy);

        assertThat(report.state()).isEqualTo(State.SPLIT_VIEW);
        assertThat(report.cosigned()).isEmpty();
        assertThat(report.english(ShownMember.TRUST)).endsWith("registry showed two histories.");
        byte[] evidence = Files.readAllBytes(folder.resolve("split-view.proof"));
        assertThat(Verifier.verifyFile(evidence, ShownMember.TRUST).isValid()).isTrue();
    }

    @Test
    void shouldFindAShorterForkedCopyWithinTheRound() throws IOException {
        ShownMember member = member("a", "b", "c", "d");
        ShownMember copy = member("a", "b", "forged");

        assertThat(once(member, copy).state()).isEqualTo(State.SPLIT_VIEW);
    }

    @Test
    void shouldAccuseNobodyThatLagsBehind() throws IOException {
        ShownMember member = member("a", "b", "c", "d");
        ShownMember slow = member("a", "b");

        Report report = once(member, slow);

        assertThat(report.state()).isEqualTo(State.WATCHING);
        assertThat(report.height()).isEqualTo(4);
    }

    @Test
    void shouldRememberAfterARestartAndStaySilentForEver() throws IOException {
        ShownMember member = member("a", "b", "c");
        ShownMember copy = member("a", "b", "forged", "more");
        assertThat(once(member).height()).isEqualTo(3);

        assertThat(once(copy).state()).isEqualTo(State.SPLIT_VIEW);

        member.adds("d");
        assertThat(once(member).state()).isEqualTo(State.SPLIT_VIEW);
        assertThat(once(member).cosigned()).isEmpty();
    }

    @Test
    void shouldNotCosignAMemberThatLostItsNewestBlocks() throws IOException {
        assertThat(once(member("a", "b", "c")).height()).isEqualTo(3);

        Report report = once(member("a", "b"));

        assertThat(report.state()).isEqualTo(State.NOT_SHOWN);
        assertThat(report.height()).isEqualTo(3);
    }

    @Test
    void shouldNotCosignWithoutAProofAndSettleItOnceThereIsOne() throws IOException {
        ShownMember member = member("a");
        try (WitnessService witness = open(member)) {
            witness.round();
            member.adds("b");
            member.hidesProofs = true;
            assertThat(witness.round().state()).isEqualTo(State.NOT_SHOWN);
            assertThat(witness.round().height()).isEqualTo(1);

            member.hidesProofs = false;
            member.adds("c");

            Report report = witness.round();
            assertThat(report.state()).isEqualTo(State.WATCHING);
            assertThat(report.height()).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepAHeadThatItCouldNotJoinAndFindItsContradictionLater() throws IOException {
        ShownMember member = member("a", "b");
        ShownMember copy = member("a", "forged", "more");
        copy.hidesProofs = true;
        try (WitnessService witness = open(member, copy)) {
            assertThat(witness.round().state()).isEqualTo(State.NOT_SHOWN);
        }
        copy.close();
        member.adds("c", "d");

        // The copy is gone, the process was another one; the head it signed is enough.
        assertThat(once(member).state()).isEqualTo(State.SPLIT_VIEW);
    }

    @Test
    void shouldSayWhenNobodyAnswers() throws IOException {
        ShownMember member = member("a");
        member.close();

        Report report = once(member);

        assertThat(report.state()).isEqualTo(State.NOT_SHOWN);
        assertThat(report.members().getFirst().trouble()).startsWith("no answer");
        assertThat(report.cosigned()).isEmpty();
    }

    @Test
    void shouldGoOnFromWhatAKilledProcessLeft() throws IOException {
        ShownMember member = member("a", "b");
        once(member);
        // A process that was killed while it wrote leaves a draft beside the file.
        Files.writeString(folder.resolve("seen.new"), "half");

        member.adds("c");

        assertThat(once(member).height()).isEqualTo(3);
    }

    @Test
    void shouldRefuseAFolderOfAnotherChainAndANameOfAMember() throws IOException {
        ShownMember member = member("a");
        once(member);
        TrustedMembers other = new TrustedMembers("other", Suite.GM, 1, ShownMember.TRUST.members());

        assertThatThrownBy(() -> WitnessService.open(
                        new WitnessService.Options("watcher", other, List.of(member.address()), folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("example");
        assertThatThrownBy(() -> WitnessService.open(
                        new WitnessService.Options("registry", ShownMember.TRUST, List.of(member.address()), folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a name of its own");
    }

    @Test
    void shouldShowItsStateAndItsCosignature() throws Exception {
        ShownMember member = member("a", "b", "c");
        ShownMember copy = member("a", "b", "forged", "more");
        try (WitnessService witness = open(member, copy)) {
            HttpServer server = witness.serve(0);
            try {
                assertThat(get(server, "/checkpoint").statusCode()).isEqualTo(404);
                assertThat(get(server, "/evidence").statusCode()).isEqualTo(404);
                witness.round();
                HttpResponse<byte[]> refused = get(server, "/checkpoint");
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(text(refused)).contains("出示了两套历史", "showed two histories");
                assertThat(text(get(server, "/state"))).contains("\"state\":\"split-view\"", "\"status\":1");
                byte[] evidence = get(server, "/evidence").body();
                assertThat(Verifier.verifyFile(evidence, ShownMember.TRUST).isValid())
                        .isTrue();
            } finally {
                server.stop(0);
            }
        }
    }

    private TrustedMembers both() throws IOException {
        byte[] key = KeyFile.read(folder.resolve("witness.key"), Suite.GM).publicKey();
        return new TrustedMembers(
                "example",
                Suite.GM,
                2,
                Stream.concat(
                                ShownMember.TRUST.members().stream(),
                                Stream.of(new TrustedMembers.Member("watcher", key)))
                        .toList());
    }

    private ShownMember member(String... leaves) throws IOException {
        ShownMember member = new ShownMember().adds(leaves);
        shown.add(member);
        return member;
    }

    private WitnessService open(ShownMember... members) throws IOException {
        List<URI> addresses = Stream.of(members).map(ShownMember::address).toList();
        return WitnessService.open(new WitnessService.Options("watcher", ShownMember.TRUST, addresses, folder));
    }

    private Report once(ShownMember... members) throws IOException {
        try (WitnessService witness = open(members)) {
            return witness.round();
        }
    }

    private static HttpResponse<byte[]> get(HttpServer server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
