package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "print a key's suite, public key and identifier; opens it, so that it is known to work",
        mixinStandardHelpOptions = true)
final class KeyShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a key's file")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        print(KeyFile.read(file, KeyFile.suite(file)));
        return 0;
    }

    static void print(Signer signer) {
        HexFormat hex = HexFormat.of();
        System.out.println("suite       " + signer.suite().label());
        System.out.println("public key  " + hex.formatHex(signer.publicKey()));
        System.out.println("identifier  " + hex.formatHex(signer.suite().keyId(signer.publicKey())));
    }
}
