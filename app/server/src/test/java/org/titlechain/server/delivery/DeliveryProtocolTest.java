package org.titlechain.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.access.Share;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.TestMembers;
import org.titlechain.server.delivery.DeliveryException.Reason;
import org.titlechain.server.delivery.Fetcher.Outcome;
import org.titlechain.vault.VaultCheck;

/** What two members' nodes say to each other over real TLS, and what each refuses. */
class DeliveryProtocolTest {
    private static final String REVIEW = "case-review";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path root;

    private TestMembers members;
    private long tomorrow;

    @BeforeEach
    void begin() throws Exception {
        tomorrow = System.currentTimeMillis() + 86_400_000L;
        members = new TestMembers(root, "county", "province", "nation").start();
        members.post("county", 1);
    }

    @AfterEach
    void end() {
        members.close();
    }

    @Test
    void shouldGiveNothingWithoutAShareAndRecordNoView() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);

        assertThat(code(ask("nation", REVIEW))).contains("SHARE_MISSING");
        assertThat(code(ask("province", "audit"))).contains("SHARE_MISSING");
        assertThat(views()).isEmpty();
        members.share("county", "province", "9998", tomorrow, REVIEW);
        assertThat(code(ask("province", REVIEW))).contains("SHARE_MISSING");
        members.call("county", "DELETE", "/shares/province", "");
        assertThat(code(ask("province", REVIEW))).contains("SHARE_MISSING");
        assertThat(views()).isEmpty();
    }

    @Test
    void shouldLeaveAViewOnTheChainBeforeItGives() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);

        MapValue result = ask("province", REVIEW);
        assertThat(result.get("rows").asList()).hasSize(2);
        assertThat(views()).hasSize(1);
        MapValue view = views().getFirst();
        assertThat(view.get("actor").asText()).isEqualTo("member/province");
        assertThat(view.get("purpose").asText()).isEqualTo(REVIEW);
        assertThat(view.get("grounds").asText()).isEqualTo("test");
        assertThat(view.get("subject").asText()).isEqualTo(TestMembers.message(1));
    }

    @Test
    void shouldGiveNothingAfterTheEndOfTheShare() throws Exception {
        long soon = System.currentTimeMillis() + 1_500;
        members.share("county", "province", "9999", soon, REVIEW);
        TestMembers.await(() -> System.currentTimeMillis() >= soon ? true : null);

        assertThat(code(ask("province", REVIEW))).contains("SHARE_MISSING");
    }

    @Test
    void shouldNotGiveOnWhatItReceived() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        members.share("province", "nation", "", tomorrow, REVIEW);
        assertThat(fetch().kept()).isEqualTo(2);

        MapValue answer = link("nation")
                .ask("province", address("province"), new DeliveryRequest(List.of(message()), REVIEW, "test", false));
        assertThat(code(only(answer))).contains("NOT_HELD");
    }

    @Test
    void shouldRefuseEveryOtherCertificate() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        Signer stranger = Suite.GM.signatures().signer(new byte[32]);
        Signer province = members.key("province", "node");
        InstantSource past = InstantSource.fixed(CLOCK.instant().minus(Duration.ofDays(3)));
        InstantSource future = InstantSource.fixed(CLOCK.instant().plus(Duration.ofDays(3)));
        List<MemberIdentity> wrong = List.of(
                new MemberIdentity(TestMembers.CHAIN, "province", stranger, CLOCK),
                new MemberIdentity(TestMembers.CHAIN, "county", province, CLOCK),
                new MemberIdentity(TestMembers.CHAIN, "nobody", province, CLOCK),
                new MemberIdentity("another-chain", "province", province, CLOCK),
                new MemberIdentity(TestMembers.CHAIN, "province", province, past),
                new MemberIdentity(TestMembers.CHAIN, "province", province, future));
        for (MemberIdentity identity : wrong) {
            assertThat(refusal(identity)).isEqualTo(Reason.CERTIFICATE_REFUSED);
        }
        assertThat(views()).isEmpty();
        assertThat(ask("province", REVIEW).has("rows")).isTrue();
    }

    @Test
    void shouldListenToNobodyWithoutACertificateAndToNoNoise() throws Exception {
        SSLContext nameless = SSLContext.getInstance("TLSv1.3");
        nameless.init(null, new TrustManager[] {trust("province")}, null);
        try (SSLSocket socket = (SSLSocket) nameless.getSocketFactory()
                .createSocket("127.0.0.1", address("county").getPort())) {
            assertThatThrownBy(() -> Frames.read(new DataInputStream(socket.getInputStream()), Frames.LARGEST_ANSWER))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("certificate_required");
        }
        try (Socket plain =
                new Socket(InetAddress.getLoopbackAddress(), address("county").getPort())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(plain.getInputStream().readAllBytes(), UTF_8)).doesNotContain("HTTP");
        }
        MemberIdentity identity =
                new MemberIdentity(TestMembers.CHAIN, "province", members.key("province", "node"), CLOCK);
        for (int length : new int[] {-1, 0, Frames.LARGEST_REQUEST + 1}) {
            try (SSLSocket socket = (SSLSocket) MemberTls.context(identity, trust("province"))
                    .getSocketFactory()
                    .createSocket("127.0.0.1", address("county").getPort())) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                assertThat(Frames.read(in, Frames.LARGEST_ANSWER)).contains(Frames.GREETING);
                new DataOutputStream(socket.getOutputStream()).writeInt(length);
                assertThat(Frames.read(in, Frames.LARGEST_ANSWER))
                        .as("length " + length)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldNotTalkToAnotherMemberThanTheOneThatIsAsked() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        Files.writeString(members.root("province").resolve(DeliveryPeers.FILE), "county " + members.address("nation"));

        assertThat(fetch().trouble()).contains(Reason.CERTIFICATE_REFUSED);
        assertThat(rows("province")).isZero();
    }

    @Test
    void shouldEndWithASuspendedMemberEvenOnAnOpenConnection() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        MemberIdentity identity =
                new MemberIdentity(TestMembers.CHAIN, "province", members.key("province", "node"), CLOCK);
        try (SSLSocket socket =
                (SSLSocket) MemberTls.context(identity, trust("province").only("county"))
                        .getSocketFactory()
                        .createSocket("127.0.0.1", address("county").getPort())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(Frames.read(in, Frames.LARGEST_ANSWER)).contains(Frames.GREETING);
            MapValue request = new DeliveryRequest(List.of(message()), REVIEW, "test", false).toMap();
            Frames.write(out, request);
            assertThat(Frames.read(in, Frames.LARGEST_ANSWER).orElseThrow().has("results"))
                    .isTrue();
            members.agree("member.suspend", Value.map().put("name", "province").build());

            Frames.write(out, request);
            assertThat(code(Frames.read(in, Frames.LARGEST_ANSWER).orElseThrow()))
                    .contains("CERTIFICATE_REFUSED");
        }
        assertThat(refusal(identity)).isEqualTo(Reason.CERTIFICATE_REFUSED);
        assertThat(fetch().trouble()).contains(Reason.SHARE_MISSING);
        assertThat(views()).hasSize(1);
    }

    @Test
    void shouldRefuseEveryValueThatItsCommitmentDoesNotAllowAndKeepNothing() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        members.post("county", 2);
        try (LyingHolder liar = liar()) {
            List<UnaryOperator<MapValue>> lies = List.of(
                    row -> with(row, "fields", with(row.get("fields").asMap(), "QLRMC", Value.of("另一人"))),
                    row -> with(row, "fields", with(row.get("fields").asMap(), "BZ", Value.of("x"))),
                    row -> with(row, "fields", Value.map().build()),
                    row -> with(row, "salt", Value.of(new byte[32])));
            for (UnaryOperator<MapValue> lie : lies) {
                liar.tell(answer -> firstRow(answer, lie));
                assertThat(fetch())
                        .isEqualTo(new Outcome(message(), Optional.of("county"), 0, Optional.of(Reason.VALUE_WRONG)));
            }
            // True values of another message.
            liar.tell(answer -> only(
                    Value.map()
                            .put("message", message())
                            .put(
                                    "rows",
                                    only(discloser()
                                                    .answer(
                                                            "province",
                                                            request(TestMembers.message(2))
                                                                    .toMap()))
                                            .get("rows"))
                            .build(),
                    answer));
            assertThat(fetch().trouble()).contains(Reason.VALUE_WRONG);
            assertThat(rows("province")).isZero();
            liar.tell(answer -> answer);
            assertThat(fetch().kept()).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepNothingOfAnAnswerThatBreaksOffAndEverythingOfTheNext() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        try (LyingHolder holder = liar()) {
            holder.breakOff();
            assertThat(fetch().trouble()).contains(Reason.HOLDER_UNREACHABLE);
            assertThat(rows("province")).isZero();
            holder.tell(answer -> answer);
            assertThat(fetch().kept()).isEqualTo(2);
            assertThat(fetch().kept()).isZero();
            assertThat(rows("province")).isEqualTo(2);
        }
    }

    @Test
    void shouldSayThatAHolderIsAway() throws Exception {
        members.share("county", "province", "9999", tomorrow, REVIEW);
        members.stop("county");

        assertThat(fetch().trouble()).contains(Reason.HOLDER_UNREACHABLE);
    }

    @Test
    void shouldDeliverAsItComesAndGoOnAfterAnInterruption() throws Exception {
        members.share("county", "province", "9999", tomorrow, Share.DELIVERY);
        TestMembers.await(() -> rows("province") == 2 ? true : null);
        members.stop("province");
        for (int i = 2; i <= 5; i++) {
            members.post("county", i);
        }
        members.start("province");
        members.introduce();
        TestMembers.await(() -> rows("province") == 10 ? true : null);
        // As after a kill before it was noted how far it had come.
        members.stop("province");
        Path noted = members.root("province").resolve("delivery/county");
        String version = Files.readString(noted).split(" ", 2)[0];
        Files.writeString(noted, version + " 0\n");
        members.start("province");
        TestMembers.await(() -> Files.readString(noted).equals(version + " 0\n") ? null : true);
        assertThat(rows("province")).isEqualTo(10);
        assertThat(rows("nation")).isZero();
        assertThat(views().stream().map(view -> view.get("subject").asText()).toList())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(1, 2, 3, 4, 5).map(TestMembers::message).toList());
    }

    private LyingHolder liar() throws Exception {
        MemberIdentity identity = new MemberIdentity(TestMembers.CHAIN, "county", members.key("county", "node"), CLOCK);
        LyingHolder liar = new LyingHolder(MemberTls.context(identity, trust("county")), discloser());
        Files.writeString(
                members.root("province").resolve(DeliveryPeers.FILE), "county 127.0.0.1:" + liar.port() + "\n");
        return liar;
    }

    private Discloser discloser() {
        return new Discloser(
                members.node("county").ledger(),
                "county",
                members.node("county").people(),
                CLOCK);
    }

    private static DeliveryRequest request(String message) {
        return new DeliveryRequest(List.of(message), REVIEW, "test", false);
    }

    private static MapValue firstRow(MapValue answer, UnaryOperator<MapValue> lie) {
        MapValue result = only(answer);
        List<Value> rows = new ArrayList<>(result.get("rows").asList());
        rows.set(0, lie.apply(rows.getFirst().asMap()));
        return only(with(result, "rows", Value.list(rows)), answer);
    }

    private static MapValue only(MapValue result, MapValue answer) {
        return with(answer, "results", Value.list(List.of(result)));
    }

    private static MapValue with(MapValue map, String field, Value value) {
        Map<String, Value> fields = new TreeMap<>(map.entries());
        fields.put(field, value);
        return Value.map(fields);
    }

    private Outcome fetch() {
        DeliveryPeers peers = new DeliveryPeers(members.root("province"));
        return new Fetcher(
                        members.node("province").ledger(),
                        "province",
                        members.node("province").vault(),
                        peers,
                        link("province"),
                        CLOCK)
                .fetch(List.of(message()), new Fetcher.Wish(REVIEW, "test", false))
                .getFirst();
    }

    private Reason refusal(MemberIdentity identity) throws Exception {
        try {
            new DeliveryLink(identity, trust("province")).ask("county", address("county"), request(message()));
        } catch (DeliveryException e) {
            return e.reason();
        }
        throw new AssertionError("it was answered");
    }

    private MapValue ask(String name, String purpose) throws Exception {
        return only(link(name)
                .ask("county", address("county"), new DeliveryRequest(List.of(message()), purpose, "test", false)));
    }

    private static MapValue only(MapValue answer) {
        return answer.get("results").asList().getFirst().asMap();
    }

    private DeliveryLink link(String name) {
        try {
            return new DeliveryLink(
                    new MemberIdentity(TestMembers.CHAIN, name, members.key(name, "node"), CLOCK), trust(name));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private MemberTrust trust(String name) {
        return MemberTrust.ofMembers(members.node(name).ledger(), Suite.GM, CLOCK);
    }

    private InetSocketAddress address(String name) throws Exception {
        String[] parts = members.address(name).split(":", 2);
        return InetSocketAddress.createUnresolved(parts[0], Integer.parseInt(parts[1]));
    }

    private static Optional<String> code(MapValue map) {
        return map.find("code").map(Value::asText);
    }

    private static String message() {
        return TestMembers.message(1);
    }

    private long rows(String name) {
        return VaultCheck.check(members.node(name).vault()).rows();
    }

    private List<MapValue> views() {
        Ledger ledger = members.node("county").ledger();
        return ledger.leaves(0, 1_000).stream()
                .map(leaf -> leaf.map().get("command").asMap())
                .filter(command -> command.get("type").asText().equals("access.view"))
                .toList();
    }
}
