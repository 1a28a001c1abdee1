package org.titlechain.server.node;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.exchange.AccessMessage;
import org.titlechain.exchange.AccessMessageParser;
import org.titlechain.exchange.MessageCommand;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;

/**
 * Brings access messages onto the ledger: read, personal data into the vault, command, signed entry, outcome.
 *
 * <p>Doing it again is always safe. The vault gives the same commitments for the same message, the entry's nonce is
 * made from its command, so the same message is the same entry: whatever was lost on the way, sending it again finishes
 * it and has no second effect. Any thread may call it.
 */
public final class Gateway {
    private static final int NONCE_LENGTH = 16;

    private final String chain;
    private final Ledger ledger;
    private final Signer signer;
    private final AccessMessageParser parser;
    private final MessageCommand commands;

    public Gateway(String chain, Ledger ledger, Signer signer, AccessMessageParser parser, MessageCommand commands) {
        this.chain = chain;
        this.ledger = ledger;
        this.signer = signer;
        this.parser = parser;
        this.commands = commands;
    }

    /**
     * What became of a message.
     *
     * @param messageId its identifier
     * @param outcome its leaf and receipt
     * @param repeated whether the same message was on the ledger before
     */
    public record Recorded(String messageId, Outcome outcome, boolean repeated) {
        /** The decision as it stands on the ledger. */
        public MapValue decision() {
            return outcome.leaves().getFirst().map().get("decision").asMap();
        }
    }

    /**
     * Records the message.
     *
     * @throws org.titlechain.exchange.ExchangeException when it is not a message; then nothing was recorded
     */
    public CompletableFuture<Recorded> record(byte[] bytes) {
        return submit(prepare(bytes));
    }

    /**
     * A message that is ready for the ledger.
     *
     * @param messageId its identifier
     * @param entry the signed entry
     */
    public record Prepared(String messageId, Entry entry) {}

    /**
     * Reads the message, hands its personal data to the vault and signs its entry. Everything that costs, and nothing
     * that depends on order.
     *
     * @throws org.titlechain.exchange.ExchangeException when it is not a message; then nothing was recorded
     */
    public Prepared prepare(byte[] bytes) {
        AccessMessage message = parser.parse(bytes);
        return new Prepared(message.id(), entry(commands.build(message)));
    }

    /** Submits a message that is ready; its place on the ledger follows the order of these calls. */
    public CompletableFuture<Recorded> submit(Prepared prepared) {
        MapValue command = prepared.entry().body().commands().getFirst();
        Optional<Outcome> before = earlier(prepared.messageId(), command);
        if (before.isPresent()) {
            return CompletableFuture.completedFuture(new Recorded(prepared.messageId(), before.get(), true));
        }
        return ledger.submit(prepared.entry()).thenApply(outcome -> answer(prepared.messageId(), outcome));
    }

    /**
     * The outcome of the first message with the same id and content, when there is one. The answer to a repeated
     * message is the answer to the first.
     */
    private Optional<Outcome> earlier(String messageId, MapValue command) {
        return ledger.find("message/" + messageId)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .filter(state -> Arrays.equals(
                        state.get("content").asBytes(),
                        command.get("source").asMap().get("content").asBytes()))
                .flatMap(state -> ledger.outcome(state.get("entry").asBytes())
                        .map(outcome -> only(outcome, (int) state.get("index").asLong())));
    }

    /** A message may be one command among several of its entry. */
    private static Outcome only(Outcome outcome, int index) {
        return new Outcome(
                List.of(outcome.leaves().get(index)), List.of(outcome.receipts().get(index)));
    }

    /** A rival request with the same message may have been placed first: then its answer is the answer. */
    private Recorded answer(String messageId, Outcome outcome) {
        MapValue decision = outcome.leaves().getFirst().map().get("decision").asMap();
        boolean repeated = decision.get("accepted").asBoolean()
                && decision.get("result").asMap().has("repeated");
        if (!repeated) {
            return new Recorded(messageId, outcome, false);
        }
        Optional<Outcome> first = ledger.find("message/" + messageId)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .flatMap(state -> ledger.outcome(state.get("entry").asBytes())
                        .map(found -> only(found, (int) state.get("index").asLong())));
        return new Recorded(messageId, first.orElse(outcome), true);
    }

    private Entry entry(MapValue command) {
        byte[] nonce = Arrays.copyOf(
                signer.suite()
                        .hash()
                        .hash(
                                "titlechain/gateway/v1".getBytes(StandardCharsets.US_ASCII),
                                CanonicalEncoder.encode(command)),
                NONCE_LENGTH);
        return Entry.signed(
                new Entry.Body(chain, signer.publicKey(), nonce, 0, ledger.contractVersion(), List.of(command)),
                signer);
    }
}
