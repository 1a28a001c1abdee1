package org.titlechain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Suite;
import org.titlechain.vault.PrivateLives.Person;
import org.titlechain.vault.VaultException.Reason;
import org.titlechain.vault.VaultReader.Naming;

class VaultTest {
    @TempDir
    private Path folder;

    private final List<AccessJournal.AccessView> journal = new ArrayList<>();

    private Vault open() {
        return Vault.open(folder, Suite.GM);
    }

    private Optional<byte[]> original(Vault vault, int message, Person person) {
        String id = PrivateLives.messageId(message);
        byte[] commitment = vault.messageCommitment(id, PrivateLives.original(person));
        return reader(vault).original(PrivateLives.RECORDER, id, commitment);
    }

    private VaultReader reader(Vault vault) {
        return new VaultReader(vault, journal::add);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void shouldGiveBackWhatWasKept(Suite suite) {
        Person person = new Person(1);
        try (Vault vault = Vault.open(folder, suite)) {
            PrivateLives.write(vault, 1, person);
            String id = PrivateLives.messageId(1);
            byte[] bytes = PrivateLives.original(person);
            assertThat(vault.keepOriginal(id, bytes)).isEqualTo(vault.messageCommitment(id, bytes));
        }
        try (Vault vault = Vault.open(folder, suite)) {
            VaultReader reader = reader(vault);
            assertThat(reader.rows(PrivateLives.RECORDER, PrivateLives.messageId(1)))
                    .extracting(VaultReader.Row::fields)
                    .containsExactly(person.fields(), new TreeMap<>(PrivateLives.price(person)));
            assertThat(original(vault, 1, person)).hasValue(PrivateLives.original(person));
            VaultReader.Person seen = reader.persons(
                            PrivateLives.RECORDER,
                            List.of(new Naming(person.reference(vault), PrivateLives.messageId(1))))
                    .getFirst();
            assertThat(seen.fields()).isEqualTo(person.fields());
            assertThat(seen.erased()).isFalse();
        }
    }

    @Test
    void shouldReferToPartiesAsTheFormatDefines() {
        byte[] key = HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(2));
        Vault.importConsortiumKey(
                folder,
                Suite.GM,
                FileMasterKey.create(folder.resolve("master.key"), Suite.GM, new java.security.SecureRandom()),
                key);
        try (Vault vault = open()) {
            byte[] party = CanonicalEncoder.encode(Value.texts(List.of("party", "1", "TESTID0001X")));
            assertThat(vault.partyReference("1", " testid0001x "))
                    .isEqualTo(Suite.GM.mac().mac(key, party));
            byte[] name = CanonicalEncoder.encode(Value.texts(List.of("name", "999901", "测试甲")));
            assertThat(vault.nameReference("999901", "测试甲"))
                    .isEqualTo(Suite.GM.mac().mac(key, name));
        }
    }

    @Test
    void shouldKnowACompanyByItsCreditCodeInBothLayouts() {
        String code = "91999901MA0TETT01X";
        try (Vault vault = open()) {
            byte[] newer = vault.partyReference("8", code);
            assertThat(vault.partyReference("7", code)).isEqualTo(newer);
            assertThat(vault.partyReference("6", code.toLowerCase(java.util.Locale.ROOT)))
                    .isEqualTo(newer);
            assertThat(vault.partyReference("3", code)).isNotEqualTo(newer);
            assertThat(vault.partyReference("7", "TESTLICENCE01"))
                    .isNotEqualTo(vault.partyReference("8", "TESTLICENCE01"));
        }
    }

