package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

class SuiteTest {
    @TempDir
    Path folder;

    @Test
    void shouldFoundAChainOfTheInternationalSuiteAndKeepIt() throws Exception {
        Path data = folder.resolve("node");
        byte[] proof;
        byte[] trust;
        try (TestNode node = TestNode.start(data, Map.of("chain.suite", "international"))) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
            proof = node.client.get("/units/" + Messages.unit(1) + "/proof").body();
            trust = node.client.get("/trust").body();
        }
        assertThat(TrustedMembers.parse(trust).suite()).isEqualTo(Suite.INTERNATIONAL);
        assertThat(Verifier.verifyFile(proof, trust).isValid()).isTrue();

        assertThatThrownBy(() -> TestNode.start(data, Map.of("chain.suite", "gm")))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.kind()).isEqualTo(StartException.Kind.CONFIGURATION))
                .hasMessageContaining("international")
                .hasMessageContaining("chain.suite");
    }

    @Test
    void shouldGoOnWithTheSuiteOfTheFolderWhenNothingIsSaid() throws Exception {
        Path data = folder.resolve("node");
        try (TestNode node = TestNode.start(data, Map.of("chain.suite", "international"))) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
        }
        try (TestNode node = TestNode.start(data)) {
            assertThat(node.client.post(Messages.first(2)).statusCode()).isEqualTo(201);
            assertThat(TrustedMembers.parse(node.client.get("/trust").body()).suite())
                    .isEqualTo(Suite.INTERNATIONAL);
        }
    }

    @Test
    void shouldReadAFolderFromBeforeThereWasAChoice() throws Exception {
        Path data = folder.resolve("node");
        try (TestNode node = TestNode.start(data)) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
        }
        Path chain = data.resolve("chain");
        Files.writeString(chain, Files.readString(chain).lines().findFirst().orElseThrow() + "\n");
        try (TestNode node = TestNode.start(data)) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(200);
        }
    }
}
