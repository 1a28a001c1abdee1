package org.titlechain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.SignatureScheme;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;
import org.titlechain.kernel.key.SecretSource;
import org.titlechain.testkit.device.SoftToken;

/** Against SoftHSM: the front door installs it for the gate. */
class DeviceTest {
    private static final Suite SUITE = Suite.INTERNATIONAL;
    private static final SignatureScheme ED25519 = SUITE.signatures();
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private SoftToken token;

    @BeforeEach
    void plugIn() throws Exception {
        token = SoftToken.create(folder.resolve("device"), "测试令牌");
    }

    @Test
    void shouldSignWhatCoreVerifies() throws Exception {
        Signer signer = signer("node");
        byte[] message = utf8("a message");

        byte[] signature = signer.sign(message);

        assertThat(ED25519.verify(signer.publicKey(), message, signature)).isTrue();
        assertThat(ED25519.verify(signer.publicKey(), utf8("another"), signature))
                .isFalse();
        assertThat(signer.suite()).isEqualTo(SUITE);
        // An empty message and a long one take the same way.
        byte[] large = new byte[100_000];
        assertThat(ED25519.verify(signer.publicKey(), large, signer.sign(large)))
                .isTrue();
        assertThat(ED25519.verify(signer.publicKey(), new byte[0], signer.sign(new byte[0])))
                .isTrue();
    }

    @Test
    void shouldSignForManyThreadsAtOnce() throws Exception {
        List<Signer> signers = List.of(signer("node"), signer("gateway"));
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < THREADS * 50; i++) {
                Signer signer = signers.get(i % signers.size());
                byte[] message = utf8("message " + i);
                work.add(() -> ED25519.verify(signer.publicKey(), message, signer.sign(message)));
            }
            for (Future<Boolean> verdict : threads.invokeAll(work)) {
                assertThat(verdict.get()).isTrue();
            }
        }
    }

    @Test
    void shouldComeBackAfterTheSessionsWereLost() throws Exception {
        Signer signer = signer("node");
        byte[] message = utf8("a message");
        byte[] before = signer.sign(message);

        SoftToken.closeSessions(
                Pkcs11Devices.module(SoftToken.module()).slots(token.label()).getFirst());
        assertThat(signer.sign(message)).isEqualTo(before);
        SoftToken.endModule();
        assertThat(signer.sign(message)).isEqualTo(before);
    }

    @Test
    void shouldSayThatTheDeviceIsAwayAndSignAgainWhenItIsBack() throws Exception {
        Signer signer = signer("node");
        byte[] message = utf8("a message");

        token.pullOut();
        assertThatThrownBy(() -> signer.sign(message))
                .isInstanceOf(SignerUnavailableException.class)
                .hasMessageEndingWith("(DEVICE_TOKEN_MISSING)");

        token.plugIn();
        assertThat(ED25519.verify(signer.publicKey(), message, signer.sign(message)))
                .isTrue();
    }

    @Test
    void shouldRefuseAWrongPinOnceAndGoOnWithTheRightOne() throws Exception {
        byte[] publicKey = generate("node");
        String right = Files.readString(token.pin());
        SoftToken.endModule();
        Files.writeString(token.pin(), "11111111\n");

        assertRefused(Reason.DEVICE_PIN_WRONG, "CKR_PIN_INCORRECT", () -> read("node", publicKey));
        // A device counts wrong PINs: the same one is not shown to it again.
        assertRefused(Reason.DEVICE_PIN_WRONG, "not tried again", () -> read("node", publicKey));
        Files.writeString(token.pin(), right);
        assertThat(read("node", publicKey).publicKey()).isEqualTo(publicKey);
    }

    @Test
    void shouldNameATokenAModuleAndAKeyThatAreMissing() throws Exception {
        byte[] publicKey = generate("node");
        DeviceKey key = reference("node", publicKey);

        assertRefused(
                Reason.DEVICE_TOKEN_MISSING,
                "another",
                () -> open(new DeviceKey(
                        SUITE, publicKey, key.module(), "another", key.label(), key.secret(), key.mechanism())));
        for (Path module :
                List.of(folder.resolve("none.so"), Path.of(System.getProperty("java.home"), "lib/libjava.so"))) {
            assertRefused(
                    Reason.DEVICE_MODULE_MISSING,
                    module.toString(),
                    () -> open(new DeviceKey(
                            SUITE, publicKey, module, key.token(), key.label(), key.secret(), key.mechanism())));
        }
        assertRefused(Reason.DEVICE_KEY_MISSING, "gateway", () -> read("gateway", publicKey));
    }

    @Test
    void shouldRefuseAKeyOfAnotherKindAndTwoOfOneName() throws Exception {
        byte[] publicKey = generate("node");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        token.add(generator.generateKeyPair().getPrivate(), "curve", "01");
        token.add(generator.generateKeyPair().getPrivate(), "twice", "02");
        token.add(generator.generateKeyPair().getPrivate(), "twice", "03");

        assertRefused(Reason.DEVICE_KEY_DIFFERENT, "not one for Ed25519", () -> read("curve", publicKey));
        assertRefused(Reason.DEVICE_KEY_MISSING, "several", () -> read("twice", publicKey));
        assertRefused(
                Reason.DEVICE_KEY_DIFFERENT,
                "international",
                () -> Pkcs11Devices.publicKey(reference("curve", new byte[32])));
    }

    @Test
    void shouldRefuseAnotherKeyUnderTheSameName() throws Exception {
        generate("node");
        byte[] other = SUITE.signatures().signer(new byte[32]).publicKey();

        assertRefused(Reason.DEVICE_KEY_DIFFERENT, "does not verify", () -> read("node", other));
        assertRefused(
                Reason.DEVICE_KEY_DIFFERENT, "already", () -> Pkcs11Devices.generate(reference("node", new byte[32])));
    }

    @Test
    void shouldNameTheErrorOfTheDevice() throws Exception {
        byte[] publicKey = generate("node");
        DeviceKey key = reference("node", publicKey);

        // A mechanism that the device does not have, as a wrong number of a vendor's would be.
        assertRefused(
                Reason.DEVICE_ERROR,
                "C_SignInit: CKR_MECHANISM_INVALID",
                () -> open(new DeviceKey(
                        SUITE,
                        publicKey,
                        key.module(),
                        key.token(),
                        key.label(),
                        key.secret(),
                        OptionalLong.of(0x80000101L))));
    }

    private Signer signer(String label) throws Exception {
        return read(label, generate(label));
    }

    private byte[] generate(String label) throws KeyException {
        DeviceKey wanted = reference(label, new byte[32]);
        Pkcs11Devices.generate(wanted);
        return Pkcs11Devices.publicKey(wanted);
    }

    private Signer read(String label, byte[] publicKey) throws Exception {
        return open(reference(label, publicKey));
    }

    /** As the product does: the reference is a key's file like any other. */
    private Signer open(DeviceKey key) throws Exception {
        Path file = folder.resolve("some.key");
        Files.deleteIfExists(file);
        KeyFile.write(file, key.format());
        return KeyFile.read(file, SUITE);
    }

    private DeviceKey reference(String label, byte[] publicKey) {
        return new DeviceKey(
                SUITE,
                publicKey,
                SoftToken.module(),
                token.label(),
                label,
                new SecretSource(SecretSource.Kind.FILE, token.pin().toString()),
                OptionalLong.empty());
    }

    private static void assertRefused(Reason reason, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
