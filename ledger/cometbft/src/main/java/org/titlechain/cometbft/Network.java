package org.titlechain.cometbft;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the members of a CometBFT network agree on before it starts; the same text at every member
 * ({@code docs/formats.md}, "Network file").
 *
 * @param id the network's name in CometBFT, 1 to 50 characters; each chain, and each new beginning of one, has its own
 * @param genesisTime the time of the first block, to the second
 * @param distance how far apart the members are
 * @param validators who orders at first, in the order of the file
 * @param peers members that came later, and new places of those that were there; each name once
 */
public record Network(String id, Instant genesisTime, Distance distance, List<Validator> validators, List<Peer> peers) {
    private static final int LONGEST_ID = 50;

    public Network {
        validators = List.copyOf(validators);
        peers = List.copyOf(peers);
        if (id.isEmpty() || id.length() > LONGEST_ID || validators.isEmpty()) {
            throw new IllegalArgumentException("a network has a name of 1 to 50 characters, and validators");
        }
    }

    /** A network as it begins. */
    public Network(String id, Instant genesisTime, Distance distance, List<Validator> validators) {
        this(id, genesisTime, distance, validators, List.of());
    }

    /** How far apart members are; it decides the timeouts. */
    public enum Distance {
        /** All on one machine. */
        LOOPBACK,
        /** One building, one city network: answers within a few milliseconds. */
        CAMPUS,
        /** A province or more. */
        WIDE
    }

    /**
     * A member that orders.
     *
     * @param name the member's name
     * @param publicKey its raw Ed25519 key for votes
     * @param nodeId the identity of its peer connection, in hexadecimal digits
     * @param address host:port of its peer connection
     * @param power the weight of its vote, from 1
     */
    public record Validator(String name, byte[] publicKey, String nodeId, String address, long power) {
        public Validator {
            if (publicKey.length != 32 || nodeId.length() != 40 || power < 1 || address.lastIndexOf(':') < 1) {
                throw new IllegalArgumentException("the validator " + name + " is not whole");
            }
        }

        /** The same validator at another address. */
        public Validator at(String newAddress) {
            return new Validator(name, publicKey, nodeId, newAddress, power);
        }
    }

    /**
     * Where a member's CometBFT is reached.
     *
     * @param name the member's name
     * @param nodeId the identity of its peer connection, in hexadecimal digits
     * @param address host:port of its peer connection
     */
    public record Peer(String name, String nodeId, String address) {
        public Peer {
            if (nodeId.length() != 40 || address.lastIndexOf(':') < 1) {
                throw new IllegalArgumentException("the peer " + name + " is not whole");
            }
        }

        /** The validator's place. */
        public static Peer of(Validator validator) {
            return new Peer(validator.name(), validator.nodeId(), validator.address());
        }
    }

    /** The same network with a member at this place. */
    public Network with(Peer peer) {
        List<Peer> changed = new ArrayList<>(peers);
        changed.removeIf(known -> known.name().equals(peer.name()));
        if (validators.stream().map(Peer::of).noneMatch(peer::equals)) {
            changed.add(peer);
        }
        return new Network(id, genesisTime, distance, validators, changed);
    }

    /** Where every member is, by name. */
    public SortedMap<String, Peer> places() {
        SortedMap<String, Peer> places = new TreeMap<>();
        validators.forEach(validator -> places.put(validator.name(), Peer.of(validator)));
        peers.forEach(peer -> places.put(peer.name(), peer));
        return places;
    }

    /** The validators that CometBFT begins with. */
    List<SignedHeader.Validator> genesis() {
        return validators.stream()
                .map(validator -> new SignedHeader.Validator(validator.publicKey(), validator.power()))
                .toList();
    }

    /** The key of a member that the network began with. */
    Optional<byte[]> keyOf(String member) {
        return validators.stream()
                .filter(validator -> validator.name().equals(member))
                .map(Validator::publicKey)
                .findFirst();
    }

    /** The file's text. */
    public String text() {
        StringBuilder text = new StringBuilder("{\n  \"id\": " + Json.quote(id) + ",\n  \"genesisTime\": "
                + Json.quote(genesisTime.toString()) + ",\n  \"distance\": "
                + Json.quote(distance.name().toLowerCase(Locale.ROOT)) + ",\n  \"validators\": [");
        String separator = "\n    ";
        for (Validator validator : validators) {
            text.append(separator)
                    .append("{\"name\": ")
                    .append(Json.quote(validator.name()))
                    .append(", \"key\": \"")
                    .append(Base64.getEncoder().encodeToString(validator.publicKey()))
                    .append("\", \"node\": ")
                    .append(Json.quote(validator.nodeId()))
                    .append(", \"address\": ")
                    .append(Json.quote(validator.address()))
                    .append(", \"power\": ")
                    .append(validator.power())
                    .append('}');
            separator = ",\n    ";
        }
        text.append("\n  ]");
        if (!peers.isEmpty()) {
            text.append(peers.stream()
                    .map(peer -> "{\"name\": " + Json.quote(peer.name()) + ", \"node\": " + Json.quote(peer.nodeId())
                            + ", \"address\": " + Json.quote(peer.address()) + "}")
                    .collect(Collectors.joining(",\n    ", ",\n  \"peers\": [\n    ", "\n  ]")));
        }
        return text.append("\n}\n").toString();
    }

    /** Reads a file's text; an {@link IOException} says what is wrong with it. */
    public static Network parse(String text) throws IOException {
        Json.Node file = Json.parse(text);
        List<Validator> validators = new ArrayList<>();
        try {
            for (Json.Node validator : file.get("validators").list()) {
                validators.add(new Validator(
                        validator.get("name").text(),
                        Base64.getDecoder().decode(validator.get("key").text()),
                        validator.get("node").text(),
                        validator.get("address").text(),
                        validator.get("power").number()));
            }
            List<Peer> peers = new ArrayList<>();
            for (Json.Node peer : file.get("peers").list()) {
                peers.add(new Peer(
                        peer.get("name").text(),
                        peer.get("node").text(),
                        peer.get("address").text()));
            }
            return new Network(
                    file.get("id").text(),
                    Instant.parse(file.get("genesisTime").text()),
                    Distance.valueOf(file.get("distance").text().toUpperCase(Locale.ROOT)),
                    validators,
                    peers);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("the network file is not whole: " + e.getMessage(), e);
        }
    }
}
