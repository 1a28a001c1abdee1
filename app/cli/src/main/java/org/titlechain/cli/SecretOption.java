package org.titlechain.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.key.SecretSource;
import picocli.CommandLine.Option;

/** Where a password or PIN is: the command line never holds one, as every user of the machine can read it. */
final class SecretOption {
    @Option(
            names = {"--pin-file", "--password-file"},
            paramLabel = "FILE",
            required = true,
            description = "the file with the PIN or password, mode 0600")
    private @Nullable Path file;

    @Option(
            names = {"--pin-variable", "--password-variable"},
            paramLabel = "NAME",
            required = true,
            description = "the environment variable with the PIN or password, also when the node runs")
    private String variable = "";

    SecretSource source() {
        return file == null
                ? new SecretSource(SecretSource.Kind.VARIABLE, variable)
                : new SecretSource(
                        SecretSource.Kind.FILE,
                        file.toAbsolutePath().normalize().toString());
    }
}
