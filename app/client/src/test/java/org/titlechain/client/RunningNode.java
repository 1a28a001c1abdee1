package org.titlechain.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.Composition;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.node.Nodes;

/** A real node, as {@code up} starts it, and what a program gets from its operators: a token, a trust file, a key. */
final class RunningNode implements AutoCloseable {
    private final DataFolder folder;
    private final Composition composition;
    final String token;
    final TrustedMembers trust;
    final Signer key;

    private RunningNode(DataFolder folder, Composition composition) throws Exception {
        this.folder = folder;
        this.composition = composition;
        this.token = DataFolder.adminToken(folder.root()).orElseThrow();
        this.trust = TrustedMembers.parse(ledger().trust().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        this.key = KeyFile.read(folder.root().resolve("keys/gateway.key"), Suite.GM);
    }

    static RunningNode start(Path root) throws Exception {
        DataFolder folder = DataFolder.open(root);
        Configuration configuration = Configuration.read(root, Map.of("listen.port", "0"));
        return new RunningNode(folder, Composition.start(configuration, folder, Nodes.open(folder, configuration)));
    }

    Ledger ledger() {
        return composition.node().ledger();
    }

    int port() {
        return composition.port();
    }

    URI address() {
        return address(port());
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    TitleChainClient client() {
        return client(port());
    }

    /** A client that reaches the node through another port. */
    TitleChainClient client(int port) {
        return new TitleChainClient(address(port), token, trust);
    }

    /** A client for a person with the roles, who gets an account. */
    TitleChainClient person(String name, Role... roles) {
        composition.accounts().create(name, "correct horse battery", EnumSet.copyOf(List.of(roles)), "zh");
        return new TitleChainClient(address(), tokenOf(name, roles), trust);
    }

    /** A token of an account. */
    String tokenOf(String name, Role... roles) {
        return composition
                .accounts()
                .createToken(name, "test", EnumSet.copyOf(List.of(roles)), 0)
                .secret();
    }

    /** A command that the key may give at any time: somebody looked something up. */
    MapValue view(String grounds) {
        return Value.map()
                .put("type", "access.view")
                .put("actor", "0".repeat(64))
                .put("subject", new byte[32])
                .put("purpose", "case-review")
                .put("fields", Value.texts(List.of("QLRMC")))
                .put("grounds", grounds)
                .build();
    }

    Draft draft(TitleChainClient client, String... grounds) {
        List<MapValue> commands =
                java.util.Arrays.stream(grounds).map(this::view).toList();
        return client.draft(key.publicKey(), ledger().contractVersion(), 0, commands);
    }

    /** How often the entry stands in the log. */
    long leavesOf(String entryId) {
        return ledger().leaves(0, 100_000).stream()
                .filter(leaf -> java.util.HexFormat.of()
                        .formatHex(leaf.map().get("entry").asBytes())
                        .equals(entryId))
                .count();
    }

    @Override
    public void close() {
        composition.close();
        folder.close();
    }
}
