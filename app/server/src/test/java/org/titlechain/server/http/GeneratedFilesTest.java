package org.titlechain.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Files that are made from the program. With {@code -Dtitlechain.regenerate=true} they are written anew. */
class GeneratedFilesTest {
    private static final Path OPEN_API = Path.of("src/main/resources/openapi.json");
    private static final Path ERRORS = Path.of("../../docs/errors.md");

    @Test
    void shouldCommitTheOpenApiDocumentOfTheOperations() throws Exception {
        compare(OPEN_API, Json.pretty(OpenApiDocument.build(AuthorisationMatrix.load())));
    }

    @Test
    void shouldCommitThePageOfProblemCodes() throws Exception {
        compare(ERRORS, Codes.page());
    }

    @Test
    void shouldHaveARowInTheMatrixForEveryOperationAndNoOther() {
        TreeSet<String> operations = new TreeSet<>();
        Operations.all()
                .forEach(operation -> assertThat(operations.add(operation.id()))
                        .as(operation.id())
                        .isTrue());

        assertThat(AuthorisationMatrix.load().rows().keySet()).isEqualTo(operations);
    }

    @Test
    void shouldNotUseACodeTwice() {
        Map<String, Code> seen = new HashMap<>();
        for (Code code : Codes.all()) {
            assertThat(seen.put(code.name(), code)).as(code.name()).isNull();
            assertThat(code.status()).isBetween(400, 599);
            assertThat(code.title()).as(code.name()).isNotBlank();
            assertThat(code.titleEnglish()).as(code.name()).isNotBlank();
            assertThat(code.remedy()).as(code.name()).isNotBlank();
            assertThat(code.remedyEnglish()).as(code.name()).isNotBlank();
        }
    }

    private static void compare(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("titlechain.regenerate")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as(
                        "%s differs from the program; look at the difference and run with -Dtitlechain.regenerate=true",
                        file)
                .isEqualTo(wanted);
    }
}
