package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.titlechain.testkit.city.CityFiles;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "write the access messages of an invented city, and the truth about it beside them",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Option(names = "--messages", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
    private long messages = 1_000;

    @Option(names = "--seed", paramLabel = "S", description = "everything follows from it (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--breaches",
            paramLabel = "N",
            description = "how many of a million break a rule, of each kind (default: 0)")
    private int breaches;

    @Option(names = "--out", paramLabel = "PATH", required = true, description = "a folder, or a file ending in .zip")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        CityGenerator city = new CityGenerator(CityOptions.of(seed, messages).withBreaches(breaches));
        Path truth = out.resolveSibling(out.getFileName() + ".truth");
        if (out.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            CityFiles.writeZip(city, out, truth);
        } else {
            CityFiles.writeFolder(city, out, truth);
        }
        System.out.println(out);
        return 0;
    }
}
