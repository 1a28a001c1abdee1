package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.http.AuthorisationMatrix;
import org.titlechain.server.http.Operation;
import org.titlechain.server.http.Operations;

/** Every cell of the matrix, asked of a real server: each operation by each role, by nobody, and by a false token. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorisationTest {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE");

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        // Every operation is asked several times by somebody who is not signed in.
        server = TestServer.start(folder.resolve("node"), Map.of("limit.strangerCallsPerSecond", "1000"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shouldDecideEveryCellOfTheMatrixAsItIsWritten() throws Exception {
        AuthorisationMatrix matrix = AuthorisationMatrix.load();
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Role role : Role.values()) {
            String token = server.composition
                    .accounts()
                    .createToken("node", "test", EnumSet.of(role), 0)
                    .secret();
            for (Operation operation : Operations.all()) {
                AuthorisationMatrix.Row row = row(matrix, operation);
                boolean allowed = row.open() || row.roles().contains(role);
                int status = call(operation, Optional.of(token)).statusCode();
                cells++;
                // An allowed call may fail for other reasons; it is never told to sign in or that it has no right.
                boolean refused =
                        status == 403 || status == 401 && !operation.id().equals("signIn");
                if (allowed == refused) {
                    wrong.add(role + " " + operation.id() + " " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cells).isEqualTo(Role.values().length * Operations.all().size());
    }

    @Test
    void shouldTellEverybodyElseToSignIn() throws Exception {
        AuthorisationMatrix matrix = AuthorisationMatrix.load();
        for (Operation operation : Operations.all()) {
            if (!row(matrix, operation).open()) {
                assertThat(call(operation, Optional.empty()).statusCode())
                        .as(operation.id())
                        .isEqualTo(401);
            }
            for (String token : List.of("tc_" + "A".repeat(43), "x", "tc_", "eyJhbGciOiJub25lIn0.e30.")) {
                assertThat(call(operation, Optional.of(token)).statusCode())
                        .as("%s with %s", operation.id(), token)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void shouldRefuseEveryMethodThatAnAddressDoesNotHave() throws Exception {
        for (Operation operation : Operations.all()) {
            Set<String> known = new java.util.TreeSet<>();
            Operations.all().stream()
                    .filter(other -> other.path().equals(operation.path()))
                    .forEach(other -> known.add(other.method()));
            if (known.contains("GET")) {
                known.add("HEAD");
            }
            for (String method : METHODS) {
                if (!known.contains(method)) {
                    HttpResponse<byte[]> answer = server.send(request(operation, method, Optional.of(server.token)));
                    // 400 where the address is also a value of another one with a variable.
                    assertThat(answer.statusCode())
                            .as("%s %s", method, operation.path())
                            .isIn(400, 405);
                    assertThat(answer.statusCode() == 400
                                    || answer.headers().firstValue("Allow").isPresent())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldTakeAwayTheRightsOfARevokedTokenAtOnce() throws Exception {
        var made = server.composition.accounts().createToken("node", "test", EnumSet.of(Role.CLERK), 0);
        HttpRequest.Builder request =
                server.request("/api/v1/units/" + Samples.UNIT).header("Authorization", "Bearer " + made.secret());
        assertThat(server.send(request).statusCode()).isEqualTo(404);

        assertThat(server.composition.accounts().revokeToken(made.token().id())).isTrue();

        assertThat(server.send(request).statusCode()).isEqualTo(401);
    }

    private static AuthorisationMatrix.Row row(AuthorisationMatrix matrix, Operation operation) {
        return Objects.requireNonNull(matrix.rows().get(operation.id()), operation.id());
    }

    private HttpResponse<byte[]> call(Operation operation, Optional<String> token) throws Exception {
        return server.send(request(operation, operation.method(), token));
    }

    private HttpRequest.Builder request(Operation operation, String method, Optional<String> token) {
        HttpRequest.Builder request = server.request("/api/v1" + Samples.path(operation))
                .method(
                        method,
                        operation.consumes().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }
}
