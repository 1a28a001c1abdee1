package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.device.Pkcs11Devices;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "device",
        description = "write the file that refers to a key on a device (PKCS#11)",
        mixinStandardHelpOptions = true)
final class KeyDeviceCommand implements Callable<Integer> {
    @Option(names = "--module", paramLabel = "FILE", required = true, description = "the vendor's library")
    private Path module = Path.of("");

    @Option(names = "--token", paramLabel = "LABEL", required = true, description = "the token's label")
    private String token = "";

    @Option(names = "--label", paramLabel = "LABEL", required = true, description = "the key's label on the token")
    private String label = "";

    @ArgGroup(multiplicity = "1")
    private SecretOption secret = new SecretOption();

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            description = "the chain's suite: gm or international (default: ${DEFAULT-VALUE})")
    private String suite = "gm";

    @Option(
            names = "--mechanism",
            paramLabel = "N",
            description = "number of the vendor's signing mechanism, such as 0x80000101; needed for gm")
    private @Nullable String mechanism;

    @Option(names = "--generate", description = "make the pair of keys on the device first; for international only")
    private boolean generate;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "a new file, such as keys/node.key")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Suite wanted = suite();
        OptionalLong number = mechanism();
        if (Files.exists(out)) {
            throw misused(out + " exists already");
        }
        if (wanted == Suite.GM && (generate || number.isEmpty())) {
            throw misused("no standard names SM2 on devices: make the key with the vendor's tool, without --generate,"
                    + " and name the vendor's signing mechanism with --mechanism");
        }
        DeviceKey blank = key(wanted, new byte[0], number);
        if (generate) {
            Pkcs11Devices.generate(blank);
        }
        DeviceKey key = key(wanted, Pkcs11Devices.publicKey(blank), number);
        // What cannot sign is not written down.
        new Pkcs11Devices().open(key);
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        KeyFile.write(out, key.format());
        KeyShowCommand.print(KeyFile.read(out, wanted));
        return 0;
    }

    private DeviceKey key(Suite wanted, byte[] publicKey, OptionalLong number) {
        return new DeviceKey(
                wanted, publicKey, module.toAbsolutePath().normalize(), token, label, secret.source(), number);
    }

    private Suite suite() {
        try {
            return Suite.ofLabel(suite);
        } catch (IllegalArgumentException e) {
            throw misused("--suite is gm or international");
        }
    }

    private OptionalLong mechanism() {
        try {
            return mechanism == null ? OptionalLong.empty() : OptionalLong.of(Long.decode(mechanism));
        } catch (NumberFormatException e) {
            throw misused("--mechanism is a number such as 0x80000101");
        }
    }

    private static StartException misused(String sentence) {
        return new StartException(Kind.CONFIGURATION, sentence);
    }
}
