package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.kernel.ReadOnlyMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "prove",
        description = "write the title proof of a unit, or the proof that it is not in the register",
        mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "UNIT", description = "unit code, 28 characters")
    private String unit = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the proof goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (!unit.matches("[0-9A-Za-z]{28}")) {
            System.err.println("titlechain prove: a unit code has 28 letters and digits");
            return Commands.USAGE;
        }
        Optional<NodeLink> node = NodeLink.find(data.existing());
        if (node.isPresent()) {
            try (NodeLink link = node.get()) {
                Files.write(out, link.get("/units/" + unit + "/proof"));
            }
        } else {
            try (ReadOnlyMember member = ReadOnlyMember.open(data.existing().resolve("state"))) {
                Files.write(out, member.prove("unit/" + unit));
            }
        }
        System.out.println(out);
        return 0;
    }
}