    @Test
    void shouldOpenACommitmentWithSaltAndFields() {
        Person person = new Person(3);
        try (Vault vault = open()) {
            byte[] commitment = PrivateLives.write(vault, 3, person).getFirst();
            VaultReader.Opening opening = reader(vault)
                    .opening(PrivateLives.RECORDER, PrivateLives.messageId(3), 0, commitment)
                    .orElseThrow();
            byte[] fields = CanonicalEncoder.encode(Value.map()
                    .put("QLRMC", person.name())
                    .put("ZJH", person.idNumber())
                    .put("DH", person.phone())
                    .put("DZ", person.address())
                    .put("BZ", "附言" + person.idNumber())
                    .build());
            assertThat(commitment).isEqualTo(Suite.GM.mac().mac(opening.salt(), fields));
        }
    }

    @Test
    void shouldGiveTheSameCommitmentsWhenAMessageIsTriedAgainAfterACrash() {
        Person person = new Person(4);
        List<byte[]> first;
        try (Vault vault = open()) {
            first = PrivateLives.write(vault, 4, person);
        }
        try (Vault vault = open()) {
            assertThat(PrivateLives.write(vault, 4, person))
                    .usingRecursiveComparison()
                    .isEqualTo(first);
            // Another row, another message, another value: another commitment.
            assertThat(PrivateLives.write(vault, 5, person).getFirst()).isNotEqualTo(first.getFirst());
        }
    }

    @Test
    void shouldKeepWhatTheLedgerRefersToWhenTheIdIsSentAgainWithOtherContent() {
        Person first = new Person(41);
        Person second = new Person(42);
        try (Vault vault = open()) {
            byte[] commitment = PrivateLives.write(vault, 41, first).getFirst();
            PrivateLives.write(vault, 41, second);
            assertThat(original(vault, 41, first)).hasValue(PrivateLives.original(first));
            assertThat(reader(vault)
                            .opening(PrivateLives.RECORDER, PrivateLives.messageId(41), 0, commitment)
                            .orElseThrow()
                            .fields())
                    .isEqualTo(first.fields());
            Naming naming = new Naming(first.reference(vault), PrivateLives.messageId(41), Optional.of(commitment));
            assertThat(reader(vault)
                            .persons(PrivateLives.RECORDER, List.of(naming))
                            .getFirst()
                            .fields())
                    .isEqualTo(first.fields());
        }
    }

