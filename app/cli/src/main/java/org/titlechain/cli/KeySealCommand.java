package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.server.PrivateFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "seal",
        description = "put a plain key's file under a password, in its place",
        mixinStandardHelpOptions = true)
final class KeySealCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a plain key's file")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private SecretOption secret = new SecretOption();

    @Override
    public Integer call() throws IOException {
        Suite suite = KeyFile.suite(file);
        PrivateFiles.replace(file, KeyFile.sealed(file, suite, secret.source()));
        KeyShowCommand.print(KeyFile.read(file, suite));
        return 0;
    }
}
