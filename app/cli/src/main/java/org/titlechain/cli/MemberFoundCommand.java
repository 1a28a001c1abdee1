package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.crypto.Suite;
import org.titlechain.epochs.Epoch;
import org.titlechain.kernel.Genesis;
import org.titlechain.server.Configuration;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.Founder;
import org.titlechain.server.node.MemberKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "found",
        description =
                "found a chain from the cards of its first members: the invitation and the secret for all of them",
        mixinStandardHelpOptions = true)
final class MemberFoundCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CARD", arity = "1..*", description = "the cards of all first members")
    private List<Path> files = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "prepared folder of one of them, whose administrator signs the beginning")
    private Path data = Path.of("");

    @Option(names = "--chain", paramLabel = "NAME", required = true, description = "the chain's identifier")
    private String chain = "";

    @Option(
            names = "--distance",
            paramLabel = "D",
            description = "how far apart the machines are: loopback, campus or wide (default: ${DEFAULT-VALUE})")
    private String distance = "campus";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the invitation goes")
    private Path out = Path.of("");

    @Option(names = "--secret", paramLabel = "FILE", required = true, description = "where the members' secret goes")
    private Path secret = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<MemberCard> cards = new ArrayList<>();
        for (Path file : files) {
            cards.add(MemberCard.read(file));
        }
        Suite suite = cards.getFirst().suite();
        requireTogether(cards, suite);
        byte[] genesis = genesis(cards, suite);
        Network network = new Network(
                chain.length() <= 50 ? chain : chain.substring(0, 50),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Distance.valueOf(distance.toUpperCase(Locale.ROOT)),
                cards.stream().map(MemberCard::validator).toList());
        SortedMap<String, String> addresses = new TreeMap<>();
        cards.forEach(card -> addresses.put(card.name(), card.address()));
        Invitation invitation = new Invitation(
                chain, suite, genesis, List.of(Epoch.first(CometBftEngine.NAME, new TreeMap<>())), network, addresses);
        ConsortiumSecret.write(secret, ConsortiumSecret.create());
        Files.writeString(out, invitation.text());
        System.out.println(out);
        System.out.println("核对 · to compare by telephone: " + invitation.fingerprint());
        System.out.println("秘密文件，当面交给各成员 · the members' secret, handed over in person: " + secret);
        return 0;
    }

    private static void requireTogether(List<MemberCard> cards, Suite suite) {
        if (cards.stream().anyMatch(card -> card.suite() != suite)
                || MemberCard.byName(cards).size() != cards.size()) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_CARDS_DIFFER: the cards are of one suite, and every name is there once");
        }
    }

    private byte[] genesis(List<MemberCard> cards, Suite suite) throws IOException {
        Configuration configuration = Configuration.read(data, Map.of());
        MemberKeys keys = MemberKeys.open(data.toAbsolutePath().normalize(), configuration, suite);
        MemberCard own = MemberCard.byName(cards).get(configuration.member());
        if (own == null
                || !java.util.Arrays.equals(
                        own.key("administrator"), keys.administrator().publicKey())) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_CARD_MISSING: the card of the member in " + data + " is not among them");
        }
        List<Genesis.Key> grants = new ArrayList<>();
        cards.forEach(card -> grants.addAll(card.offices()));
        return Founder.genesis(
                        chain, suite, cards.stream().map(MemberCard::founder).toList())
                .onEngine(CometBftEngine.NAME)
                .granting(grants)
                .entry(keys.administrator())
                .bytes();
    }
}