    @Test
    void shouldAgreeOnOneKeyWhenManyWriteTheSamePersonAtOnce() throws Exception {
        Person person = new Person(5);
        try (Vault vault = open();
                ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Future<List<byte[]>>> written = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int message = i;
                written.add(workers.submit(() -> PrivateLives.write(vault, message, person)));
            }
            for (Future<List<byte[]>> one : written) {
                one.get();
            }
            assertThat(VaultCheck.check(vault).problems()).isEmpty();
            assertThat(vault.messagesOf(person.reference(vault))).hasSize(64);
        }
    }

    @Test
    void shouldForgetAPersonBeyondRecall() throws Exception {
        Person gone = new Person(6);
        Person kept = new Person(7);
        try (Vault vault = open()) {
            byte[] holder = PrivateLives.write(vault, 6, gone).getFirst();
            PrivateLives.write(vault, 7, kept);
            byte[] shared = vault.seal(
                            PrivateLives.messageId(8),
                            0,
                            "DJF_DJ_SQR",
                            List.of(gone.reference(vault), kept.reference(vault)),
                            new TreeMap<>(java.util.Map.of("QLRMC", gone.name(), "YWRMC", kept.name())))
                    .commitment();
            assertThat(shared).hasSize(32);
            vault.keepOriginal(PrivateLives.messageId(8), PrivateLives.original(gone));
            byte[] wrapped = vault.keys()
                    .read(Keys.name(Keys.SUBJECT, gone.reference(vault)))
                    .orElseThrow();
            vault.compact();
            VaultBackup backup = new VaultBackup(vault);
            backup.copyData(folder.resolve("copy-of-data"));

            Vault.Erasure erasure = vault.erase(gone.reference(vault));

            assertThat(erasure.known()).isTrue();
            assertThat(erasure.messages()).isEqualTo(2);
            VaultReader reader = reader(vault);
            for (int message : new int[] {6, 8}) {
                assertThat(original(vault, message, gone)).isEmpty();
                assertThat(reader.rows(PrivateLives.RECORDER, PrivateLives.messageId(message)))
                        .isEmpty();
            }
            assertThat(reader.opening(PrivateLives.RECORDER, PrivateLives.messageId(6), 0, holder))
                    .isEmpty();
            assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.NAME, gone.name(), 10))
                    .isEmpty();
            assertThat(reader.persons(
                                    PrivateLives.RECORDER,
                                    List.of(new Naming(gone.reference(vault), PrivateLives.messageId(6))))
                            .getFirst()
                            .erased())
                    .isTrue();
            assertThat(reader.rows(PrivateLives.RECORDER, PrivateLives.messageId(7)))
                    .hasSize(2);
            assertThat(VaultCheck.check(vault).problems()).isEmpty();
            assertThat(RawFiles.holding(folder.resolve("keys"), wrapped)).isEmpty();
            // The message comes again: nothing of it is kept again.
            PrivateLives.write(vault, 6, gone);
            assertThat(original(vault, 6, gone)).isEmpty();
        }
        // An old copy of the data beside today's keys shows nothing of the person either.
        Files.move(folder.resolve("data"), folder.resolve("data-now"));
        Files.move(folder.resolve("copy-of-data"), folder.resolve("data"));
        try (Vault vault = open()) {
            assertThat(reader(vault).rows(PrivateLives.RECORDER, PrivateLives.messageId(6)))
                    .isEmpty();
            assertThat(original(vault, 8, gone)).isEmpty();
            assertThat(reader(vault).rows(PrivateLives.RECORDER, PrivateLives.messageId(7)))
                    .hasSize(2);
        }
    }

    @Test
    void shouldFinishAnErasureThatWasInterrupted() {
        Person gone = new Person(9);
        byte[] reference;
        try (Vault vault = open()) {
            PrivateLives.write(vault, 9, gone);
            reference = gone.reference(vault);
            vault.keys()
                    .destroy(List.of(Keys.name(Keys.SUBJECT, reference)), List.of(Keys.name(Keys.ERASURE, reference)));
        }
        try (Vault vault = open()) {
            assertThat(vault.keys().unfinishedErasures()).isEmpty();
            assertThat(vault.messagesOf(reference)).isEmpty();
            assertThat(VaultCheck.check(vault).problems()).isEmpty();
        }
    }

    @Test
    void shouldFindPeopleByNameNumberAndPhoneInAnySpelling() {
        Person person = new Person(10);
        Person other = new Person(11);
        try (Vault vault = open()) {
            PrivateLives.write(vault, 10, person);
            PrivateLives.write(vault, 11, other);
            VaultReader reader = reader(vault);
            byte[] reference = person.reference(vault);
            String spaced = person.name().charAt(0) + "　" + person.name().substring(1);
            for (int round = 0; round < 2; round++) {
                assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.NAME, spaced, 10))
                        .containsExactly(reference);
                assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.ID_NUMBER, "testid000010", 10))
                        .containsExactly(reference);
                assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.PHONE, "+86 1990-0000010", 10))
                        .containsExactly(reference);
                assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.NAME, "测试", 10))
                        .isEmpty();
                vault.rotateIndexKey();
            }
            assertThat(vault.index().generations()).hasSize(1);
            assertThat(vault.index().generations().getFirst().number()).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepTheNamesOfOneRowApart() {
        Person buyer = new Person(12);
        Person seller = new Person(13);
        try (Vault vault = open()) {
            vault.seal(
                    PrivateLives.messageId(12),
                    0,
                    "DJF_DJ_SQR",
                    List.of(buyer.reference(vault), seller.reference(vault)),
                    new TreeMap<>(java.util.Map.of(
                            "QLRMC", buyer.name(),
                            "QLRZJH", buyer.idNumber(),
                            "YWRMC", seller.name(),
                            "YWRZJH", seller.idNumber())));
            vault.keepOriginal(PrivateLives.messageId(12), new byte[0]);
            VaultReader reader = reader(vault);
            assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.NAME, seller.name(), 10))
                    .containsExactly(seller.reference(vault));
            assertThat(reader.search(PrivateLives.RECORDER, PersonalAttribute.ID_NUMBER, buyer.idNumber(), 10))
                    .containsExactly(buyer.reference(vault));
        }
    }

    @Test
    void shouldShowNothingBeforeTheViewIsWrittenDown() {
        Person person = new Person(14);
        try (Vault vault = open()) {
            PrivateLives.write(vault, 14, person);
            VaultReader broken = new VaultReader(vault, view -> {
                throw new java.io.IOException("the ledger does not answer");
            });
            String message = PrivateLives.messageId(14);
            assertReason(() -> broken.rows(PrivateLives.RECORDER, message), Reason.NOT_JOURNALED);
            assertReason(() -> broken.original(PrivateLives.RECORDER, message, new byte[32]), Reason.NOT_JOURNALED);
            assertReason(() -> broken.opening(PrivateLives.RECORDER, message, 0, new byte[32]), Reason.NOT_JOURNALED);
            assertReason(
                    () -> broken.search(PrivateLives.RECORDER, PersonalAttribute.NAME, person.name(), 1),
                    Reason.NOT_JOURNALED);
            assertReason(
                    () -> broken.persons(PrivateLives.RECORDER, List.of(new Naming(person.reference(vault), message))),
                    Reason.NOT_JOURNALED);
            reader(vault).rows(PrivateLives.RECORDER, message);
            assertThat(journal).hasSize(1);
            assertThat(journal.getFirst().request()).isEqualTo(PrivateLives.RECORDER);
            assertThat(journal.getFirst().subjects()).containsExactly(message);
            assertThat(journal.getFirst().fields()).containsExactly("BZ", "DH", "DZ", "FDCJYJG", "FJ", "QLRMC", "ZJH");
        }
    }

    @Test
    void shouldRefuseThoseWithoutTheRight() {
        AccessRequest clerk = new AccessRequest("account-2", Set.of("clerk"), "counter", "CASE-2");
        AccessRequest entitledClerk = new AccessRequest("account-2", Set.of("clerk", "holders"), "counter", "CASE-2");
        try (Vault vault = open()) {
            PrivateLives.write(vault, 15, new Person(15));
            VaultReader reader = reader(vault);
            String message = PrivateLives.messageId(15);
            assertReason(() -> reader.rows(clerk, message), Reason.NOT_ENTITLED);
            assertReason(() -> reader.search(clerk, PersonalAttribute.NAME, "测试", 1), Reason.NOT_ENTITLED);
            assertReason(() -> reader.original(entitledClerk, message, new byte[32]), Reason.NOT_ENTITLED);
            assertReason(() -> reader.opening(entitledClerk, message, 0, new byte[32]), Reason.NOT_ENTITLED);
            assertThat(journal).isEmpty();
            assertThat(reader.rows(entitledClerk, message).getFirst().fields())
                    .containsEntry("ZJH", "TEST******15")
                    .containsEntry("DH", "199****0015")
                    .doesNotContainKey("BZ");
        }
        assertReason(() -> new AccessRequest("a", Set.of(), "", "b"), Reason.REQUEST_INCOMPLETE);
        assertReason(() -> new AccessRequest("a", Set.of(), "查看 某人", "b"), Reason.REQUEST_INCOMPLETE);
    }

    @Test
    void shouldKeepItsMasterKeyToItself() throws Exception {
        open().close();
        Path key = folder.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.size(key)).isEqualTo(32);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertReason(this::open, Reason.MASTER_KEY);
        Files.delete(key);
        assertReason(this::open, Reason.MASTER_KEY);
        FileMasterKey.create(key, Suite.GM, new java.security.SecureRandom());
        assertReason(this::open, Reason.DAMAGED);
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
