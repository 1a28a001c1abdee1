package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.cometbft.Network;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.KeyFile;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.FolderChain;
import org.titlechain.server.node.Founder;
import org.titlechain.server.node.MemberKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a member shows the others before it is one: names, addresses and public keys, nothing secret
 * ({@code docs/formats.md}, "Member card").
 *
 * @param name its name
 * @param organisation whose node it is
 * @param district prefix of the districts that it records for; empty for all
 * @param suite of its keys
 * @param address where its node answers, as a base address
 * @param keys public keys by use: {@code node}, {@code administrator}, {@code gateway} and the three offices
 * @param validator its key and address on CometBFT
 */
record MemberCard(
        String name,
        String organisation,
        String district,
        Suite suite,
        String address,
        SortedMap<String, byte[]> keys,
        Network.Validator validator) {
    /** The offices whose keys a card bears. */
    static final List<Role> OFFICES = List.of(Role.SYSTEM, Role.SECURITY, Role.AUDIT);

    private static final String FORMAT = "titlechain/member-card/v1";
    private static final List<String> USES = List.of(
            DataFolder.NODE_KEY, DataFolder.ADMINISTRATOR_KEY, DataFolder.GATEWAY_KEY, "system", "security", "audit");
    private static final String NAME = "[a-z0-9.-]{1,64}";
    private static final HexFormat HEX = HexFormat.of();

    /** The card of the member whose keys are in the folder; keys that are missing are made. */
    static MemberCard of(Path root, String listen, String address) throws IOException {
        Configuration configuration = Configuration.read(root, Map.of());
        Suite suite = FolderChain.exists(root)
                ? FolderChain.read(root).suite()
                : Suite.ofLabel(configuration.suite().orElse(Suite.GM.label()));
        MemberKeys own = MemberKeys.open(root, configuration, suite);
        SortedMap<String, byte[]> keys = new TreeMap<>();
        keys.put(DataFolder.NODE_KEY, own.node().publicKey());
        keys.put(DataFolder.ADMINISTRATOR_KEY, own.administrator().publicKey());
        keys.put(DataFolder.GATEWAY_KEY, own.gateway().publicKey());
        for (Role office : OFFICES) {
            Path file = root.resolve("keys").resolve(office.label() + ".key");
            keys.put(office.label(), KeyFile.readOrCreate(file, suite).publicKey());
        }
        return new MemberCard(
                configuration.member(),
                configuration.organisation(),
                configuration.district(),
                suite,
                address,
                keys,
                EngineFolder.cometbftHome(root, EngineFolder.epochs(root).size())
                        .validator(configuration.member(), listen));
    }

    /**
     * Requires addresses that others can use.
     *
     * @throws StartException {@code MEMBER_ADDRESS_WRONG} when one has another form
     */
    static void requireReachable(String listen, String address) {
        if (!address.matches("https?://[A-Za-z0-9.:\\[\\]-]{1,200}") || !listen.matches("\\S+:[0-9]{1,5}")) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "MEMBER_ADDRESS_WRONG: wanted --listen HOST:PORT and --address https://HOST:PORT");
        }
    }

    /** The card's text. */
    String text() {
        ObjectNode card = Json.object()
                .put("format", FORMAT)
                .put("name", name)
                .put("organisation", organisation)
                .put("district", district)
                .put("suite", suite.label())
                .put("address", address);
        ObjectNode hex = card.putObject("keys");
        keys.forEach((use, key) -> hex.put(use, HEX.formatHex(key)));
        card.putObject("cometbft")
                .put("key", HEX.formatHex(validator.publicKey()))
                .put("node", validator.nodeId())
                .put("address", validator.address());
        return card.toPrettyString() + "\n";
    }

    /**
     * Reads a card.
     *
     * @throws StartException {@code MEMBER_CARD_WRONG} when it is none, or not whole
     */
    static MemberCard read(Path file) throws IOException {
        try {
            JsonNode card = Json.read(Files.readAllBytes(file));
            SortedMap<String, byte[]> keys = new TreeMap<>();
            for (String use : USES) {
                keys.put(use, HEX.parseHex(card.path("keys").path(use).asString("")));
            }
            JsonNode engine = card.path("cometbft");
            String name = card.path("name").asString("");
            String district = card.path("district").asString("");
            if (!card.path("format").asString("").equals(FORMAT)
                    || !name.matches(NAME)
                    || card.path("organisation").asString("").isBlank()
                    || !district.matches("([0-9]{2,6})?")
                    || keys.values().stream().anyMatch(key -> key.length == 0)) {
                throw wrong(file, "something is missing in it");
            }
            return new MemberCard(
                    name,
                    card.path("organisation").asString(),
                    district,
                    Suite.ofLabel(card.path("suite").asString("")),
                    card.path("address").asString(""),
                    keys,
                    new Network.Validator(
                            name,
                            HEX.parseHex(engine.path("key").asString("")),
                            engine.path("node").asString(""),
                            engine.path("address").asString(""),
                            1));
        } catch (Problem | IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static StartException wrong(Path file, String why) {
        return new StartException(
                Kind.CONFIGURATION, "MEMBER_CARD_WRONG: " + file + " is no card of a member, or was altered: " + why);
    }

    byte[] key(String use) {
        return java.util.Objects.requireNonNull(keys.get(use));
    }

    /** The member as one that a chain begins with. */
    Founder founder() {
        return new Founder(
                name,
                organisation,
                district,
                key(DataFolder.NODE_KEY),
                key(DataFolder.ADMINISTRATOR_KEY),
                key(DataFolder.GATEWAY_KEY));
    }

    /** What its keys may do beside signing checkpoints: the three administrators. */
    List<Genesis.Key> offices() {
        List<Genesis.Key> grants = new ArrayList<>();
        for (Role office : OFFICES) {
            grants.add(grant(office.label(), List.of(office.label()), List.of("")));
        }
        return grants;
    }

    /** The founding administrator's right, on a chain that has not separated the three. */
    Genesis.Key administrator() {
        return grant(DataFolder.ADMINISTRATOR_KEY, List.of(Role.ADMINISTRATOR.label()), List.of(""));
    }

    /** The right to record messages of its districts. */
    Genesis.Key gateway() {
        return grant(DataFolder.GATEWAY_KEY, List.of("recorder", "viewer"), List.of(district));
    }

    private Genesis.Key grant(String use, List<String> roles, List<String> districts) {
        return new Genesis.Key(key(use), name + "-" + use, organisation, roles, districts);
    }

    /** A short text to compare by telephone: the same card, the same text. */
    String fingerprint() {
        byte[] hash = suite.hash().hash(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.ofDelimiter(" ").formatHex(hash, 0, 8);
    }

    /** The node with its place on CometBFT, as the body of a proposal {@code node.set} by REST. */
    ObjectNode nodeBody() {
        ObjectNode body = Json.object()
                .put("name", name)
                .put("member", name)
                .put("address", address)
                .put("live", true);
        body.set("engineKeys", Json.object().put("cometbft", HEX.formatHex(validator.publicKey())));
        return body;
    }

    /** The body of a proposal {@code member.join} by REST. */
    ObjectNode joinBody(long weight) {
        return Json.object()
                .put("name", name)
                .put("key", HEX.formatHex(key(DataFolder.NODE_KEY)))
                .put("organisation", organisation)
                .put("weight", weight);
    }

    /** The body of a proposal {@code key.grant} by REST. */
    static ObjectNode grantBody(Genesis.Key grant) {
        ObjectNode body = Json.object()
                .put("key", HEX.formatHex(grant.key()))
                .put("name", grant.name())
                .put("organisation", grant.organisation());
        body.set("roles", Json.texts(grant.roles()));
        body.set("districts", Json.texts(grant.districts()));
        return body;
    }

    /** The members' names with their cards. */
    static Map<String, MemberCard> byName(List<MemberCard> cards) {
        Map<String, MemberCard> named = new TreeMap<>();
        cards.forEach(card -> named.put(card.name(), card));
        return named;
    }
}
