package org.titlechain.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.device.Pkcs11Devices;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.SecretSource;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.server.node.GatewaySubmission;
import org.titlechain.testkit.device.SoftToken;
import tools.jackson.databind.JsonNode;

/** A node whose keys are on a device: SoftHSM, which the front door installs for the gate. */
class DeviceTest {
    private static final Suite SUITE = Suite.INTERNATIONAL;
    private static final Map<String, String> OPTIONS = Map.of("chain.suite", SUITE.label());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void shouldSignCheckpointsAndAPersonsStepsWithKeysOnADevice() throws Exception {
        SoftToken token = SoftToken.create(folder.resolve("device"), "office");
        Path keys = folder.resolve("node/keys");
        byte[] nodeKey = onDevice(token, "node", keys.resolve("node.key"));
        byte[] personsKey = onDevice(token, "acceptor", keys.resolve("people/acceptor.key"));
        byte[] trust;
        byte[] proof;
        try (TestNode node = TestNode.start(folder.resolve("node"), OPTIONS)) {
            CaseStory story = new CaseStory(node, 1);
            CaseStory.json(201, CaseStory.post(story.acceptor, "/cases", story.sale()));
            JsonNode health = TestClient.json(node.client.get("/health"));
            JsonNode block = TestClient.json(
                    node.client.get("/blocks/" + health.get("height").asLong()));
            JsonNode applied = block.get("leaves").get(0);
            assertThat(applied.get("type").stringValue()).isEqualTo("registration.apply");
            assertThat(applied.get("key").stringValue())
                    .isEqualTo(HexFormat.of().formatHex(SUITE.keyId(personsKey)));
            trust = node.client.get("/trust").body();
            proof = node.client.get(CaseStory.CASE + "/proof").body();
        }
        TrustedMembers members = TrustedMembers.parse(trust);
        assertThat(members.members())
                .singleElement()
                .satisfies(member -> assertThat(member.publicKey()).isEqualTo(nodeKey));
        assertThat(Verifier.verifyFile(proof, trust).isValid()).isTrue();
    }

    @Test
    void shouldWriteNothingWhileTheDeviceIsAwayAndGoOnWhenItIsBack() throws Exception {
        SoftToken token = SoftToken.create(folder.resolve("device"), "removable");
        Path keys = folder.resolve("node/keys");
        onDevice(token, "gateway", keys.resolve("gateway.key"));
        onDevice(token, "acceptor", keys.resolve("people/acceptor.key"));
        try (TestNode node = TestNode.start(folder.resolve("node"), OPTIONS)) {
            CaseStory story = new CaseStory(node, 1);
            String sale = story.sale();
            long before = height(node);

            token.pullOut();
            for (HttpResponse<byte[]> refused :
                    List.of(node.client.post(Messages.first(2)), CaseStory.post(story.acceptor, "/cases", sale))) {
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(TestClient.json(refused).get("code").stringValue()).isEqualTo("KEY_UNREACHABLE");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            // An import is told, and goes on afterwards: the place where messages are gathered does not stand still.
            GatewaySubmission imports =
                    new GatewaySubmission(node.composition().node().gateway());
            CompletionStage<?> away = imports.submit("away", Messages.first(3).getBytes(UTF_8));
            assertThat(away.toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(KeyException.class);
            assertThat(height(node)).isEqualTo(before);

            token.plugIn();
            CompletionStage<?> back = imports.submit("back", Messages.first(3).getBytes(UTF_8));
            assertThat(back.toCompletableFuture()).succeedsWithin(PATIENCE);
            assertThat(node.client.post(Messages.first(2)).statusCode()).isEqualTo(201);
            CaseStory.json(201, CaseStory.post(story.acceptor, "/cases", sale));
        }
    }

    private static long height(TestNode node) throws Exception {
        return TestClient.json(node.client.get("/health")).get("height").asLong();
    }

    @Test
    void shouldNotStartWithoutItsDeviceAndSayWhy() throws Exception {
        Path file = folder.resolve("node/keys/node.key");
        Files.createDirectories(file.getParent());
        DeviceKey key = new DeviceKey(
                SUITE,
                SUITE.signatures().signer(new byte[32]).publicKey(),
                folder.resolve("no-module.so"),
                "office",
                "node",
                new SecretSource(SecretSource.Kind.FILE, folder.resolve("pin").toString()),
                OptionalLong.empty());
        KeyFile.write(file, key.format());

        assertThatThrownBy(() -> TestNode.start(folder.resolve("node"), OPTIONS))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.kind()).isEqualTo(StartException.Kind.KEY))
                .hasMessageContaining("no-module.so")
                .hasMessageContaining("DEVICE_MODULE_MISSING");
    }

    private static byte[] onDevice(SoftToken token, String label, Path file) throws Exception {
        DeviceKey blank = reference(token, label, new byte[0]);
        Pkcs11Devices.generate(blank);
        byte[] publicKey = Pkcs11Devices.publicKey(blank);
        Files.createDirectories(file.getParent());
        KeyFile.write(file, reference(token, label, publicKey).format());
        return publicKey;
    }

    private static DeviceKey reference(SoftToken token, String label, byte[] publicKey) {
        return new DeviceKey(
                SUITE,
                publicKey,
                SoftToken.module(),
                token.label(),
                label,
                new SecretSource(SecretSource.Kind.FILE, token.pin().toString()),
                OptionalLong.empty());
    }
}
