package org.titlechain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What linters miss. Each message says what to do instead. */
class TidyTest {
    /** The formatters keep code within 120; this bounds the sentences and addresses that they cannot break. */
    private static final int LONGEST_LINE = 160;

    private static final int LONGEST_FILE = 650;
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern MOCKS = Pattern.compile("org\\.mockito|easymock|jmockit");

    @Test
    void shouldKeepLinesReadable() {
        assertThat(offences(
                        sources(),
                        (file, line) -> line.length() > LONGEST_LINE && !isDrawn(line) || line.contains("\t")))
                .as("lines that can be read, without tabs")
                .isEmpty();
    }

    @Test
    void shouldLeaveNoMarkersBehind() {
        assertThat(offences(sources(), (file, line) -> LEFT_OVER.matcher(line).find()))
                .as("finish it, or open an issue")
                .isEmpty();
    }

    @Test
    void shouldImportByName() {
        assertThat(offences(
                        WorkingTree.files(".java"), (file, line) -> line.startsWith("import") && line.contains("*;")))
                .as("no wildcard imports")
                .isEmpty();
    }

    @Test
    void shouldUseHandWrittenFakes() {
        assertThat(offences(
                        WorkingTree.files(".java", "pom.xml"),
                        (file, line) -> MOCKS.matcher(line).find()
                                && !line.contains("<exclude>")
                                && !file.endsWith("TidyTest.java")))
                .as("no mocking libraries: a fake that a suite proves equal to the real thing")
                .isEmpty();
    }

    @Test
    void shouldNeverSleepInTests() {
        assertThat(offences(
                        WorkingTree.files("Test.java"),
                        (file, line) -> line.contains("Thread.sleep(") && !file.endsWith("TidyTest.java")))
                .as("wait for a condition with a deadline")
                .isEmpty();
    }

    @Test
    void shouldKeepFilesSmall() {
        List<String> large = new ArrayList<>();
        for (Path file : WorkingTree.files(".java", ".ts", ".vue")) {
            long lines = WorkingTree.read(file).lines().count();
            if (lines > LONGEST_FILE && !isDictionary(file)) {
                large.add(WorkingTree.name(file) + ": " + lines + " lines");
            }
        }
        assertThat(large)
                .as("split by idea: nobody reads a file as long as this")
                .isEmpty();
    }

    @Test
    void shouldHaveOneTitleInEveryDocument() {
        List<String> wrong = new ArrayList<>();
        for (Path file : WorkingTree.files(".md")) {
            boolean code = false;
            int titles = 0;
            for (String line : WorkingTree.read(file).lines().toList()) {
                if (line.startsWith("```")) {
                    code = !code;
                } else if (!code && line.startsWith("# ")) {
                    titles++;
                }
            }
            if (titles != 1) {
                wrong.add(WorkingTree.name(file) + ": " + titles + " titles");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldLinkToFilesThatExist() {
        List<String> broken = new ArrayList<>();
        for (Path file : WorkingTree.files(".md")) {
            Matcher links = LINK.matcher(WorkingTree.read(file));
            while (links.find()) {
                String target = links.group(1);
                if (!target.contains("://")
                        && !target.startsWith("mailto:")
                        && !Files.exists(file.resolveSibling(target))) {
                    broken.add(WorkingTree.name(file) + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldKeepBlobsOut() throws IOException {
        List<String> blobs = new ArrayList<>();
        for (Path file : WorkingTree.files("")) {
            long allowed =
                    file.endsWith("package-lock.json") || WorkingTree.name(file).startsWith("docs/pictures")
                            ? 1024 * 1024
                            : 512 * 1024;
            if (Files.size(file) > allowed) {
                blobs.add(WorkingTree.name(file) + ": " + Files.size(file) + " bytes");
            }
        }
        assertThat(blobs).isEmpty();
    }

    @Test
    void shouldRecordNoDownloadAddressInLockFiles() {
        assertThat(offences(WorkingTree.files("package-lock.json"), (file, line) -> line.contains("\"resolved\"")))
                .as("npm config omit-lockfile-registry-resolved=true")
                .isEmpty();
    }

    /** The outline of a drawing is one attribute. */
    private static boolean isDrawn(String line) {
        return line.strip().startsWith("d=\"");
    }

    /** Tables of words in two languages: long by nature, and a sentence stays on its line. */
    private static boolean isDictionary(Path file) {
        String name = WorkingTree.name(file);
        return name.startsWith("app/console/src/i18n/") || name.startsWith("app/console/src/words/");
    }

    private interface Offence {
        boolean in(Path file, String line);
    }

    private static List<Path> sources() {
        return Stream.of(WorkingTree.files(".java"), WorkingTree.files(".ts", ".vue"), WorkingTree.files(".sh"))
                .flatMap(List::stream)
                .filter(file -> !isDictionary(file))
                .toList();
    }

    private static List<String> offences(List<Path> files, Offence offence) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : WorkingTree.read(file).lines().toList()) {
                number++;
                if (offence.in(file, line)) {
                    found.add(WorkingTree.name(file) + ":" + number);
                }
            }
        }
        return found;
    }
}
