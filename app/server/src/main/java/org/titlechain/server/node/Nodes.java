package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochEngine;
import org.titlechain.epochs.EpochFile;
import org.titlechain.kernel.MemberNode;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.ledger.Entry;
import org.titlechain.query.Database;
import org.titlechain.query.PostgresDatabase;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.join.Damaged;
import org.titlechain.server.join.MemberJoin;
import org.titlechain.server.join.StateNeededException;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.vault.Vault;

/** Opens the services of a node in its data folder; at the first start, founds the chain. */
public final class Nodes {
    /** The file with the entry that founds a chain of several members, the same at each. */
    public static final String GENESIS = "genesis.entry";

    /** The member's own card, where it has one. */
    public static final String CARD = "member-card.json";

    private Nodes() {}

    /**
     * Opens the node.
     *
     * @throws StartException when something in the folder does not fit together
     */
    public static Node open(DataFolder folder, Configuration configuration) {
        try {
            try {
                return attempt(folder.root(), configuration);
            } catch (LedgerDamageException e) {
                if (!Damaged.canJoinAgain(folder.root())) {
                    throw e;
                }
                Optional<Path> aside = Damaged.setAside(folder.root());
                LoggerFactory.getLogger(Nodes.class)
                        .warn(
                                "the ledger is damaged and was set aside, the member joins again: {}, {}",
                                e.getMessage(),
                                aside);
                return attempt(folder.root(), configuration);
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static StartException damaged(IOException e) {
        return new StartException(Kind.DAMAGED, "the data folder cannot be opened: " + e.getMessage());
    }

    private static Node attempt(Path root, Configuration configuration) throws LedgerDamageException {
        @Nullable EpochEngine engine = null;
        @Nullable MemberNode member = null;
        @Nullable MemberJoin join = null;
        try {
            FolderChain founded = FolderChain.open(root, configuration);
            Suite suite = founded.suite();
            String chain = founded.name();
            MemberKeys keys = MemberKeys.open(root, configuration, suite);
            Vault vault = Vault.open(root.resolve("vault"), suite);
            EpochFile epochs = EpochFile.open(
                    root.resolve(EngineFolder.EPOCHS), Epoch.first(configuration.engine(), new TreeMap<>()));
            LedgerElectorate electorate = new LedgerElectorate();
            join = new MemberJoin(
                    root,
                    chain,
                    suite,
                    configuration.member(),
                    keys.node(),
                    configuration.join(),
                    epochs.epochs().stream().anyMatch(Engines::isAbsent));
            engine = EpochEngine.open(
                    epochs,
                    new Engines(
                            root,
                            chain,
                            suite,
                            configuration.member(),
                            electorate,
                            configuration.cometbftKeptBlocks(),
                            Optional.of(join)));
            join.await();
            member = MemberNode.open(
                    new MemberNode.Options(
                            chain,
                            suite,
                            configuration.member(),
                            keys.node(),
                            root.resolve("state"),
                            TitleChainContract.VERSION),
                    engine,
                    new TitleChainContract(suite.hash(), new RulePacks(suite.hash(), new CharterElectorate())));
            electorate.follow(member);
            engine.follow(new LedgerCourse(member));
            join.serve(member);
            catchUp(member, engine);
            if (member.status().height() == 0) {
                member.submit(genesis(root, chain, suite, keys, configuration)).join();
                if (!Files.exists(root.resolve(GENESIS))) {
                    // Members who founded a chain together vote on their packs themselves.
                    member.submit(FoundingRules.entry(chain, keys.administrator()))
                            .join();
                }
            }
            return Node.of(
                            root,
                            suite,
                            member,
                            vault,
                            keys.gateway(),
                            keys.administrator(),
                            database(root, configuration),
                            List.of(join, member, engine))
                    .over(new NodeEngine(engine, epochs, join));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeQuietly(join, member, engine);
            throw new StartException(Kind.STORAGE, "interrupted while the member joined");
        } catch (StateNeededException e) {
            closeQuietly(join, member, engine);
            throw new StartException(Kind.NOT_RUNNING, String.valueOf(e.getMessage()));
        } catch (KeyException e) {
            closeQuietly(join, member, engine);
            throw new StartException(
                    e.reason() == KeyException.Reason.KEY_DAMAGED ? Kind.DAMAGED : Kind.KEY,
                    String.valueOf(e.getMessage()));
        } catch (LedgerDamageException e) {
            closeQuietly(join, member, engine);
            throw e;
        } catch (IOException e) {
            closeQuietly(join, member, engine);
            throw damaged(e);
        }
    }

    private static Database database(Path root, Configuration configuration) {
        int readers = Math.max(4, Runtime.getRuntime().availableProcessors());
        String address = configuration.query();
        return address.equals("sqlite")
                ? new SqliteDatabase(root.resolve("query"), readers)
                : new PostgresDatabase(address, "", "", readers);
    }

    /**
     * Blocks that were ordered and not yet stored when the node stopped are decided first. Among them may be the last
     * one of an engine; what that engine ordered after it is not waited for.
     */
    private static void catchUp(MemberNode member, EpochEngine engine) {
        while (!engine.isChanging()
                && member.status().height() < engine.status().height()
                && member.status().exitCode().isEmpty()) {
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

    /** What founds the chain: the entry that its members agreed on, or the one of a chain with a single member. */
    private static Entry genesis(Path root, String chain, Suite suite, MemberKeys keys, Configuration configuration)
            throws IOException {
        Path agreed = root.resolve(GENESIS);
        if (Files.exists(agreed)) {
            return Entry.decode(Files.readAllBytes(agreed));
        }
        return Founder.genesis(chain, suite, List.of(Founder.of(configuration, keys)))
                .onEngine(configuration.engine())
                .granting(AdministratorKeys.founding(root, suite, configuration.organisation(), ""))
                .entry(keys.administrator());
    }

    private static void closeQuietly(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            Optional.ofNullable(part).ifPresent(open -> {
                try {
                    open.close();
                } catch (Exception e) {
                    LoggerFactory.getLogger(Nodes.class).warn("a part did not close after a failed start");
                }
            });
        }
    }
}
