package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.Nodes;

/** The production profile starts with what is safe, and refuses at start everything that is not. */
class ProductionTest {
    private static final String GOOD = """
            profile = production
            listen.port = 0
            chain.id = example-city
            chain.organisation = 示例市不动产登记中心
            """;

    private static final String DATABASE = "query.database = jdbc:postgresql://";

    @TempDir
    static Path folder;

    /** What is added to a good configuration, and what the refusal must name. */
    private record Bad(String addition, String named) {}

    private static List<Bad> bad() throws Exception {
        TestCertificate good = TestCertificate.good(folder);
        TestCertificate other = TestCertificate.make(folder, "other", "-keyalg", "RSA", "-keysize", "2048");
        TestCertificate expired =
                TestCertificate.make(folder, "expired", "-keyalg", "EC", "-startdate", "-10d", "-validity", "5");
        TestCertificate early = TestCertificate.make(folder, "early", "-keyalg", "EC", "-startdate", "+10d");
        TestCertificate weak = TestCertificate.make(folder, "weak", "-keyalg", "RSA", "-keysize", "1024");
        TestCertificate open = TestCertificate.make(folder, "open", "-keyalg", "EC");
        Files.setPosixFilePermissions(open.privateKey, PosixFilePermissions.fromString("rw-r--r--"));
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing\n");
        Files.setPosixFilePermissions(nothing, PosixFilePermissions.fromString("rw-------"));
        Path missing = folder.resolve("missing.pem");
        List<Bad> bad = new ArrayList<>(List.of(
                new Bad("listen.host = 0.0.0.0", "TLS"),
                new Bad("listen.host = 192.0.2.1", "TLS"),
                new Bad("listen.host = ::", "TLS"),
                new Bad("listen.publicUrl = http://example.org", "listen.publicUrl"),
                new Bad("development.demo = true", "development.demo"),
                new Bad("session.idleMinutes = 16", "session.idleMinutes"),
                new Bad("session.idleMinutes = 0", "session.idleMinutes"),
                new Bad("session.longestHours = 25", "session.longestHours"),
                new Bad("login.failures = 6", "login.failures"),
                new Bad("login.lockMinutes = 4", "login.lockMinutes"),
                new Bad("limit.callsPerSecond = 0", "limit.callsPerSecond"),
                new Bad("limit.strangerCallsPerSecond = 0", "limit.strangerCallsPerSecond"),
                new Bad("unknown.key = 1", "unknown.key"),
                new Bad("profile = development", "profile"),
                new Bad("tls.certificate = " + good.certificate, "tls.privateKey"),
                new Bad("tls.privateKey = " + good.privateKey, "tls.certificate"),
                new Bad(tls(missing, good.privateKey), "tls.certificate"),
                new Bad(tls(good.certificate, missing), "tls.privateKey"),
                new Bad(tls(nothing, good.privateKey), "tls.certificate"),
                new Bad(tls(good.certificate, nothing), "tls.privateKey"),
                new Bad(tls(good.privateKey, good.certificate), "tls."),
                new Bad(tls(good.certificate, other.privateKey), "is not the key"),
                new Bad(tls(expired.certificate, expired.privateKey), "not valid today"),
                new Bad(tls(early.certificate, early.privateKey), "not valid today"),
                new Bad(tls(weak.certificate, weak.privateKey), "too short"),
                new Bad(tls(open.certificate, open.privateKey), "read by others"),
                new Bad(DATABASE + "localhost/t?user=postgres&password=Kb8-fN2w-uQ7d", "superuser"),
                new Bad(DATABASE + "localhost/t?user=registry&password=registry", "password"),
                new Bad(DATABASE + "localhost/t?user=a&password=Kb8-fN2w", "short password"),
                new Bad(DATABASE + "localhost/t?user=a&password=%50assword", "password"),
                new Bad(DATABASE + "db.example/t?user=a&password=Kb8-fN2w-uQ7d", "sslmode"),
                new Bad(DATABASE + "db.example/t?user=a&password=Kb8-fN2w-uQ7d&sslmode=require", "sslmode"),
                new Bad(DATABASE + "localhost/t?user=a&password=Kb8-fN2w-uQ7d", "0600")));
        for (String password : List.of("", "postgres", "password", "titlechain", "123456", "admin", "changeme")) {
            bad.add(new Bad(DATABASE + "localhost/t?user=a&password=" + password, "password"));
        }
        return bad;
    }

    private static String tls(Path certificate, Path privateKey) {
        return "tls.certificate = " + certificate + "\ntls.privateKey = " + privateKey;
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryBadConfigurationAtStart() throws Exception {
        List<Bad> bad = bad();
        assertThat(bad).hasSizeGreaterThanOrEqualTo(30);
        return bad.stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.addition().replace(folder.toString(), "").replace('\n', ' '),
                        () -> assertRefused(GOOD + one.addition() + "\n", one.named())));
    }

    @Test
    void shouldWantAChainAndAnOrganisationOfItsOwn() throws Exception {
        assertRefused(GOOD.replaceAll("(?m)^chain.id.*$", ""), "chain.id");
        assertRefused(GOOD.replaceAll("(?m)^chain.organisation.*$", ""), "chain.organisation");
    }

    @Test
    void shouldRefuseKeysThatTheDevelopmentProfileMade() throws Exception {
        Path data = Files.createTempDirectory(folder, "node");
        Files.writeString(data.resolve("titlechain.conf"), GOOD.replace("production", "development"));
        try (DataFolder opened = DataFolder.open(data)) {
            Nodes.open(opened, Configuration.read(data, Map.of())).close();
        }
        Files.writeString(data.resolve("titlechain.conf"), GOOD);

        assertThat(start(data)).contains("development profile");
    }

    @Test
    void shouldStartWithWhatIsSafe() throws Exception {
        Path data = Files.createTempDirectory(folder, "node");
        TestCertificate good = TestCertificate.make(folder, "safe", "-keyalg", "RSA", "-keysize", "3072");
        Files.writeString(
                data.resolve("titlechain.conf"),
                GOOD + "listen.host = 0.0.0.0\n" + tls(good.certificate, good.privateKey) + "\n");
        Configuration configuration = Configuration.read(data, Map.of());

        StartChecks.require(configuration, data, java.time.Instant.now());

        assertThat(configuration.production()).isTrue();
        Files.writeString(
                data.resolve("titlechain.conf"),
                GOOD + DATABASE + "db.example/t?user=a&password=Kb8-fN2w-uQ7d&sslmode=verify-full\n");
        Files.setPosixFilePermissions(data.resolve("titlechain.conf"), PosixFilePermissions.fromString("rw-------"));
        StartChecks.require(Configuration.read(data, Map.of()), data, java.time.Instant.now());
    }

    private static void assertRefused(String text, String named) throws Exception {
        Path data = Files.createTempDirectory(folder, "node");
        Files.writeString(data.resolve("titlechain.conf"), text);
        assertThat(start(data)).contains(named);
        assertThat(data.resolve("ledger")).as("nothing was founded").doesNotExist();
    }

    /** Runs the program's own start, which ends by itself when it refuses. */
    private static String start(Path data) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            int status = new NodeApplication(stream, stream).run(data, Map.of(), (composition, out) -> {
                throw new AssertionError("it started");
            });
            assertThat(status).isEqualTo(Kind.CONFIGURATION.exitStatus());
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
