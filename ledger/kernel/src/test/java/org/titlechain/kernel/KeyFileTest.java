package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;
import org.titlechain.kernel.key.SecretSource;
import org.titlechain.kernel.key.SecretSource.Kind;

class KeyFileTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;
    private Path password;
    private SecretSource secret;

    @BeforeEach
    void writePassword() throws Exception {
        file = folder.resolve("node.key");
        password = folder.resolve("password");
        secret = new SecretSource(Kind.FILE, password.toString());
        KeyFile.write(password, "correct horse\n");
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void shouldSignWithASealedKeyAsWithThePlainOne(Suite suite) throws Exception {
        Signer plain = KeyFile.create(file, suite);
        String before = Files.readString(file);

        Files.writeString(file, KeyFile.sealed(file, suite, secret));
        Signer sealed = KeyFile.read(file, suite);

        assertThat(Files.readString(file)).doesNotContain(before.substring(0, 64));
        assertThat(sealed.publicKey()).isEqualTo(plain.publicKey());
        assertThat(sealed.sign(MESSAGE)).isEqualTo(plain.sign(MESSAGE));
        assertThat(KeyFile.unsealed(file, suite)).isEqualTo(before);
    }

    @Test
    void shouldTellAWrongPasswordFromADamagedFile() throws Exception {
        KeyFile.create(file, Suite.GM);
        String sealed = KeyFile.sealed(file, Suite.GM, secret);
        Files.writeString(file, sealed);
        assertThat(KeyFile.read(file, Suite.GM).suite()).isEqualTo(Suite.GM);

        Files.writeString(password, "another horse\n");
        assertRefused(Reason.KEY_PASSWORD_WRONG, () -> KeyFile.read(file, Suite.GM));
        assertThat(sealed).contains("sealed = ");
        KeyFile.check(file, Suite.GM);

        for (int i = 0; i < sealed.length(); i++) {
            byte[] damaged = sealed.getBytes(StandardCharsets.UTF_8);
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertRefused(Reason.KEY_DAMAGED, () -> KeyFile.check(file, Suite.GM));
        }
    }

    @Test
    void shouldSayWhereThePasswordIsMissing() throws Exception {
        KeyFile.create(file, Suite.GM);
        Files.writeString(file, KeyFile.sealed(file, Suite.GM, secret));

        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(Reason.KEY_OPEN_TO_OTHERS, () -> KeyFile.read(file, Suite.GM));
        Files.delete(password);
        assertRefused(Reason.KEY_SECRET_MISSING, () -> KeyFile.read(file, Suite.GM));
        assertRefused(
                Reason.KEY_SECRET_MISSING, () -> new SecretSource(Kind.VARIABLE, "TITLECHAIN_NOT_SET_IN_TESTS").read());
    }

    @Test
    void shouldRefuseAKeyOfAnotherSuite() throws Exception {
        KeyFile.create(file, Suite.GM);
        Files.writeString(file, KeyFile.sealed(file, Suite.GM, secret));

        assertRefused(Reason.KEY_OF_ANOTHER_SUITE, () -> KeyFile.read(file, Suite.INTERNATIONAL));
    }

    @Test
    void shouldKeepAReferenceToADeviceAndSayThatNothingReachesIt() throws Exception {
        DeviceKey key = new DeviceKey(
                Suite.GM,
                Suite.GM.signatures().signer(new byte[32]).publicKey(),
                Path.of("/usr/lib/vendor/module.so"),
                "登记所",
                "node = 1",
                secret,
                OptionalLong.of(0x80000101L));
        KeyFile.write(file, key.format());

        KeyFile.check(file, Suite.GM);
        DeviceKey read = DeviceKey.parse("", Files.readString(file), Suite.GM);
        assertThat(read).usingRecursiveComparison().isEqualTo(key);
        assertRefused(Reason.DEVICE_NOT_SUPPORTED, () -> KeyFile.read(file, Suite.GM));
        assertThatThrownBy(() -> KeyFile.write(file, key.format()))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    }

    private static void assertRefused(Reason reason, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageEndingWith("(" + reason + ")");
    }
}
