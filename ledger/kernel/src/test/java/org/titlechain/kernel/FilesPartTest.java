package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.storage.FilesPart;

class FilesPartTest {
    @TempDir
    Path root;

    @Test
    void shouldLeaveOutWhatGoesWhileItIsAtWork() throws IOException {
        for (String name : List.of("accounts/a", "accounts/b.new", "accounts/c", "single")) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        TreeMap<String, String> saved = new TreeMap<>();
        new FilesPart(root, List.of("accounts", "missing", "single")).save((path, bytes) -> {
            saved.put(path, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            Files.deleteIfExists(root.resolve("accounts/b.new"));
        });
        assertThat(saved)
                .containsOnlyKeys("accounts/a", "accounts/c", "single")
                .allSatisfy((path, text) -> assertThat(text).isEqualTo(path));
    }
}
