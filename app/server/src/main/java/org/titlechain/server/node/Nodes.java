package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.MemberNode;
import org.titlechain.query.Database;
import org.titlechain.query.PostgresDatabase;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartChecks;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.vault.Vault;

/** Opens the services of a node in its data folder; at the first start, founds the chain. */
public final class Nodes {
    private static final String MEMBER = "registry";

    private Nodes() {}

    /**
     * Opens the node.
     *
     * @throws StartException when something in the folder does not fit together
     */
    public static Node open(DataFolder folder, Configuration configuration) {
        Path root = folder.root();
        @Nullable EmbeddedEngine engine = null;
        @Nullable MemberNode member = null;
        try {
            Suite suite = Suite.GM;
            String chain = chain(root, configuration);
            markKeys(root, configuration);
            Signer nodeKey = key(folder, DataFolder.NODE_KEY, suite);
            Signer administratorKey = key(folder, DataFolder.ADMINISTRATOR_KEY, suite);
            Signer gatewayKey = key(folder, DataFolder.GATEWAY_KEY, suite);
            Vault vault = Vault.open(root.resolve("vault"), suite);
            engine = EmbeddedEngine.open(
                    root.resolve("ledger"), suite, Clock.systemUTC(), EmbeddedEngine.Limits.standard());
            member = MemberNode.open(
                    new MemberNode.Options(
                            chain, suite, MEMBER, nodeKey, root.resolve("state"), TitleChainContract.VERSION),
                    engine,
                    new TitleChainContract(suite.hash(), new RulePacks(suite.hash(), new CharterElectorate())));
            catchUp(member, engine);
            if (engine.status().height() == 0) {
                member.submit(genesis(chain, suite, nodeKey, administratorKey, gatewayKey, configuration)
                                .granting(AdministratorKeys.founding(root, suite, configuration.organisation(), ""))
                                .entry(administratorKey))
                        .join();
            }
            return Node.of(
                    root,
                    suite,
                    member,
                    vault,
                    gatewayKey,
                    administratorKey,
                    database(root, configuration),
                    List.of(member, engine));
        } catch (IOException e) {
            closeQuietly(member, engine);
            throw new StartException(Kind.DAMAGED, "the data folder cannot be opened: " + e.getMessage());
        }
    }

    private static Database database(Path root, Configuration configuration) {
        int readers = Math.max(4, Runtime.getRuntime().availableProcessors());
        String address = configuration.query();
        return address.equals("sqlite")
                ? new SqliteDatabase(root.resolve("query"), readers)
                : new PostgresDatabase(address, "", "", readers);
    }

    /** Blocks that were ordered and not yet stored when the node stopped are decided first. */
    private static void catchUp(MemberNode member, EmbeddedEngine engine) {
        long wanted = engine.status().height();
        while (member.status().height() < wanted && member.status().exitCode().isEmpty()) {
            try {
                member.awaitLogSize(member.status().logSize(), java.time.Duration.ofMillis(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartException(Kind.STORAGE, "interrupted while blocks were replayed");
            }
        }
        if (member.status().exitCode().isPresent()) {
            throw new StartException(
                    Kind.DAMAGED, "the node stopped itself: " + member.status().detail());
        }
    }

    private static Genesis genesis(
            String chain,
            Suite suite,
            Signer nodeKey,
            Signer administratorKey,
            Signer gatewayKey,
            Configuration configuration) {
        String organisation = configuration.organisation();
        List<String> everywhere = List.of("");
        return new Genesis(
                chain,
                suite,
                TitleChainContract.VERSION,
                List.of(new Genesis.Member(MEMBER, nodeKey.publicKey(), organisation)),
                List.of(
                        new Genesis.Key(
                                administratorKey.publicKey(),
                                DataFolder.ADMINISTRATOR_KEY,
                                organisation,
                                List.of("administrator"),
                                everywhere),
                        new Genesis.Key(
                                gatewayKey.publicKey(),
                                DataFolder.GATEWAY_KEY,
                                organisation,
                                List.of("recorder", "viewer"),
                                List.of(configuration.district()))));
    }

    /** The chain that the folder belongs to for ever, fixed at the first start. */
    private static String chain(Path root, Configuration configuration) throws IOException {
        Path file = root.resolve("chain");
        if (!Files.exists(file)) {
            PrivateFiles.replace(file, (configuration.chainIsNamed() ? configuration.chain() : newName()) + "\n");
        }
        String chain = Files.readString(file).strip();
        if (configuration.chainIsNamed() && !configuration.chain().equals(chain)) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "the folder belongs to chain " + chain + ", the configuration names " + configuration.chain());
        }
        return chain;
    }

    /** A chain that nobody named gets a name of its own, so that two of them are never taken for each other. */
    private static String newName() {
        byte[] suffix = new byte[4];
        new SecureRandom().nextBytes(suffix);
        return Configuration.LOCAL_CHAIN + "-" + HexFormat.of().formatHex(suffix);
    }

    private static Signer key(DataFolder folder, String name, Suite suite) throws IOException {
        Path keys = folder.root().resolve("keys");
        PrivateFiles.createFolder(keys);
        Path file = keys.resolve(name + ".key");
        if (!Files.exists(file) && Files.exists(folder.root().resolve("ledger"))) {
            throw new StartException(
                    Kind.DAMAGED,
                    "the key keys/" + name + ".key is missing although the folder holds a ledger; restore it");
        }
        return KeyFile.readOrCreate(file, suite);
    }

    /** Keys that the development profile makes are marked as such for ever: see {@link StartChecks}. */
    private static void markKeys(Path root, Configuration configuration) throws IOException {
        Path keys = root.resolve("keys");
        if (!configuration.production() && !Files.exists(keys)) {
            PrivateFiles.createFolder(keys);
            PrivateFiles.replace(keys.resolve(StartChecks.DEVELOPMENT_MARK), "made by the development profile\n");
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            Optional.ofNullable(part).ifPresent(open -> {
                try {
                    open.close();
                } catch (Exception e) {
                    org.slf4j.LoggerFactory.getLogger(Nodes.class).warn("a part did not close after a failed start");
                }
            });
        }
    }
}
