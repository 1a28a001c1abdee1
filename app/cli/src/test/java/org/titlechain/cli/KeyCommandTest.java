package org.titlechain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.server.StartException;
import org.titlechain.testkit.device.SoftToken;

/** The commands for keys, in this process. */
class KeyCommandTest {
    @TempDir
    Path folder;

    private String printed = "";

    @Test
    void shouldMakeAKeyOnADeviceAndWriteWhereItIs() throws Exception {
        SoftToken token = SoftToken.create(folder.resolve("device"), "office");
        Path file = folder.resolve("keys/node.key");
        List<String> command = List.of(
                "key",
                "device",
                "--module",
                SoftToken.module().toString(),
                "--token",
                "office",
                "--label",
                "node",
                "--suite",
                "international",
                "--pin-file",
                token.pin().toString(),
                "--out",
                file.toString());

        assertThat(run(command))
                .as("without --generate there is no such key")
                .isEqualTo(StartException.Kind.KEY.exitStatus());
        assertThat(file).doesNotExist();
        assertThat(run(with(command, "--generate"))).isZero();

        Signer signer = KeyFile.read(file, Suite.INTERNATIONAL);
        assertThat(Suite.INTERNATIONAL.signatures().verify(signer.publicKey(), new byte[3], signer.sign(new byte[3])))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .doesNotContain(Files.readString(token.pin()).strip());
        assertThat(run(List.of("key", "show", file.toString()))).isZero();
        assertThat(printed)
                .contains("international")
                .contains(HexFormat.of().formatHex(signer.publicKey()))
                .contains(HexFormat.of().formatHex(Suite.INTERNATIONAL.keyId(signer.publicKey())));
        assertThat(run(command)).as("a file is never replaced").isEqualTo(Commands.USAGE);
        assertThat(run(List.of(
                        "key",
                        "device",
                        "--module",
                        "m",
                        "--token",
                        "t",
                        "--label",
                        "l",
                        "--pin-file",
                        "p",
                        "--out",
                        "o")))
                .as("SM2 needs the vendor's mechanism")
                .isEqualTo(Commands.USAGE);
    }

    @Test
    void shouldSealAndUnsealAKeyInItsPlace() throws Exception {
        Path file = folder.resolve("node.key");
        Path password = folder.resolve("password");
        KeyFile.write(password, "correct horse\n");
        KeyFile.create(file, Suite.GM);
        String plain = Files.readString(file);

        assertThat(run(List.of("key", "seal", file.toString()))).isEqualTo(Commands.USAGE);
        assertThat(run(List.of("key", "seal", file.toString(), "--password-file", password.toString())))
                .isZero();
        assertThat(Files.readString(file)).startsWith("titlechain/sealed-key/v1\n");
        assertThat(run(List.of("key", "show", file.toString()))).isZero();
        Files.writeString(password, "another\n");
        assertThat(run(List.of("key", "unseal", file.toString()))).isEqualTo(StartException.Kind.KEY.exitStatus());
        Files.writeString(password, "correct horse\n");
        assertThat(run(List.of("key", "unseal", file.toString()))).isZero();
        assertThat(Files.readString(file)).isEqualTo(plain);
    }

    private static List<String> with(List<String> command, String more) {
        return java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of(more))
                .toList();
    }

    private int run(List<String> arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return Commands.run(arguments);
        } finally {
            System.setOut(before);
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }
}
