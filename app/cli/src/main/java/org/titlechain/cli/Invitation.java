package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.Origin;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody needs to take part in a chain over CometBFT, and nothing secret ({@code docs/formats.md},
 * "Invitation"). The keys of members are not in it: the blocks say them, and the network file says who signs those.
 *
 * @param chain the chain
 * @param suite its algorithms
 * @param genesis the entry that founds it
 * @param epochs the engines that the chain was on, the present one last, without how anybody reaches them
 * @param network who orders in the present epoch, and where they are
 * @param addresses where the members' nodes answer, by member
 */
record Invitation(
        String chain,
        Suite suite,
        byte[] genesis,
        List<Epoch> epochs,
        Network network,
        SortedMap<String, String> addresses) {
    private static final String FORMAT = "titlechain/invitation/v1";

    /** With epochs: whoever does not know of them cannot take part. */
    private static final String LATER = "titlechain/invitation/v2";

    /** The invitation's text. */
    String text() {
        ObjectNode invitation = said();
        ArrayNode members = invitation.putArray("members");
        addresses.forEach(
                (name, address) -> members.add(Json.object().put("name", name).put("address", address)));
        return invitation.toPrettyString() + "\n";
    }

    private boolean isLater() {
        return epochs.size() > 1;
    }

    private ObjectNode said() {
        ObjectNode invitation = Json.object()
                .put("format", isLater() ? LATER : FORMAT)
                .put("chain", chain)
                .put("suite", suite.label())
                .put("genesis", Base64.getEncoder().encodeToString(genesis));
        if (isLater()) {
            ArrayNode list = invitation.putArray("epochs");
            for (Epoch epoch : epochs) {
                list.add(Json.object()
                        .put("engine", epoch.kind())
                        .put("height", epoch.origin().height())
                        .put("time", epoch.origin().time())
                        .put("root", HexFormat.of().formatHex(epoch.origin().root())));
            }
        }
        invitation.set("network", Json.read(network.text().getBytes(StandardCharsets.UTF_8)));
        return invitation;
    }

    private static List<Epoch> epochs(JsonNode list) {
        List<Epoch> epochs = new ArrayList<>();
        for (JsonNode epoch : list) {
            epochs.add(new Epoch(
                    epochs.size() + 1L,
                    epoch.path("engine").asString(""),
                    new TreeMap<>(),
                    new Origin(
                            epoch.path("height").asLong(0),
                            epoch.path("time").asLong(0),
                            HexFormat.of().parseHex(epoch.path("root").asString("")))));
        }
        return epochs;
    }

    /**
     * Reads an invitation.
     *
     * @throws StartException {@code INVITATION_WRONG} when it is none, or not whole
     */
    static Invitation read(Path file) throws IOException {
        try {
            JsonNode invitation = Json.read(Files.readAllBytes(file));
            List<Epoch> epochs = epochs(invitation.path("epochs"));
            if (!invitation.path("format").asString("").equals(epochs.size() > 1 ? LATER : FORMAT)
                    || !invitation.path("chain").asString("").matches("[a-z0-9.-]{1,64}")) {
                throw wrong(file, "something is missing in it");
            }
            SortedMap<String, String> addresses = new TreeMap<>();
            invitation
                    .path("members")
                    .forEach(member -> addresses.put(
                            member.path("name").asString(""),
                            member.path("address").asString("")));
            return new Invitation(
                    invitation.path("chain").asString(),
                    Suite.ofLabel(invitation.path("suite").asString("")),
                    Base64.getDecoder().decode(invitation.path("genesis").asString("")),
                    epochs.isEmpty() ? List.of(Epoch.first(CometBftEngine.NAME, new TreeMap<>())) : epochs,
                    Network.parse(invitation.path("network").toString()),
                    addresses);
        } catch (Problem | IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static StartException wrong(Path file, String why) {
        return new StartException(
                Kind.CONFIGURATION, "INVITATION_WRONG: " + file + " is no invitation, or was altered: " + why);
    }

    /**
     * A short text to compare by telephone: the same chain begun in the same way, the same text. In a later epoch it
     * covers who orders in it too, since a newcomer has no blocks that lead there from the beginning.
     */
    String fingerprint() {
        byte[] hash = suite.hash().hash(isLater() ? said().toPrettyString().getBytes(StandardCharsets.UTF_8) : genesis);
        return HexFormat.ofDelimiter(" ").formatHex(hash, 0, 8);
    }

    /** Addresses of the other members' nodes. */
    Set<String> peersOf(String member) {
        Set<String> others = new LinkedHashSet<>();
        addresses.forEach((name, address) -> {
            if (!name.equals(member) && !address.isEmpty()) {
                others.add(address);
            }
        });
        return others;
    }
}
