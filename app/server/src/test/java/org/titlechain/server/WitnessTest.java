package org.titlechain.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.SplitView;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.server.members.WitnessLines;
import org.titlechain.witness.Report;
import org.titlechain.witness.WitnessService;
import tools.jackson.databind.JsonNode;

/** What a node shows of its witnesses; the witness is the real program. */
class WitnessTest {
    private static final Signer STRANGER = Suite.GM.signatures().signer(TestKeys.seed(77));

    @TempDir
    private Path root;

    private TestNode node;
    private TrustedMembers trust;

    @BeforeEach
    void begin() throws Exception {
        node = TestNode.start(root.resolve("node"));
        trust = TrustedMembers.parse(node.client.get("/trust").body());
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void shouldShowNoWitnessWhereNoneIsNamed() throws Exception {
        assertThat(TestClient.json(node.client.get("/witnesses")).get("total").intValue())
                .isZero();
    }

    @Test
    void shouldShowHowFarAWitnessFollows() throws Exception {
        try (WitnessService witness = witness()) {
            HttpServer shown = witness.serve(0);
            name(shown, HexFormat.of().formatHex(key().publicKey()));
            assertThat(only().get("state").stringValue()).isEqualTo("waiting");

            assertThat(witness.round().state()).isEqualTo(Report.State.WATCHING);
            assertThat(only().get("state").stringValue()).isEqualTo("follows");
            long seen = only().get("height").longValue();
            node.client.post(Messages.first(1));

            JsonNode behind = only();
            assertThat(behind.get("state").stringValue()).isEqualTo("follows");
            assertThat(behind.get("lag").longValue()).isEqualTo(height() - seen).isPositive();
            assertThat(node.client.get("/witnesses/court/evidence").statusCode())
                    .isEqualTo(404);

            witness.round();
            assertThat(only().get("lag").longValue()).isZero();

            name(shown, HexFormat.of().formatHex(STRANGER.publicKey()));
            assertThat(only().get("state").stringValue())
                    .as("the key that the operator was given counts")
                    .isEqualTo("not-proven");
            assertThat(only().get("height").isNull()).isTrue();

            shown.stop(0);
            assertThat(only().get("state").stringValue()).isEqualTo("unreachable");
        }
    }

    @Test
    void shouldShowASplitViewThatAMemberSigned() throws Exception {
        Signer member = KeyFile.read(root.resolve("node/keys/node.key"), Suite.GM);
        SplitView evidence = split(member);
        keep(evidence);
        try (WitnessService witness = witness()) {
            witness.round();
            name(witness.serve(0), HexFormat.of().formatHex(key().publicKey()));

            assertThat(only().get("state").stringValue()).isEqualTo("split-view");
            HttpResponse<byte[]> file = node.client.get("/witnesses/court/evidence");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(evidence.encode());
            assertThat(Verifier.verifyFile(file.body(), trust).isValid()).isTrue();
        }
    }

    @Test
    void shouldNotBelieveEvidenceThatNoMemberSigned() throws Exception {
        keep(split(STRANGER));
        try (WitnessService witness = witness()) {
            witness.round();
            name(witness.serve(0), HexFormat.of().formatHex(key().publicKey()));

            assertThat(only().get("state").stringValue()).isEqualTo("not-proven");
            assertThat(node.client.get("/witnesses/court/evidence").statusCode())
                    .isEqualTo(404);
        }
    }

    /** A witness that cosigned what this node never signed: with the member's signature it is a split view. */
    @Test
    void shouldCompareWhatWasCosignedWithItsOwnCheckpoint() throws Exception {
        node.client.post(Messages.first(1));
        Signer court = key();
        for (boolean signed : List.of(true, false)) {
            Signer member = KeyFile.read(root.resolve("node/keys/node.key"), Suite.GM);
            Checkpoint.Signed head = Checkpoint.parse(split(member).second());
            Checkpoint.Signed cosigned =
                    signed ? head.with("court", court) : head.checkpoint().sign("court", court);
            String other = cosigned.text();
            HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            liar.createContext("/checkpoint", exchange -> {
                byte[] body = other.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            liar.start();
            name(liar, HexFormat.of().formatHex(court.publicKey()));

            assertThat(only().get("state").stringValue()).isEqualTo(signed ? "split-view" : "contradicts");
            assertThat(node.client.get("/witnesses/court/evidence").statusCode())
                    .isEqualTo(signed ? 200 : 404);
            liar.stop(0);
        }
    }

    @Test
    void shouldSayThatTheFileCannotBeRead() throws Exception {
        Files.writeString(root.resolve("node").resolve(WitnessLines.FILE), "court http://127.0.0.1:1\n");

        HttpResponse<byte[]> answer = node.client.get("/witnesses");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestClient.json(answer).get("code").stringValue()).isEqualTo("WITNESSES_UNREADABLE");
    }

    private WitnessService witness() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + node.composition().port());
        return WitnessService.open(
                new WitnessService.Options("court", trust, List.of(address), root.resolve("witness")));
    }

    private Signer key() throws Exception {
        PrivateFiles.createFolder(root.resolve("witness"));
        return KeyFile.readOrCreate(root.resolve("witness/witness.key"), Suite.GM);
    }

    private void keep(SplitView evidence) throws Exception {
        key();
        Files.write(root.resolve("witness/split-view.proof"), evidence.encode());
    }

    /** This node's checkpoint of height 1 and another of that height, both signed with the key as the member. */
    private SplitView split(Signer signer) throws Exception {
        Checkpoint own = Checkpoint.parse(
                        node.composition().node().ledger().checkpoint(1).orElseThrow())
                .checkpoint();
        byte[] otherRoot = own.logRoot().clone();
        otherRoot[0] ^= 1;
        Checkpoint other = new Checkpoint(
                own.chain(), own.suite(), own.height(), own.time(), own.logSize(), otherRoot, own.stateRoot());
        String member = trust.members().getFirst().name();
        return SplitView.between(
                        own.sign(member, signer).text(),
                        other.sign(member, signer).text())
                .orElseThrow();
    }

    private void name(HttpServer shown, String key) throws Exception {
        Files.writeString(
                root.resolve("node").resolve(WitnessLines.FILE),
                "# 审计\ncourt http://127.0.0.1:" + shown.getAddress().getPort() + " " + key + "\n");
    }

    private JsonNode only() throws Exception {
        JsonNode items = TestClient.json(node.client.get("/witnesses")).get("items");
        assertThat(items.size()).isEqualTo(1);
        return items.get(0);
    }

    private long height() throws Exception {
        return node.composition().node().ledger().status().height();
    }
}
