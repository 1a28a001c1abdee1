package org.titlechain.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild-query",
        description = "build the search tables anew from the ledger; the old ones answer until then",
        mixinStandardHelpOptions = true)
final class RebuildQueryCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws Exception {
        Optional<NodeLink> running = NodeLink.find(data.existing());
        if (running.isPresent()) {
            try (NodeLink link = running.get()) {
                link.send(link.request("/projection/rebuild")
                        .POST(BodyPublishers.noBody())
                        .build());
            }
        } else {
            try (DataFolder folder = DataFolder.open(data.existing());
                    Node node = Nodes.open(folder, Configuration.read(data.existing(), Map.of()))) {
                node.query().rebuild().get();
            }
        }
        System.out.println("已重建 · rebuilt");
        return 0;
    }
}
