package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.Network.Peer;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochFile;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.members.PeersFile;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Engines;
import org.titlechain.server.node.Nodes;
import org.titlechain.vault.FileMasterKey;
import org.titlechain.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "join",
        description = "make a prepared folder one of the chain that an invitation names; then start it with up",
        mixinStandardHelpOptions = true)
final class MemberJoinCommand implements Callable<Integer> {
    private static final String HOME = "cometbft";

    @Parameters(paramLabel = "INVITATION", description = "the invitation")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "prepared folder")
    private Path data = Path.of("");

    @Option(names = "--secret", paramLabel = "FILE", required = true, description = "the members' secret")
    private Path secret = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path root = data.toAbsolutePath().normalize();
        Path own = root.resolve(Nodes.CARD);
        if (!Files.exists(own) || Files.exists(root.resolve(Nodes.GENESIS)) || Files.exists(root.resolve("state"))) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_FOLDER_NOT_PREPARED: " + data
                            + " is not a folder of: member prepare, or has a chain already");
        }
        Invitation invitation = Invitation.read(file);
        byte[] consortium = ConsortiumSecret.read(secret);
        MemberCard card = MemberCard.read(own);
        if (card.suite() != invitation.suite()) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_SUITE_DIFFERS: the chain is of the suite "
                            + invitation.suite().label() + ", this member's keys are of "
                            + card.suite().label() + "; prepare another folder with --suite");
        }
        SortedMap<String, String> lines = new TreeMap<>();
        lines.put("chain.id", invitation.chain());
        lines.put("chain.suite", invitation.suite().label());
        ConfigurationLines.add(root.resolve(Configuration.FILE), lines);
        Configuration.read(root, Map.of());
        if (!Files.exists(root.resolve("vault").resolve("keys"))) {
            PrivateFiles.createFolder(root.resolve("vault"));
            Vault.importConsortiumKey(
                    root.resolve("vault"),
                    card.suite(),
                    FileMasterKey.create(root.resolve("vault").resolve("master.key"), card.suite(), new SecureRandom()),
                    consortium);
        }
        PeersFile.in(root).write(invitation.peersOf(card.name()));
        int epoch = invitation.epochs().size();
        if (epoch > 1) {
            comeLater(root, invitation.epochs());
        }
        PrivateFiles.replace(
                EngineFolder.network(root, epoch),
                invitation.network().with(Peer.of(card.validator())).text());
        // Last: a folder with it has joined.
        PrivateFiles.replace(root.resolve(Nodes.GENESIS), invitation.genesis());
        System.out.println("已就绪 · ready; the chain's beginning, to compare by telephone: " + invitation.fingerprint());
        System.out.println("./titlechain up --data " + data);
        return 0;
    }

    /** The keys of the card are for the present epoch; of those before there are no blocks here. */
    private static void comeLater(Path root, List<Epoch> epochs) throws IOException {
        Path prepared = EngineFolder.of(root, 1).resolve(HOME);
        Path own = EngineFolder.of(root, epochs.size()).resolve(HOME);
        if (Files.exists(prepared)) {
            Files.createDirectories(own.getParent());
            Files.move(prepared, own);
        }
        List<Epoch> known = new ArrayList<>();
        for (Epoch epoch : epochs) {
            SortedMap<String, String> settings = new TreeMap<>();
            if (epoch.number() < epochs.size()) {
                settings.put(Engines.ABSENT, "yes");
            }
            known.add(new Epoch(epoch.number(), epoch.kind(), settings, epoch.origin()));
        }
        EpochFile.create(root.resolve(EngineFolder.EPOCHS), known);
    }
}
