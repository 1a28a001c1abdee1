package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Peer;
import org.titlechain.kernel.Genesis;
import org.titlechain.server.DataFolder;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.members.PeersFile;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.FolderChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * Every member gives the same command. First the newcomer becomes a member and its keys get their rights; once its node
 * has all blocks, which it follows without a vote, the same command gives it the vote: a vote of a node that is not
 * there would only be missing.
 */
@Command(
        name = "admit",
        description =
                "propose, or vote for, everything that makes the owner of a card a member that orders; each member"
                        + " says it, and again when the newcomer has all blocks; exit 0 when it orders, 1 when something waits",
        mixinStandardHelpOptions = true)
final class MemberAdmitCommand implements Callable<Integer> {
    /** Blocks that a node may be behind and still be taken for one that follows. */
    private static final long NEAR = 20;

    @Parameters(paramLabel = "CARD", description = "the newcomer's card, compared by telephone")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--weight", paramLabel = "N", description = "of its vote; all members say the same (default: 1)")
    private long weight = 1;

    @Override
    public Integer call() throws IOException {
        MemberCard card = MemberCard.read(file);
        Path root = data.existing().toAbsolutePath().normalize();
        if (FolderChain.read(root).suite() != card.suite()) {
            throw new StartException(
                    Kind.CONFIGURATION, "MEMBER_SUITE_DIFFERS: the card's keys are of another suite than the chain");
        }
        System.out.println(card.name() + "  " + card.organisation() + "  核对 · compare: " + card.fingerprint());
        introduce(root, card);
        try (Agreement agreement = Agreement.as(root)) {
            boolean whole = true;
            for (Agreement.Step step : rights(agreement, card)) {
                System.out.println(step.line());
                whole &= step.done();
            }
            if (!whole) {
                return Failure.FOUND;
            }
            return order(agreement, card);
        }
    }

    private List<Agreement.Step> rights(Agreement agreement, MemberCard card) throws IOException {
        List<Agreement.Step> steps = new ArrayList<>();
        boolean known = isMember(agreement, card);
        List<Genesis.Key> grants = new ArrayList<>(card.offices());
        grants.add(card.gateway());
        if (!agreement.members().path("charter").path("separated").asBoolean()) {
            grants.add(card.administrator());
        }
        Set<String> granted = agreement.keys();
        for (Genesis.Key grant : grants) {
            String keyId = HexFormat.of().formatHex(card.suite().keyId(grant.key()));
            steps.add(
                    granted.contains(keyId)
                            ? new Agreement.Step("key.grant", grant.name(), true, 0, 0, 0)
                            : agreement.fresh("key.grant", MemberCard.grantBody(grant)));
        }
        // Last: from then on the newcomer's own vote may be needed, which its keys must be able to give.
        steps.add(
                known
                        ? new Agreement.Step("member.join", card.name(), true, 0, 0, 0)
                        : agreement.fresh("member.join", card.joinBody(weight)));
        return steps;
    }

    private static boolean isMember(Agreement agreement, MemberCard card) throws IOException {
        Optional<JsonNode> known = agreement.member(card.name());
        if (known.isEmpty() || known.get().path("state").asString().equals("removed")) {
            return false;
        }
        String keyId = HexFormat.of().formatHex(card.suite().keyId(card.key(DataFolder.NODE_KEY)));
        if (!known.get().path("key").asString().equals(keyId)) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_KNOWN_ALREADY: " + card.name() + " is a member with another key than the card's");
        }
        return true;
    }

    private static int order(Agreement agreement, MemberCard card) throws IOException {
        JsonNode member = agreement.member(card.name()).orElseThrow();
        boolean near = member.path("reachable").asBoolean(false)
                && member.path("lag").isNumber()
                && member.path("lag").asLong() <= NEAR;
        if (!near) {
            System.out.println("尚未见到该节点追上 · the node at " + card.address()
                    + " does not answer yet, or is behind; give it the invitation, and say this again when it follows");
            return Failure.FOUND;
        }
        Agreement.Step step = agreement.holding("node.set", card.nodeBody());
        System.out.println(step.line());
        return step.done() ? 0 : Failure.FOUND;
    }

    /** This member looks after the newcomer's node from now on, and its CometBFT knows it after the next start. */
    private static void introduce(Path root, MemberCard card) throws IOException {
        PeersFile.in(root).add(card.address());
        Path file = EngineFolder.network(root, EngineFolder.epochs(root).size());
        if (Files.exists(file)) {
            Network network = Network.parse(Files.readString(file));
            PrivateFiles.replace(file, network.with(Peer.of(card.validator())).text());
        }
    }
}
