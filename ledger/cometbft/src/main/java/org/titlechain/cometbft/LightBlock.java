package org.titlechain.cometbft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.cometbft.SignedHeader.Timestamp;

/**
 * Evidence for a block: the header after it, signed, which names its root; its own header and transactions, which the
 * signatures cover by their hashes; and the links from the validators of the network file to those who signed.
 *
 * @param signed the header after the block that is proved
 * @param previous the fields of that block's header
 * @param transactions its transactions
 * @param links for every change of validators up to the signed header, in order: the header, signed by those of before,
 *     that names the next ones
 */
record LightBlock(SignedHeader signed, List<byte[]> previous, List<byte[]> transactions, List<SignedHeader> links) {
    /** From the signed header, the answer of CometBFT to {@code block} for the one before, and the links. */
    static LightBlock of(SignedHeader signed, Json.Node block, List<SignedHeader> links) throws IOException {
        List<byte[]> transactions = new ArrayList<>();
        for (Json.Node transaction : block.get("data").get("txs").list()) {
            transactions.add(SignedHeader.base64(transaction));
        }
        return new LightBlock(signed, SignedHeader.headerFields(block.get("header")), transactions, links);
    }

    /** Reads evidence; a {@link ProtoReader.MalformedException} says that it is none. */
    static LightBlock decode(byte[] evidence) {
        SignedHeader.Reading signed = new SignedHeader.Reading();
        List<byte[]> previous = new ArrayList<>();
        List<byte[]> transactions = new ArrayList<>();
        List<SignedHeader> links = new ArrayList<>();
        ProtoReader in = new ProtoReader(evidence);
        while (in.next()) {
            if (signed.take(in)) {
                continue;
            }
            switch (in.field()) {
                case 4 -> previous.add(in.bytes());
                case 5 -> transactions.add(in.bytes());
                case 6 -> links.add(SignedHeader.decode(in.bytes()));
                default -> throw new ProtoReader.MalformedException("a field of the evidence");
            }
        }
        if (previous.size() != SignedHeader.FIELDS) {
            throw new ProtoReader.MalformedException("a header of another number of fields");
        }
        return new LightBlock(signed.end(), previous, transactions, links);
    }

    /** The hash of its transactions, as the header of the block names it. */
    byte[] dataHash() {
        return SignedHeader.wrapped(previous.get(6));
    }

    /** The time of the block. */
    Timestamp previousTime() {
        return Timestamp.decode(new ProtoReader(previous.get(3)));
    }

    byte[] encode() {
        ProtoWriter out = signed.encode();
        previous.forEach(field -> out.message(4, field));
        transactions.forEach(transaction -> out.message(5, transaction));
        links.forEach(link -> out.message(6, link.encode()));
        return out.toBytes();
    }
}
