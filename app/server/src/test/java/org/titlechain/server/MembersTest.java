package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.MemberNode;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.server.node.Node;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.vault.Vault;
import org.titlechain.vault.VaultCheck;
import tools.jackson.databind.JsonNode;

/** Three members' nodes over HTTP, on one list. */
class MembersTest {
    private static final List<String> NAMES = List.of("city", "county", "province");
    private static final String CHAIN = "test-chain";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @TempDir
    private Path root;

    private final InMemoryEngine engine = new InMemoryEngine(Clock.systemUTC());
    private final Map<String, Composition> running = new TreeMap<>();
    private final Map<String, DataFolder> folders = new TreeMap<>();
    private final Map<String, TestClient> clients = new TreeMap<>();
    private final Signer gateway = Suite.GM.signatures().signer(TestKeys.seed(3));
    private Signer founder;

    @BeforeEach
    void begin() throws Exception {
        List<Genesis.Member> members = new ArrayList<>();
        for (String name : NAMES) {
            DataFolder folder = DataFolder.open(root.resolve(name));
            folders.put(name, folder);
            Path keys = folder.root().resolve("keys");
            PrivateFiles.createFolder(keys);
            Signer key = KeyFile.create(keys.resolve("node.key"), Suite.GM);
            members.add(new Genesis.Member(name, key.publicKey(), name));
        }
        founder = KeyFile.create(root.resolve("city/keys/administrator.key"), Suite.GM);
        List<Genesis.Key> keys = List.of(
                new Genesis.Key(founder.publicKey(), "administrator", "city", List.of("administrator"), List.of("")),
                new Genesis.Key(gateway.publicKey(), "gateway", "city", List.of("recorder", "viewer"), List.of("")));
        Genesis genesis = new Genesis(CHAIN, Suite.GM, TitleChainContract.VERSION, members, keys);
        engine.append(genesis.entry(founder)).get();
    }

    @AfterEach
    void end() {
        running.values().forEach(Composition::close);
        folders.values().forEach(DataFolder::close);
        engine.close();
    }

