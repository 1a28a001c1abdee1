package org.titlechain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Suite;
import org.titlechain.vault.PrivateLives.Person;
import org.titlechain.vault.Records.Batch;
import org.titlechain.vault.Records.Entry;
import org.titlechain.vault.Records.Family;

class VaultCheckTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameEveryRecordThatWasTamperedWith() {
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            for (int i = 0; i < 20; i++) {
                PrivateLives.write(vault, i, new Person(i));
            }
            vault.compact();
            VaultCheck.Report clean = VaultCheck.check(vault);
            assertThat(clean.problems()).isEmpty();
            assertThat(clean.rows()).isEqualTo(40);
            assertThat(clean.originals()).isEqualTo(20);
            // 20 subjects, 20 messages, the index key, the consortium key.
            assertThat(clean.keys()).isEqualTo(42);

            Entry row = vault.records()
                    .prefixed(Family.ROWS, SealedRecord.prefix(PrivateLives.messageId(3)), 1)
                    .getFirst();
            for (int place = 0; place < row.value().length; place++) {
                byte[] changed = row.value().clone();
                changed[place] ^= 0x01;
                put(vault, Family.ROWS, row.key(), changed);
                assertThat(VaultCheck.check(vault).problems())
                        .as("byte %d", place)
                        .extracting(VaultCheck.Problem::record)
                        .containsExactly("rows/" + PrivateLives.messageId(3) + "/0");
            }
            put(vault, Family.ROWS, row.key(), row.value());

            // A row in another's place.
            Entry other = vault.records()
                    .prefixed(Family.ROWS, SealedRecord.prefix(PrivateLives.messageId(4)), 1)
                    .getFirst();
            put(vault, Family.ROWS, other.key(), row.value());
            assertThat(VaultCheck.check(vault).problems())
                    .extracting(VaultCheck.Problem::record)
                    .containsExactly("rows/" + PrivateLives.messageId(4) + "/0");
            vault.compact();
            assertThat(VaultCheck.check(vault).problems().getFirst().files()).isNotEmpty();
        }
    }

    @Test
    void shouldNoticeAKeyThatIsGoneOrChanged() {
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            Person person = new Person(1);
            PrivateLives.write(vault, 1, person);
            byte[] name = Keys.name(Keys.SUBJECT, person.reference(vault));
            byte[] wrapped = vault.keys().read(name).orElseThrow();
            byte[] changed = wrapped.clone();
            changed[20] ^= 1;
            vault.keys().mark(name, changed);
            assertThat(VaultCheck.check(vault).problems()).hasSize(2);
            vault.keys().destroy(List.of(name), List.of());
            assertThat(VaultCheck.check(vault).problems())
                    .containsExactly(new VaultCheck.Problem(
                            "rows/" + PrivateLives.messageId(1) + "/0", List.of(), "its key is missing"));
        }
    }

    @Test
    void shouldNoticeChangedBytesOfFiles() throws Exception {
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            for (int i = 0; i < 50; i++) {
                PrivateLives.write(vault, i, new Person(i));
            }
            vault.compact();
        }
        int tried = 0;
        for (Path file : RawFiles.below(folder.resolve("data"))) {
            if (!file.toString().endsWith(".sst")) {
                continue;
            }
            byte[] intact = Files.readAllBytes(file);
            byte[] changed = intact.clone();
            changed[changed.length / 3] ^= 0x40;
            Files.write(file, changed);
            assertThatThrownBy(() -> {
                        try (Vault vault = Vault.open(folder, Suite.GM)) {
                            assertThat(VaultCheck.check(vault).problems()).isEmpty();
                        }
                    })
                    .as("%s", file)
                    .isInstanceOfAny(AssertionError.class, VaultException.class);
            Files.write(file, intact);
            tried++;
        }
        assertThat(tried).isGreaterThanOrEqualTo(4);
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            assertThat(VaultCheck.check(vault).problems()).isEmpty();
        }
    }

    /** Whoever has everything but the keys, and knows every possible number, learns nothing. */
    @Test
    void shouldResistADictionaryOfAllNumbers() {
        Set<String> stored = new HashSet<>();
        try (Vault vault = Vault.open(folder, Suite.GM)) {
            for (int i = 0; i < 100; i++) {
                Person person = new Person(i);
                PrivateLives.write(vault, i, person).forEach(commitment -> stored.add(Vault.hex(commitment)));
                stored.add(Vault.hex(person.reference(vault)));
            }
            for (Family family : Family.values()) {
                for (Entry entry : vault.records().prefixed(family, new byte[0], Integer.MAX_VALUE)) {
                    String key = Vault.hex(entry.key());
                    for (int i = 0; i + 64 <= key.length(); i += 2) {
                        stored.add(key.substring(i, i + 64));
                    }
                }
            }
        }
        for (int i = 0; i < 100; i++) {
            Person guess = new Person(i);
            for (String value : List.of(guess.idNumber(), guess.name(), guess.phone())) {
                for (byte[] form : List.of(
                        value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        CanonicalEncoder.encode(Value.of(value)),
                        CanonicalEncoder.encode(Value.texts(List.of("party", "1", value))),
                        CanonicalEncoder.encode(Value.texts(List.of("name", "999901", value))),
                        CanonicalEncoder.encode(SealedRecord.canonical(guess.fields())))) {
                    for (Suite suite : Suite.values()) {
                        assertThat(stored).doesNotContain(Vault.hex(suite.hash().hash(form)));
                        for (byte[] key : List.of(new byte[0], new byte[32], new byte[] {1})) {
                            assertThat(stored)
                                    .doesNotContain(Vault.hex(suite.mac().mac(key, form)));
                        }
                    }
                }
            }
        }
    }

    private static void put(Vault vault, Family family, byte[] key, byte[] value) {
        Batch batch = new Batch();
        batch.put(family, key, value);
        vault.records().write(batch);
    }
}
