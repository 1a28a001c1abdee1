package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A header with the votes for it and the validators, in the shape of CometBFT's message {@code LightBlock}. Only votes
 * for the block are kept: the others prove nothing.
 *
 * @param header the fields of the header in their order, as they are hashed: numbers and texts wrapped as field 1
 * @param round of the commit
 * @param blockHash that the votes are for
 * @param partsTotal that the votes are for
 * @param partsHash that the votes are for
 * @param votes the votes for the block
 * @param validators the validators in CometBFT's order
 */
record SignedHeader(
        List<byte[]> header,
        long round,
        byte[] blockHash,
        long partsTotal,
        byte[] partsHash,
        List<Vote> votes,
        List<Validator> validators) {
    /** How many fields a header has. */
    static final int FIELDS = 14;

    /** Seconds and nanoseconds since 1970. */
    record Timestamp(long seconds, long nanos) {
        static Timestamp parse(String text) throws IOException {
            try {
                Instant instant = Instant.parse(text);
                return new Timestamp(instant.getEpochSecond(), instant.getNano());
            } catch (DateTimeParseException e) {
                throw new IOException("not a time: " + text, e);
            }
        }

        static Timestamp decode(ProtoReader in) {
            long seconds = 0;
            long nanos = 0;
            while (in.next()) {
                if (in.field() == 1) {
                    seconds = in.number();
                } else {
                    nanos = in.number();
                }
            }
            return new Timestamp(seconds, nanos);
        }

        ProtoWriter encode() {
            return new ProtoWriter().varint(1, seconds).varint(2, nanos);
        }
    }

    /** A vote for the block. */
    record Vote(byte[] address, Timestamp time, byte[] signature) {
        static Vote decode(ProtoReader in) {
            byte[] address = new byte[0];
            Timestamp time = new Timestamp(0, 0);
            byte[] signature = new byte[0];
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> address = in.bytes();
                    case 2 -> time = Timestamp.decode(in.message());
                    case 3 -> signature = in.bytes();
                    default -> throw new ProtoReader.MalformedException("a field of a vote");
                }
            }
            return new Vote(address, time, signature);
        }

        ProtoWriter encode() {
            return new ProtoWriter().bytes(1, address).message(2, time.encode()).bytes(3, signature);
        }
    }

    /** A validator and its weight; weight 0 in a change means that it orders no more. */
    record Validator(byte[] publicKey, long power) {
        static Validator decode(ProtoReader in) {
            byte[] key = new byte[0];
            long power = 0;
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> key = in.bytes();
                    case 2 -> power = in.number();
                    default -> throw new ProtoReader.MalformedException("a field of a validator");
                }
            }
            return new Validator(key, power);
        }

        ProtoWriter encode() {
            return new ProtoWriter().bytes(1, publicKey).varint(2, power);
        }
    }

    /** From the answers of CometBFT to {@code commit} and {@code validators}. */
    static SignedHeader of(Json.Node signedHeader, Json.Node validatorList) throws IOException {
        Json.Node commit = signedHeader.get("commit");
        List<Vote> votes = new ArrayList<>();
        for (Json.Node signature : commit.get("signatures").list()) {
            if (signature.get("block_id_flag").text().equals("2")) {
                votes.add(new Vote(
                        hex(signature.get("validator_address")),
                        Timestamp.parse(signature.get("timestamp").text()),
                        base64(signature.get("signature"))));
            }
        }
        List<Validator> validators = new ArrayList<>();
        for (Json.Node validator : validatorList.list()) {
            validators.add(new Validator(
                    base64(validator.get("pub_key").get("value")),
                    validator.get("voting_power").number()));
        }
        Json.Node block = commit.get("block_id");
        return new SignedHeader(
                headerFields(signedHeader.get("header")),
                commit.get("round").number(),
                hex(block.get("hash")),
                block.get("parts").get("total").number(),
                hex(block.get("parts").get("hash")),
                votes,
                validators);
    }

    /** The fields of a header in the answer of CometBFT, as they are hashed. */
    static List<byte[]> headerFields(Json.Node header) throws IOException {
        Json.Node last = header.get("last_block_id");
        Json.Node version = header.get("version");
        List<byte[]> fields = new ArrayList<>();
        fields.add(new ProtoWriter()
                .varint(1, version.get("block").number())
                .varint(2, version.get("app").isPresent() ? version.get("app").number() : 0)
                .toBytes());
        fields.add(new ProtoWriter().text(1, header.get("chain_id").text()).toBytes());
        fields.add(new ProtoWriter().varint(1, header.get("height").number()).toBytes());
        fields.add(Timestamp.parse(header.get("time").text()).encode().toBytes());
        fields.add(new ProtoWriter()
                .bytes(1, hex(last.get("hash")))
                .message(
                        2,
                        new ProtoWriter()
                                .varint(1, last.get("parts").get("total").number())
                                .bytes(2, hex(last.get("parts").get("hash"))))
                .toBytes());
        for (String name : List.of(
                "last_commit_hash",
                "data_hash",
                "validators_hash",
                "next_validators_hash",
                "consensus_hash",
                "app_hash",
                "last_results_hash",
                "evidence_hash",
                "proposer_address")) {
            fields.add(new ProtoWriter().bytes(1, hex(header.get(name))).toBytes());
        }
        return fields;
    }

    private static byte[] hex(Json.Node node) throws IOException {
        try {
            return HexFormat.of().parseHex(node.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("not hexadecimal: " + node.text(), e);
        }
    }

    static byte[] base64(Json.Node node) throws IOException {
        try {
            return Base64.getDecoder().decode(node.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64: " + node.text(), e);
        }
    }

    /** Reads what {@link #encode} wrote; a {@link ProtoReader.MalformedException} says that it is none. */
    static SignedHeader decode(byte[] bytes) {
        Reading reading = new Reading();
        ProtoReader in = new ProtoReader(bytes);
        while (in.next()) {
            if (!reading.take(in)) {
                throw new ProtoReader.MalformedException("a field of a signed header");
            }
        }
        return reading.end();
    }

    /** Takes the fields 1 to 3 of a message; what else the message has is its reader's. */
    static final class Reading {
        private final List<byte[]> header = new ArrayList<>();
        private final List<Vote> votes = new ArrayList<>();
        private final List<Validator> validators = new ArrayList<>();
        private long round;
        private byte[] blockHash = new byte[0];
        private long partsTotal;
        private byte[] partsHash = new byte[0];

        /** Whether the field is one of a signed header. */
        boolean take(ProtoReader in) {
            switch (in.field()) {
                case 1 -> header.add(in.bytes());
                case 2 -> commit(in.message());
                case 3 -> validators.add(Validator.decode(in.message()));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void commit(ProtoReader commit) {
            while (commit.next()) {
                switch (commit.field()) {
                    case 1 -> round = commit.number();
                    case 2 -> blockHash = commit.bytes();
                    case 3 -> partsTotal = commit.number();
                    case 4 -> partsHash = commit.bytes();
                    case 5 -> votes.add(Vote.decode(commit.message()));
                    default -> throw new ProtoReader.MalformedException("a field of the commit");
                }
            }
        }

        SignedHeader end() {
            if (header.size() != FIELDS) {
                throw new ProtoReader.MalformedException("a header of another number of fields");
            }
            return new SignedHeader(header, round, blockHash, partsTotal, partsHash, votes, validators);
        }
    }

    ProtoWriter encode() {
        ProtoWriter out = new ProtoWriter();
        header.forEach(field -> out.message(1, field));
        ProtoWriter commit = new ProtoWriter()
                .varint(1, round)
                .bytes(2, blockHash)
                .varint(3, partsTotal)
                .bytes(4, partsHash);
        votes.forEach(vote -> commit.message(5, vote.encode()));
        out.message(2, commit);
        validators.forEach(validator -> out.message(3, validator.encode()));
        return out;
    }

    long height() {
        ProtoReader in = new ProtoReader(header.get(2));
        return in.next() ? in.number() : 0;
    }

    String chainId() {
        return new String(wrapped(header.get(1)), StandardCharsets.UTF_8);
    }

    /** The hash of the header before. */
    byte[] previousHash() {
        return wrapped(header.get(4));
    }

    /** The hash of the validators that sign this header. */
    byte[] validatorsHash() {
        return wrapped(header.get(7));
    }

    /** The hash of the validators that sign the next header. */
    byte[] nextValidatorsHash() {
        return wrapped(header.get(8));
    }

    /** The application hash: the member's root after the block before. */
    byte[] root() {
        return wrapped(header.get(10));
    }

    /** What a field wraps. */
    static byte[] wrapped(byte[] field) {
        return Abci.firstBytes(new ProtoReader(field));
    }
}
