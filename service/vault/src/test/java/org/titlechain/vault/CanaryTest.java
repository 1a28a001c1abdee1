package org.titlechain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.vault.PrivateLives.Person;

/** A thousand planted people are in no file of the vault, in no encoding, packed or not. */
class CanaryTest {
    private static final int PEOPLE = 1_000;
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE);

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNoTraceOfPersonsInFiles() throws Exception {
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            for (int i = 0; i < PEOPLE; i++) {
                PrivateLives.write(vault, i, new Person(i));
            }
            vault.compact();
            for (int i = 0; i < 50; i++) {
                PrivateLives.write(vault, PEOPLE + i, new Person(i));
            }
        }
        Map<Integer, Set<String>> canaries = canaries();
        int files = 0;
        for (Path file : RawFiles.below(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] unpacked = RawFiles.unpacked(bytes);
            for (Map.Entry<Integer, Set<String>> some : canaries.entrySet()) {
                assertThat(RawFiles.canaries(bytes, some.getValue(), some.getKey()))
                        .as("%s", file)
                        .isEmpty();
                assertThat(RawFiles.canaries(unpacked, some.getValue(), some.getKey()))
                        .as("%s", file)
                        .isEmpty();
            }
            files++;
        }
        assertThat(files).isGreaterThan(8);
    }

    @Test
    void shouldFindACanaryThatIsThere() throws Exception {
        Path leak = folder.resolve("leak");
        Person person = new Person(17);
        Files.write(leak, Compression.deflate(PrivateLives.original(person)));
        byte[] packed = Files.readAllBytes(leak);
        int length = person.idNumber().length();
        Set<String> wanted = canaries().getOrDefault(length, Set.of());
        assertThat(RawFiles.canaries(packed, wanted, length)).isEmpty();
        assertThat(RawFiles.canaries(RawFiles.unpacked(packed), wanted, length)).contains(person.idNumber());
    }

    /** What must not be found, by length in bytes; bytes as characters of Latin-1. */
    private static Map<Integer, Set<String>> canaries() {
        Map<Integer, Set<String>> byLength = new TreeMap<>();
        List<Function<Person, String>> secrets =
                List.of(Person::name, Person::idNumber, Person::phone, Person::address);
        for (int i = 0; i < PEOPLE; i++) {
            for (Function<Person, String> secret : secrets) {
                for (Charset charset : CHARSETS) {
                    byte[] bytes = secret.apply(new Person(i)).getBytes(charset);
                    byLength.computeIfAbsent(bytes.length, length -> new HashSet<>())
                            .add(new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return byLength;
    }
}
