package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.MemberNode;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.server.delivery.DeliveryPeers;
import org.titlechain.server.delivery.DeliveryService;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Submissions;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.vault.FileMasterKey;
import org.titlechain.vault.Vault;
import tools.jackson.databind.JsonNode;

/**
 * Members' nodes in this process, each with keys, an organisation of its name, a vault and a listener for members of
 * its own, on one list. The first member's administrator founds the chain.
 */
public final class TestMembers implements AutoCloseable {
    public static final String CHAIN = "test-chain";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final InMemoryEngine engine = new InMemoryEngine(Clock.systemUTC());
    private final Map<String, DataFolder> folders = new TreeMap<>();
    private final Map<String, Composition> running = new TreeMap<>();
    private final Map<String, TestClient> clients = new HashMap<>();
    private final List<String> names;

    public TestMembers(Path root, String... names) throws Exception {
        this.names = List.of(names);
        byte[] consortium = new byte[32];
        new SecureRandom().nextBytes(consortium);
        List<Genesis.Member> members = new ArrayList<>();
        List<Genesis.Key> keys = new ArrayList<>();
        for (String name : names) {
            DataFolder folder = DataFolder.open(root.resolve(name));
            folders.put(name, folder);
            PrivateFiles.createFolder(folder.root().resolve("keys"));
            PrivateFiles.createFolder(folder.root().resolve("vault"));
            Vault.importConsortiumKey(
                    folder.root().resolve("vault"),
                    Suite.GM,
                    FileMasterKey.create(folder.root().resolve("vault/master.key"), Suite.GM, new SecureRandom()),
                    consortium);
            members.add(new Genesis.Member(name, create(name, "node").publicKey(), name));
            keys.add(new Genesis.Key(
                    create(name, "administrator").publicKey(),
                    name + "-administrator",
                    name,
                    List.of("administrator"),
                    List.of("")));
            keys.add(new Genesis.Key(
                    create(name, "gateway").publicKey(),
                    name + "-gateway",
                    name,
                    List.of("recorder", "viewer"),
                    List.of("")));
        }
        engine.append(new Genesis(CHAIN, Suite.GM, TitleChainContract.VERSION, members, keys)
                        .entry(key(names[0], "administrator")))
                .get();
    }

    private Signer create(String name, String use) throws Exception {
        return KeyFile.create(root(name).resolve("keys").resolve(use + ".key"), Suite.GM);
    }

    public Signer key(String name, String use) throws Exception {
        return KeyFile.read(root(name).resolve("keys").resolve(use + ".key"), Suite.GM);
    }

    public Path root(String name) {
        return Objects.requireNonNull(folders.get(name)).root();
    }

    /** Starts the members' nodes and tells each where the others listen. */
    public TestMembers start() throws Exception {
        for (String name : names) {
            start(name);
        }
        introduce();
        return this;
    }

    public void start(String name) throws Exception {
        Path root = root(name);
        MemberNode member = MemberNode.open(
                new MemberNode.Options(
                        CHAIN, Suite.GM, name, key(name, "node"), root.resolve("state"), TitleChainContract.VERSION),
                engine,
                new TitleChainContract(Suite.GM.hash()));
        await(() -> member.status().height() >= 1 ? member : null);
        Node node = Node.of(
                root,
                Suite.GM,
                member,
                Vault.open(root.resolve("vault"), Suite.GM),
                key(name, "gateway"),
                key(name, "administrator"),
                new SqliteDatabase(root.resolve("query"), 2),
                List.of(member));
        Configuration configuration = Configuration.read(root, Map.of("listen.port", "0", "delivery.port", "0"));
        Composition composition = Composition.start(configuration, Objects.requireNonNull(folders.get(name)), node);
        running.put(name, composition);
        clients.put(
                name,
                new TestClient(composition.port(), DataFolder.adminToken(root).orElseThrow()));
    }

    public void stop(String name) {
        Objects.requireNonNull(running.remove(name)).close();
    }

