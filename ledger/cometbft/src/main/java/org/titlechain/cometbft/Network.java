package org.titlechain.cometbft;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the members of a CometBFT network agree on before it starts; the same text at every member
 * ({@code docs/formats.md}, "Network file").
 *
 * @param id the network's name in CometBFT, 1 to 50 characters; each chain, and each new beginning of one, has its own
 * @param genesisTime the time of the first block, to the second
 * @param distance how far apart the members are
 * @param validators who orders, in the order of the file
 */
public record Network(String id, Instant genesisTime, Distance distance, List<Validator> validators) {
    private static final int LONGEST_ID = 50;

    public Network {
        validators = List.copyOf(validators);
        if (id.isEmpty() || id.length() > LONGEST_ID || validators.isEmpty()) {
            throw new IllegalArgumentException("a network has a name of 1 to 50 characters, and validators");
        }
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
        return text.append("\n  ]\n}\n").toString();
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
            return new Network(
                    file.get("id").text(),
                    Instant.parse(file.get("genesisTime").text()),
                    Distance.valueOf(file.get("distance").text().toUpperCase(Locale.ROOT)),
                    validators);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("the network file is not whole: " + e.getMessage(), e);
        }
    }
}
