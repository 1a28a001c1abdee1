package org.titlechain.cometbft;

import java.util.ArrayList;
import java.util.List;

/** The messages of ABCI 2.0 that matter here, as CometBFT 0.38 numbers them. */
final class Abci {
    /** Kinds of requests, by their field in the message {@code Request}. */
    static final int ECHO = 1;

    static final int FLUSH = 2;
    static final int INFO = 3;
    static final int INIT_CHAIN = 5;
    static final int QUERY = 6;
    static final int CHECK_TX = 8;
    static final int COMMIT = 11;
    static final int LIST_SNAPSHOTS = 12;
    static final int OFFER_SNAPSHOT = 13;
    static final int LOAD_SNAPSHOT_CHUNK = 14;
    static final int APPLY_SNAPSHOT_CHUNK = 15;
    static final int PREPARE_PROPOSAL = 16;
    static final int PROCESS_PROPOSAL = 17;
    static final int EXTEND_VOTE = 18;
    static final int VERIFY_VOTE_EXTENSION = 19;
    static final int FINALIZE_BLOCK = 20;

    /** Answers: an exception has field 1, every other the field of its request and one more. */
    private static final int EXCEPTION = 1;

    private Abci() {}

    /** A block that is proposed or final: FinalizeBlock, ProcessProposal and PrepareProposal begin alike. */
    record Block(long height, long time, List<byte[]> transactions) {}

    /** Reads FinalizeBlock. The time is in ms: its fraction beyond is dropped. */
    static Block finalizeBlock(ProtoReader in) {
        List<byte[]> transactions = new ArrayList<>();
        long height = 0;
        long time = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> transactions.add(in.bytes());
                case 5 -> height = in.number();
                case 6 -> time = milliseconds(in.message());
                default -> {}
            }
        }
        return new Block(height, time, transactions);
    }

    private static long milliseconds(ProtoReader timestamp) {
        long milliseconds = 0;
        while (timestamp.next()) {
            if (timestamp.field() == 1) {
                milliseconds += timestamp.number() * 1_000;
            } else if (timestamp.field() == 2) {
                milliseconds += timestamp.number() / 1_000_000;
            }
        }
        return milliseconds;
    }

    /** Transactions that fit a proposal. */
    record Proposal(long maximumBytes, List<byte[]> transactions) {}

    static Proposal prepareProposal(ProtoReader in) {
        List<byte[]> transactions = new ArrayList<>();
        long maximum = 0;
        while (in.next()) {
            if (in.field() == 1) {
                maximum = in.number();
            } else if (in.field() == 2) {
                transactions.add(in.bytes());
            }
        }
        return new Proposal(maximum, transactions);
    }

    /** The first field with bytes, empty when there is none: the transaction of CheckTx, the text of Echo. */
    static byte[] firstBytes(ProtoReader in) {
        while (in.next()) {
            if (in.field() == 1) {
                return in.bytes();
            }
        }
        return new byte[0];
    }

    static byte[] answer(int request, ProtoWriter content) {
        return new ProtoWriter().message(request + 1, content).toFrame();
    }

    static byte[] exception(String message) {
        return new ProtoWriter()
                .message(EXCEPTION, new ProtoWriter().text(1, message))
                .toFrame();
    }

    static ProtoWriter info(long height, byte[] root) {
        return new ProtoWriter()
                .text(1, "titlechain")
                .text(2, "1")
                .varint(3, 1)
                .varint(4, height)
                .bytes(5, root);
    }

    static ProtoWriter initChain(byte[] root) {
        return new ProtoWriter().bytes(3, root);
    }

    static ProtoWriter checkTx(boolean welcome) {
        return new ProtoWriter().varint(1, welcome ? 0 : 1).text(3, welcome ? "" : "not a batch of entries");
    }

    static ProtoWriter transactions(List<byte[]> transactions) {
        ProtoWriter out = new ProtoWriter();
        transactions.forEach(transaction -> out.message(1, transaction));
        return out;
    }

    static ProtoWriter accept() {
        return new ProtoWriter().varint(1, 1);
    }

    /** CometBFT may forget what is below the height; 0 for nothing. */
    static ProtoWriter commit(long retained) {
        return new ProtoWriter().varint(3, retained);
    }

    /** Every transaction has the same result: what it decided is in the root. */
    static ProtoWriter finalizeBlock(int transactions, List<SignedHeader.Validator> changes, byte[] root) {
        ProtoWriter out = new ProtoWriter();
        for (int i = 0; i < transactions; i++) {
            out.message(2, new byte[0]);
        }
        for (SignedHeader.Validator change : changes) {
            out.message(
                    3,
                    new ProtoWriter()
                            .message(1, new ProtoWriter().bytes(1, change.publicKey()))
                            .varint(2, change.power()));
        }
        return out.bytes(5, root);
    }
}
