package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.kernel.ReadOnlyMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "trust",
        description = "write the members' keys, to verify proofs with",
        mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the trust file goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Optional<NodeLink> node = NodeLink.find(data.existing());
        if (node.isPresent()) {
            try (NodeLink link = node.get()) {
                Files.write(out, link.get("/trust"));
            }
        } else {
            try (ReadOnlyMember member = ReadOnlyMember.open(data.existing().resolve("state"))) {
                Files.write(out, member.trust().getBytes(StandardCharsets.UTF_8));
            }
        }
        System.out.println(out);
        return 0;
    }
}
