package org.titlechain.cometbft;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A header with the votes for it and the validators, in the shape of CometBFT's message of the same name. Only votes
 * for the block are kept: the others prove nothing.
 *
 * @param header the fields of the header in their order, as they are hashed: numbers and texts wrapped as field 1
 * @param height from the header
 * @param time from the header
 * @param chainId from the header
 * @param validatorsHash from the header
 * @param nextValidatorsHash from the header
 * @param root the application hash of the header: the member's root after the block before
 * @param round of the commit
 * @param blockHash that the votes are for
 * @param partsTotal that the votes are for
 * @param partsHash that the votes are for
 * @param votes the votes for the block
 * @param validators the validators in CometBFT's order
 * @param previous the fields of the header before, which the votes cover by its hash: the block that is proved
 * @param transactions the transactions of that block
 */
record LightBlock(
        List<byte[]> header,
        long height,
        Timestamp time,
        String chainId,
        byte[] validatorsHash,
        byte[] nextValidatorsHash,
        byte[] root,
        long round,
        byte[] blockHash,
        long partsTotal,
        byte[] partsHash,
        List<Vote> votes,
        List<Validator> validators,
        List<byte[]> previous,
        List<byte[]> transactions) {
    private static final int FIELDS = 14;

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
    record Vote(byte[] address, Timestamp time, byte[] signature) {}

    /** A validator and its weight. */
    record Validator(byte[] publicKey, long power) {}

    /**
     * From the answers of CometBFT to {@code commit} and {@code validators}, and to {@code block} for the one before.
     */
    static LightBlock of(Json.Node signedHeader, Json.Node validatorList, Json.Node block) throws IOException {
        Json.Node header = signedHeader.get("header");
        Json.Node commit = signedHeader.get("commit");
        ProtoWriter out = new ProtoWriter();
        for (byte[] field : headerFields(header)) {
            out.message(1, field);
        }
        ProtoWriter votes = new ProtoWriter()
                .varint(1, commit.get("round").number())
                .bytes(2, hex(commit.get("block_id").get("hash")))
                .varint(3, commit.get("block_id").get("parts").get("total").number())
                .bytes(4, hex(commit.get("block_id").get("parts").get("hash")));
        for (Json.Node signature : commit.get("signatures").list()) {
            if (signature.get("block_id_flag").text().equals("2")) {
                votes.message(
                        5,
                        new ProtoWriter()
                                .bytes(1, hex(signature.get("validator_address")))
                                .message(
                                        2,
                                        Timestamp.parse(signature
                                                        .get("timestamp")
                                                        .text())
                                                .encode())
                                .bytes(3, base64(signature.get("signature"))));
            }
        }
        out.message(2, votes);
        for (Json.Node validator : validatorList.list()) {
            out.message(
                    3,
                    new ProtoWriter()
                            .bytes(1, base64(validator.get("pub_key").get("value")))
                            .varint(2, validator.get("voting_power").number()));
        }
        for (byte[] field : headerFields(block.get("header"))) {
            out.message(4, field);
        }
        for (Json.Node transaction : block.get("data").get("txs").list()) {
            out.message(5, base64(transaction));
        }
        return decode(out.toBytes());
    }

    private static List<byte[]> headerFields(Json.Node header) throws IOException {
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

    private static byte[] base64(Json.Node node) throws IOException {
        try {
            return Base64.getDecoder().decode(node.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64: " + node.text(), e);
        }
    }

    /** Reads evidence; a {@link ProtoReader.MalformedException} says that it is none. */
    static LightBlock decode(byte[] evidence) {
        List<byte[]> header = new ArrayList<>();
        List<Vote> votes = new ArrayList<>();
        List<Validator> validators = new ArrayList<>();
        List<byte[]> previous = new ArrayList<>();
        List<byte[]> transactions = new ArrayList<>();
        long round = 0;
        byte[] blockHash = new byte[0];
        long partsTotal = 0;
        byte[] partsHash = new byte[0];
        ProtoReader in = new ProtoReader(evidence);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> header.add(in.bytes());
                case 2 -> {
                    ProtoReader commit = in.message();
                    while (commit.next()) {
                        switch (commit.field()) {
                            case 1 -> round = commit.number();
                            case 2 -> blockHash = commit.bytes();
                            case 3 -> partsTotal = commit.number();
                            case 4 -> partsHash = commit.bytes();
                            case 5 -> votes.add(vote(commit.message()));
                            default -> throw new ProtoReader.MalformedException("a field of the commit");
                        }
                    }
                }
                case 3 -> validators.add(validator(in.message()));
                case 4 -> previous.add(in.bytes());
                case 5 -> transactions.add(in.bytes());
                default -> throw new ProtoReader.MalformedException("a field of the evidence");
            }
        }
        if (header.size() != FIELDS || previous.size() != FIELDS) {
            throw new ProtoReader.MalformedException("a header of another number of fields");
        }
        return new LightBlock(
                header,
                wrappedNumber(header.get(2)),
                Timestamp.decode(new ProtoReader(header.get(3))),
                new String(wrapped(header.get(1)), java.nio.charset.StandardCharsets.UTF_8),
                wrapped(header.get(7)),
                wrapped(header.get(8)),
                wrapped(header.get(10)),
                round,
                blockHash,
                partsTotal,
                partsHash,
                votes,
                validators,
                previous,
                transactions);
    }

    private static Vote vote(ProtoReader in) {
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

    private static Validator validator(ProtoReader in) {
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

    /** The hash of the header before, as this header names it. */
    byte[] previousHash() {
        return wrapped(header.get(4));
    }

    /** The hash of its transactions, as the header before names it. */
    byte[] dataHash() {
        return wrapped(previous.get(6));
    }

    /** The time of the header before. */
    Timestamp previousTime() {
        return Timestamp.decode(new ProtoReader(previous.get(3)));
    }

    private static long wrappedNumber(byte[] field) {
        ProtoReader in = new ProtoReader(field);
        return in.next() ? in.number() : 0;
    }

    private static byte[] wrapped(byte[] field) {
        return Abci.firstBytes(new ProtoReader(field));
    }

    byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        header.forEach(field -> out.message(1, field));
        ProtoWriter commit = new ProtoWriter()
                .varint(1, round)
                .bytes(2, blockHash)
                .varint(3, partsTotal)
                .bytes(4, partsHash);
        for (Vote vote : votes) {
            commit.message(
                    5,
                    new ProtoWriter()
                            .bytes(1, vote.address())
                            .message(2, vote.time().encode())
                            .bytes(3, vote.signature()));
        }
        out.message(2, commit);
        for (Validator validator : validators) {
            out.message(3, new ProtoWriter().bytes(1, validator.publicKey()).varint(2, validator.power()));
        }
        previous.forEach(field -> out.message(4, field));
        transactions.forEach(transaction -> out.message(5, transaction));
        return out.toBytes();
    }
}
