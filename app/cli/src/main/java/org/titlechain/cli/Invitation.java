package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.cometbft.Network;
import org.titlechain.crypto.Suite;
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
 * @param network who orders, and where they are
 * @param addresses where the members' nodes answer, by member
 */
record Invitation(String chain, Suite suite, byte[] genesis, Network network, SortedMap<String, String> addresses) {
    private static final String FORMAT = "titlechain/invitation/v1";

    /** The invitation's text. */
    String text() {
        ObjectNode invitation = Json.object()
                .put("format", FORMAT)
                .put("chain", chain)
                .put("suite", suite.label())
                .put("genesis", Base64.getEncoder().encodeToString(genesis));
        invitation.set("network", Json.read(network.text().getBytes(StandardCharsets.UTF_8)));
        ArrayNode members = invitation.putArray("members");
        addresses.forEach(
                (name, address) -> members.add(Json.object().put("name", name).put("address", address)));
        return invitation.toPrettyString() + "\n";
    }

    /**
     * Reads an invitation.
     *
     * @throws StartException {@code INVITATION_WRONG} when it is none, or not whole
     */
    static Invitation read(Path file) throws IOException {
        try {
            JsonNode invitation = Json.read(Files.readAllBytes(file));
            if (!invitation.path("format").asString("").equals(FORMAT)
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

    /** A short text to compare by telephone: the same chain begun in the same way, the same text. */
    String fingerprint() {
        byte[] hash = suite.hash().hash(genesis);
        return HexFormat.ofDelimiter(" ").formatHex(hash, 0, 8);
    }

    /** Addresses of the other members' nodes, one a line. */
    String peersOf(String member) {
        List<String> lines = new ArrayList<>();
        addresses.forEach((name, address) -> {
            if (!name.equals(member) && !address.isEmpty()) {
                lines.add(address + "\n");
            }
        });
        return String.join("", lines);
    }
}