    @Test
    void shouldShowEachOtherAndCosign() throws Exception {
        for (String name : NAMES) {
            start(name, new TitleChainContract(Suite.GM.hash()));
        }
        introduce();
        Objects.requireNonNull(clients.get("city")).post(Messages.first(1));

        TrustedMembers quorum =
                Objects.requireNonNull(running.get("county")).node().ledger().cosigners();
        assertThat(quorum.quorum()).isEqualTo(3);
        String cosigned = await(() -> {
            var answer = Objects.requireNonNull(clients.get("county")).get("/checkpoint/cosigned");
            String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
            return answer.statusCode() == 200 && text.contains("\n2\n") ? text : null;
        });
        assertThat(Checkpoint.parse(cosigned).signatures()).hasSize(3);
        JsonNode members = await(() -> {
            JsonNode answer = TestClient.json(
                    Objects.requireNonNull(clients.get("province")).get("/members"));
            boolean all = answer.get("items").size() == 3;
            for (JsonNode item : answer.get("items")) {
                all &= item.get("reachable").asBoolean(false)
                        && item.get("agrees").asBoolean(false)
                        && item.get("lag").asLong(1) == 0;
            }
            return all ? answer : null;
        });
        assertThat(members.get("own").stringValue()).isEqualTo("province");
        String meters = new String(
                Objects.requireNonNull(clients.get("province")).get("/metrics").body(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(meters)
                .contains("titlechain_member_answers{member=\"city\"} 1.0")
                .contains("titlechain_member_agrees{member=\"county\"} 1.0")
                .contains("titlechain_member_height{member=\"county\"}")
                .doesNotContain("member=\"province\"");
    }

    @Test
    void shouldShowWhoIsWrongWhereAndGiveTheEvidence() throws Exception {
        for (String name : NAMES) {
            Contract honest = new TitleChainContract(Suite.GM.hash());
            start(name, name.equals("province") ? lying(honest) : honest);
        }
        introduce();
        Objects.requireNonNull(clients.get("city")).post(Messages.first(1));

        JsonNode accusation = await(() -> {
            for (JsonNode item : TestClient.json(
                            Objects.requireNonNull(clients.get("county")).get("/accusations"))
                    .get("items")) {
                if (item.get("accused").stringValue().equals("province")
                        && item.get("accuser").stringValue().equals("city")) {
                    return item;
                }
            }
            return null;
        });
        assertThat(accusation.get("height").longValue()).isEqualTo(2);
        assertThat(accusation.get("key").stringValue()).isEqualTo("unit/" + Messages.unit(1));
        assertThat(accusation.get("wordsEn").stringValue()).contains("province", "block 2", Messages.unit(1));
        byte[] file = Objects.requireNonNull(clients.get("county"))
                .get("/accusations/" + accusation.get("id").stringValue() + "/file")
                .body();
        assertThat(Accusation.decode(file)
                        .holds(Objects.requireNonNull(running.get("county"))
                                .node()
                                .ledger()
                                .cosigners()))
                .isTrue();
    }

    @Test
    void shouldShowTheRegistrationEverywhereAndTheNameOnlyWhereItIsHeld() throws Exception {
        for (String name : List.of("city", "county")) {
            start(name, new TitleChainContract(Suite.GM.hash()));
        }
        TestClient city = Objects.requireNonNull(clients.get("city"));
        TestClient county = Objects.requireNonNull(clients.get("county"));
        assertThat(city.post(Messages.first(1)).statusCode()).isEqualTo(201);
        String unit = "/units/" + Messages.unit(1);
        await(() -> county.get(unit).statusCode() == 200 ? true : null);
        String asked = unit + "/holders?purpose=case-review";

        JsonNode here = TestClient.json(city.get(asked)).get("items").get(0);
        assertThat(here.get("name").stringValue()).isNotEmpty();
        assertThat(here.get("heldBy").isNull()).isTrue();
        JsonNode elsewhere = TestClient.json(county.get(asked)).get("items").get(0);
        assertThat(elsewhere.get("name").isNull()).isTrue();
        assertThat(elsewhere.get("erased").booleanValue()).isFalse();
        assertThat(elsewhere.get("heldBy").stringValue()).isEqualTo("city");
        assertThat(elsewhere.get("party")).isEqualTo(here.get("party"));
        String message = TestClient.json(county.get(unit))
                .get("rights")
                .get(0)
                .get("message")
                .stringValue();
        assertThat(TestClient.json(county.get(unit)).get("heldBy").get(message).stringValue())
                .isEqualTo("city");
        assertThat(TestClient.json(city.get(unit)).get("heldBy").size()).isZero();
        String content = "/access-messages/" + message + "/content?purpose=case-review";
        assertThat(city.get(content).statusCode()).isEqualTo(200);
        JsonNode problem = TestClient.json(county.get(content));
        assertThat(problem.get("code").stringValue()).isEqualTo("PERSONAL_DATA_ELSEWHERE");
        assertThat(problem.get("detail").stringValue()).contains("city");
        assertThat(kept("city")).isPositive();
        assertThat(kept("county")).isZero();
    }

    /** Rows and original messages in a member's vault, found by its own check. */
    private long kept(String name) throws Exception {
        Vault vault = Objects.requireNonNull(running.get(name)).node().vault();
        VaultCheck.Report report = VaultCheck.check(vault);
        return report.rows() + report.originals();
    }

    @Test
    void shouldShowLeavesToMembersOnly() throws Exception {
        start("city", new TitleChainContract(Suite.GM.hash()));
        TestClient client = Objects.requireNonNull(clients.get("city"));
        String body = "{\"member\":\"county\",\"time\":" + System.currentTimeMillis()
                + ",\"from\":0,\"limit\":5,\"signature\":\"" + "00".repeat(64) + "\"}";
        var answer = client.send(client.request("/api/v1/peer/leaves")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private void start(String name, Contract contract) throws Exception {
        DataFolder folder = Objects.requireNonNull(folders.get(name));
        Signer key = KeyFile.read(folder.root().resolve("keys/node.key"), Suite.GM);
        MemberNode member = MemberNode.open(
                new MemberNode.Options(
                        CHAIN, Suite.GM, name, key, folder.root().resolve("state"), TitleChainContract.VERSION),
                engine,
                contract);
        await(() -> member.status().height() >= 1 ? member : null);
        Node node = Node.of(
                folder.root(),
                Suite.GM,
                member,
                Vault.open(folder.root().resolve("vault"), Suite.GM),
                gateway,
                founder,
                new SqliteDatabase(folder.root().resolve("query"), 2),
                List.of(member));
        Configuration configuration = Configuration.read(folder.root(), Map.of("listen.port", "0"));
        Composition composition = Composition.start(configuration, folder, node);
        running.put(name, composition);
        clients.put(
                name,
                new TestClient(
                        composition.port(), DataFolder.adminToken(folder.root()).orElseThrow()));
    }

    /** Each node learns where the others are. */
    private void introduce() throws Exception {
        for (String name : NAMES) {
            List<String> others = new ArrayList<>();
            running.forEach((other, composition) -> {
                if (!other.equals(name)) {
                    others.add("http://127.0.0.1:" + composition.port());
                }
            });
            Files.write(Objects.requireNonNull(folders.get(name)).root().resolve("peers"), others);
        }
    }

    /** Writes a sheet that nobody else writes. */
    private static Contract lying(Contract honest) {
        return (state, command, context) -> honest.decide(state, command, context) instanceof Accepted accepted
                ? new Accepted(accepted.changes().stream().map(MembersTest::lie).toList(), accepted.result())
                : honest.decide(state, command, context);
    }

    private static Change lie(Change change) {
        if (!change.key().startsWith("unit/")) {
            return change;
        }
        Map<String, Value> fields = new TreeMap<>(change.value().entries());
        fields.put("rights", Value.list(List.of()));
        return new Change(change.key(), Value.map(fields));
    }

    private static <T> T await(Callable<T> question) throws Exception {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        T answer = question.call();
        while (answer == null && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            answer = question.call();
        }
        assertThat(answer).as("answered in time").isNotNull();
        return answer;
    }
}
