package org.titlechain.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.server.node.Nodes;

/** The whole node in this process: embedded engine, vault, search tables and server, as {@code up} starts it. */
final class TestNode implements AutoCloseable {
    private final DataFolder folder;
    private final Composition composition;
    final TestClient client;

    TestNode(DataFolder folder, Composition composition, TestClient client) {
        this.folder = folder;
        this.composition = composition;
        this.client = client;
    }

    static TestNode start(Path root) throws Exception {
        return start(root, Map.of());
    }

    static TestNode start(Path root, Map<String, String> options) throws Exception {
        DataFolder folder = DataFolder.open(root);
        Map<String, String> all = new TreeMap<>(options);
        all.put("listen.port", "0");
        Configuration configuration = Configuration.read(root, all);
        Composition composition = Composition.start(configuration, folder, Nodes.open(folder, configuration));
        String token = DataFolder.adminToken(root).orElseThrow();
        return new TestNode(folder, composition, new TestClient(composition.port(), token));
    }

    Composition composition() {
        return composition;
    }

    @Override
    public void close() {
        composition.close();
        folder.close();
    }
}