    /** Writes each node's list of where the others listen for members. */
    public void introduce() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : running.keySet()) {
            lines.add(name + " " + address(name));
        }
        for (String name : names) {
            Files.write(root(name).resolve(DeliveryPeers.FILE), lines);
        }
    }

    /** Records the message with the number at the member, and waits until all that run know it. */
    public void post(String name, int number) throws Exception {
        post(name, Messages.first(number), number);
    }

    /** The same, held by somebody of that name and number. */
    public void post(String name, int number, String holder, String idNumber) throws Exception {
        post(name, Messages.first(number, holder, idNumber), number);
    }

    private void post(String name, String message, int number) throws Exception {
        assertThat(client(name).post(message).statusCode()).isEqualTo(201);
        awaitEverywhere("message/" + message(number));
    }

    private void awaitEverywhere(String key) throws Exception {
        for (Composition composition : running.values()) {
            await(() -> composition.node().ledger().find(key).orElse(null));
        }
    }

    /** The identifier of the message with the number. */
    public static String message(int number) {
        return Messages.id(number);
    }

    /** The unit that the message with the number is about. */
    public static String unit(int number) {
        return Messages.unit(number);
    }

    /** Calls the member's interface as its own token; the answer's JSON. */
    public JsonNode call(String name, String method, String path, String body) throws Exception {
        return TestClient.json(client(name).call(method, path, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The member shares its data of the district for the purposes until the time, and everybody knows. */
    public void share(String holder, String receiver, String district, long until, String... purposes)
            throws Exception {
        share(holder, receiver, district, until, false, purposes);
    }

    /** The same, with messages as they were sent or without. */
    public void share(
            String holder, String receiver, String district, long until, boolean originals, String... purposes)
            throws Exception {
        String body = "{\"receiver\":\"" + receiver + "\",\"districts\":[\"" + district + "\"],\"purposes\":[\""
                + String.join("\",\"", purposes) + "\"],\"until\":" + until
                + ",\"originals\":" + originals + "}";
        awaitHeight(call(holder, "POST", "/shares", body).get("height").longValue());
    }

    /** Waits until all that run have decided the block. */
    public void awaitHeight(long height) throws Exception {
        for (Composition composition : running.values()) {
            await(() -> composition.node().ledger().status().height() >= height ? true : null);
        }
    }

    /** All members vote for the proposal; it holds from the next block on. */
    public void agree(String kind, MapValue body) throws Exception {
        String first = running.keySet().iterator().next();
        Submissions submissions = new Submissions(node(first).ledger());
        MapValue proposed = Submissions.accepted(submissions.submit(
                key(first, "administrator"),
                List.of(Value.map()
                        .put("type", "governance.propose")
                        .put("kind", kind)
                        .put("body", body)
                        .put("expires", System.currentTimeMillis() + 86_400_000L)
                        .put("activation", 0)
                        .build())));
        for (String name : names) {
            Submissions.accepted(submissions.submit(
                    key(name, "administrator"),
                    List.of(Value.map()
                            .put("type", "governance.vote")
                            .put("proposal", proposed.get("proposal").asLong())
                            .put("member", name)
                            .put("approve", true)
                            .build())));
        }
        awaitHeight(node(first).ledger().status().height());
    }

    /** Where the member listens for others. */
    public String address(String name) throws Exception {
        return Files.readString(root(name).resolve(DeliveryService.ADDRESS)).strip();
    }

    TestClient client(String name) {
        return Objects.requireNonNull(clients.get(name));
    }

    /** The member's node, to play with; this closes it. */
    TestNode player(String name) {
        return new TestNode(
                Objects.requireNonNull(folders.get(name)), Objects.requireNonNull(running.get(name)), client(name));
    }

    public Node node(String name) {
        return Objects.requireNonNull(running.get(name)).node();
    }

    public static <T> T await(Callable<T> question) throws Exception {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        T answer = question.call();
        while (answer == null && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            answer = question.call();
        }
        assertThat(answer).as("answered in time").isNotNull();
        return answer;
    }

    @Override
    public void close() {
        // A second time, nothing is left to close.
        running.values().forEach(Composition::close);
        running.clear();
        folders.values().forEach(DataFolder::close);
        folders.clear();
        engine.close();
    }
}
