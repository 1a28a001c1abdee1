package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.kernel.ReadOnlyMember;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

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

    @Option(
            names = "--anchored",
            description = "with the anchors of its checkpoint in the chains above, to be verified with the keys of the"
                    + " topmost alone; the node must run")
    private boolean anchored;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "with --anchored: a node of the chain above; given again for each chain above that one")
    private List<URI> above = List.of();

    @Override
    public Integer call() throws IOException {
        if (!unit.matches("[0-9A-Za-z]{28}")) {
            System.err.println("titlechain prove: a unit code has 28 letters and digits");
            return Commands.USAGE;
        }
        if (anchored == above.isEmpty()) {
            System.err.println("titlechain prove: --anchored and --to belong together");
            return Commands.USAGE;
        }
        if (anchored) {
            proveAnchored();
        } else {
            prove();
        }
        System.out.println(out);
        return 0;
    }

    private void proveAnchored() throws IOException {
        URI own = URI.create(DataFolder.address(data.existing())
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "no node runs in " + data.path())));
        List<PublicNode> nodes = above.stream().map(PublicNode::new).toList();
        try (NodeLink link = NodeLink.find(data.existing()).orElseThrow()) {
            AnchoredProofs proofs = new AnchoredProofs(new PublicNode(own), new Cosignatures(others(link)), nodes);
            Files.write(out, proofs.prove(() -> link.get("/units/" + unit + "/proof")));
        }
    }

    /** The nodes of the other members, as this one reaches them. */
    private static List<PublicNode> others(NodeLink link) throws IOException {
        List<PublicNode> others = new ArrayList<>();
        for (JsonNode member : Json.read(link.get("/members")).path("items")) {
            String address = member.path("address").asString("");
            if (!member.path("own").asBoolean() && !address.isEmpty()) {
                others.add(new PublicNode(URI.create(address)));
            }
        }
        return others;
    }

    private void prove() throws IOException {
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
    }
}
