package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SessionTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder.resolve("node"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldMakeTheFirstAdministratorByALinkThatWorksOnce() throws Exception {
        String secret = server.composition.accounts().newSetupSecret();
        assertThat(needed()).isTrue();
        assertThat(setUp("x".repeat(43), "anna", PASSWORD).statusCode()).isEqualTo(404);
        assertThat(setUp(secret, "anna", "short").statusCode()).isEqualTo(400);
        assertThat(setUp(secret, "anna", "anna-anna-anna-1").statusCode()).isEqualTo(400);

        assertThat(setUp(secret, "anna", PASSWORD).statusCode()).isEqualTo(201);

        assertThat(needed()).isFalse();
        assertThat(setUp(secret, "bert", PASSWORD).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSignInWithACookieThatScriptsCannotReadAndOtherSitesCannotUse() throws Exception {
        String cookie = signIn();

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        HttpResponse<byte[]> session =
                server.send(server.request("/api/v1/session").header("Cookie", bare(cookie)));
        assertThat(TestServer.json(session).get("account").get("name").stringValue())
                .isEqualTo("anna");

        HttpRequest.Builder write = server.request("/api/v1/tokens")
                .header("Cookie", bare(cookie))
                .POST(BodyPublishers.ofString("{\"name\":\"x\"}"));
        assertThat(server.send(write.copy()).statusCode()).isEqualTo(403);
        assertThat(server.send(write.copy().header("X-TitleChain-Request", "1").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(write.copy().header("X-TitleChain-Request", "1")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void shouldForgetASessionWhenItIsEnded() throws Exception {
        String cookie = bare(signIn());

        HttpResponse<byte[]> end = server.send(server.request("/api/v1/session")
                .header("Cookie", cookie)
                .header("X-TitleChain-Request", "1")
                .DELETE());

        assertThat(end.statusCode()).isEqualTo(204);
        assertThat(server.send(server.request("/api/v1/session").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldNotTakeASessionIdentifierThatABrowserBrings() throws Exception {
        signIn();
        HttpResponse<byte[]> again = server.send(server.request("/api/v1/session")
                .header("Cookie", "titlechain-session=" + "A".repeat(43))
                .POST(BodyPublishers.ofString("{\"name\":\"anna\",\"password\":\"" + PASSWORD + "\"}")));

        assertThat(bare(again.headers().firstValue("Set-Cookie").orElseThrow()))
                .isNotEqualTo("titlechain-session=" + "A".repeat(43));
    }

    @Test
    void shouldLockANameAfterFiveFailuresWhetherItExistsOrNot() throws Exception {
        signIn();
        for (String name : new String[] {"anna", "nobody"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(name, "wrong password " + i).statusCode()).isEqualTo(401);
            }
            HttpResponse<byte[]> locked = signIn(name, PASSWORD);
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void shouldTakeAwayARoleAtOnce() throws Exception {
        String cookie = bare(signIn());
        assertThat(account("bert", "[\"administrator\"]").statusCode()).isEqualTo(201);
        HttpRequest.Builder list = server.request("/api/v1/accounts").header("Cookie", cookie);
        assertThat(server.send(list.copy()).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> changed =
                server.call("PATCH", "/accounts/anna", TestServer.utf8("{\"roles\":[\"clerk\"]}"));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(server.send(list.copy()).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldTellWhichOperationsTheRolesOpen() throws Exception {
        signIn();
        assertThat(account("bert", "[\"registrar\"]").statusCode()).isEqualTo(201);
        HttpResponse<byte[]> signedIn = signIn("bert", PASSWORD);
        String cookie = bare(signedIn.headers().firstValue("Set-Cookie").orElseThrow());
        JsonNode rights = TestServer.json(
                        server.send(server.request("/api/v1/session").header("Cookie", cookie)))
                .get("rights");

        assertThat(rights).isEqualTo(TestServer.json(signedIn).get("rights"));
        assertThat(rights.valueStream().map(JsonNode::stringValue))
                .contains("cases", "caseStep", "unit")
                .doesNotContain("accounts", "caseApply", "findings", "health");
    }

    @Test
    void shouldKeepTheLastAdministrator() throws Exception {
        signIn();
        HttpResponse<byte[]> answer = server.call("PATCH", "/accounts/anna", TestServer.utf8("{\"locked\":true}"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(answer).get("code").stringValue()).isEqualTo("ACCOUNT_LAST_ADMINISTRATOR");
    }

    @Test
    void shouldRefuseFieldsThatACallerMayNotSet() throws Exception {
        signIn();
        for (String field :
                new String[] {"name", "created", "lastSignIn", "passwordHash", "setupHash", "account", "id"}) {
            HttpResponse<byte[]> answer =
                    server.call("PATCH", "/accounts/anna", TestServer.utf8("{\"" + field + "\":\"x\"}"));
            assertThat(answer.statusCode()).as(field).isEqualTo(400);
            assertThat(TestServer.json(answer).get("code").stringValue()).isEqualTo("REQUEST_FIELD_UNKNOWN");
        }
    }

    @Test
    void shouldGiveATokenAtMostTheRightsOfItsMaker() throws Exception {
        String cookie = bare(signIn());
        HttpResponse<byte[]> answer = server.send(server.request("/api/v1/tokens")
                .header("Cookie", cookie)
                .header("X-TitleChain-Request", "1")
                .POST(BodyPublishers.ofString("{\"name\":\"x\",\"roles\":[\"holders\"]}")));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void shouldKeepSecretsAsHashesInFilesOfTheOwnerOnly() throws Exception {
        signIn();
        Path accounts = server.root().resolve("accounts/accounts.json");

        assertThat(Files.readString(accounts)).contains("$argon2id$").doesNotContain(PASSWORD);
        assertThat(Files.readString(accounts)).doesNotContain(server.token.substring(3));
        for (Path file : new Path[] {accounts, server.root().resolve("admin-token")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private boolean needed() throws Exception {
        JsonNode state = TestServer.json(server.send(server.request("/api/v1/setup")));
        return state.get("needed").booleanValue();
    }

    private HttpResponse<byte[]> setUp(String secret, String name, String password) throws Exception {
        return server.send(server.request("/api/v1/setup/" + secret)
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
    }

    private HttpResponse<byte[]> account(String name, String roles) throws Exception {
        return server.call(
                "POST",
                "/accounts",
                TestServer.utf8(
                        "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"roles\":" + roles + "}"));
    }

    private HttpResponse<byte[]> signIn(String name, String password) throws Exception {
        return server.send(server.request("/api/v1/session")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
    }

    /** Makes anna when she is not there, and gives the cookie of her new session. */
    private String signIn() throws Exception {
        if (needed()) {
            setUp(server.composition.accounts().newSetupSecret(), "anna", PASSWORD);
        }
        return signIn("anna", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String bare(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
