package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.server.PrivateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "unseal",
        description = "take the password off a key's file, in its place; the file says where the password is",
        mixinStandardHelpOptions = true)
final class KeyUnsealCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a sealed key's file")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Suite suite = KeyFile.suite(file);
        PrivateFiles.replace(file, KeyFile.unsealed(file, suite));
        KeyShowCommand.print(KeyFile.read(file, suite));
        return 0;
    }
}
