package org.titlechain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library that the program or its tests use is listed with its licence in docs/dependencies.md. */
class LicenceTest {
    private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);
    private static final Pattern LICENCES = Pattern.compile("<licenses>(.*?)</licenses>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<name>\\s*(.*?)\\s*</name>", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ([^|]+) \\|.*", Pattern.MULTILINE);
    private static final List<String> FORBIDDEN = List.of("AGPL", "Affero", "SSPL", "Business Source", "unknown");

    @Test
    void shouldListEveryLibraryWithItsLicence() {
        Map<String, String> used = librariesOnTheClassPath();
        TreeMap<String, String> listed = new TreeMap<>();
        Matcher rows = ROW.matcher(WorkingTree.read(WorkingTree.ROOT.resolve("docs/dependencies.md")));
        while (rows.find()) {
            listed.put(rows.group(1), rows.group(2).strip());
        }
        TreeMap<String, String> missing = new TreeMap<>(used);
        missing.entrySet().removeIf(library -> library.getValue().equals(listed.get(library.getKey())));
        String rowsToAdd = missing.entrySet().stream()
                .map(library -> "| `" + library.getKey() + "` | " + library.getValue() + " | |")
                .collect(Collectors.joining("\n"));
        assertThat(rowsToAdd)
                .as("rows to add to docs/dependencies.md, each with its reason")
                .isEmpty();
        assertThat(listed.keySet()).as("listed but not used any more").isSubsetOf(used.keySet());
    }

    @Test
    void shouldUseNoLicenceThatBindsUsers() {
        assertThat(librariesOnTheClassPath().entrySet())
                .noneMatch(library -> FORBIDDEN.stream().anyMatch(library.getValue()::contains));
    }

    private static Map<String, String> librariesOnTheClassPath() {
        TreeMap<String, String> libraries = new TreeMap<>();
        jars().forEach(jar -> libraries.put(artifactOf(jar), licenceOf(pomOf(jar), 0)));
        return libraries;
    }

    /** Whatever is not of this tree is a library. */
    private static Stream<Path> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && !path.startsWith(WorkingTree.ROOT));
    }

    private static String artifactOf(Path jar) {
        Path artifact = parentOf(parentOf(jar));
        return String.valueOf(artifact.getFileName());
    }

    private static Path pomOf(Path jar) {
        Path version = parentOf(jar);
        return version.resolve(artifactOf(jar) + "-" + version.getFileName() + ".pom");
    }

    private static String licenceOf(Path pom, int depth) {
        if (depth > 6 || !Files.exists(pom)) {
            return "unknown";
        }
        String text = COMMENT.matcher(WorkingTree.read(pom)).replaceAll("");
        Matcher licences = LICENCES.matcher(text);
        while (licences.find()) {
            String names = NAME.matcher(licences.group(1))
                    .results()
                    .map(name -> name.group(1).replaceAll("\\s+", " "))
                    .collect(Collectors.joining("; "));
            if (!names.isEmpty()) {
                return names;
            }
        }
        Matcher parent = PARENT.matcher(text);
        if (!parent.find()) {
            return "unknown";
        }
        Path folder = repository();
        for (String name : element(parent.group(1), "groupId").split("\\.")) {
            folder = folder.resolve(name);
        }
        String artifact = element(parent.group(1), "artifactId");
        String version = element(parent.group(1), "version");
        return licenceOf(
                folder.resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".pom"), depth + 1);
    }

    /** Where Maven keeps the libraries, whatever that folder is called: what their paths have in common. */
    private static Path repository() {
        return jars().reduce((one, other) -> {
                    Path common = one;
                    while (!other.startsWith(common)) {
                        common = parentOf(common);
                    }
                    return common;
                })
                .orElseThrow();
    }

    private static String element(String xml, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">\\s*(.*?)\\s*</" + name + ">").matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no folder above " + path);
        }
        return parent;
    }
}
