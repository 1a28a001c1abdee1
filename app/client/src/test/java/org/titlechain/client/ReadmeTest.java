package org.titlechain.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.accounts.Role;

/** What the README of the SDK shows, run; that it shows the same is checked by {@link CaseClientTest}. */
class ReadmeTest {
    @Test
    void shouldDoWhatTheReadmeShows(@TempDir Path folder) throws Exception {
        try (RunningNode running = RunningNode.start(folder.resolve("node"))) {
            running.person("acceptor", Role.ACCEPTOR).close();
            assertThat(apply(running.address(), running.tokenOf("acceptor", Role.ACCEPTOR), running.trust))
                    .isEqualTo("applied");
        }
    }

    private static String apply(URI node, String token, TrustedMembers trust) {
        try (TitleChainClient client = new TitleChainClient(node, token, trust)) {
            CaseNumber number = new CaseNumber("999901", "20261121-00000001");
            Party owner = new Party.Person("测试甲", "1", "TESTID0001");
            String survey = client.cases().caseDocumentPut(number, "…".getBytes(UTF_8));
            Application application = Application.unilateral(number)
                    .holder(owner)
                    .item(Item.of("first/building", "999901001002GB00014F00220045")
                            .soleHolder(owner))
                    .material("survey", survey);
            Said said = client.cases().caseApply(application);
            return said.state().orElseThrow();
        }
    }
}
