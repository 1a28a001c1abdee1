package org.titlechain.server.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.record.register.Reports;
import org.titlechain.crypto.Signer;
import org.titlechain.exchange.AccessMessage;
import org.titlechain.exchange.AccessMessageParser;
import org.titlechain.exchange.MessageCommand;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Entry;

/**
 * Brings access messages onto the ledger: read, personal data into the vault, command, signed entry, outcome.
 *
 * <p>Doing it again is always safe. The vault gives the same commitments for the same message, the entry's nonce is
 * made from its messages, and the contract records a message once: whatever was lost on the way, sending it again
 * finishes it and has no second effect. Any thread may call it.
 */
public final class Gateway {
    /** Bytes of messages that are put under one signature at most. */
    public static final int LARGEST_ENTRY = 1 << 20;

    private static final int NONCE_LENGTH = 16;

    private final String chain;
    private final Ledger ledger;
    private final Signer signer;
    private final AccessMessageParser parser;
    private final MessageCommand commands;
    private final GatheredMessages gathered = new GatheredMessages(this::place);

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
     * @param decision the decision as it stands on the ledger
     * @param outcome its leaf and receipt
     * @param repeated whether the same message was on the ledger before
     */
    public record Recorded(String messageId, MapValue decision, Outcome outcome, boolean repeated) {}

    /**
     * Records the message, under one signature with those that others record at this moment.
     *
     * @throws org.titlechain.exchange.ExchangeException when it is not a message; then nothing was recorded
     */
    public CompletableFuture<Recorded> record(byte[] bytes) {
        Prepared prepared = prepare(bytes);
        return earlier(prepared).map(CompletableFuture::completedFuture).orElseGet(() -> gathered.submit(prepared));
    }

    /**
     * A message that is ready for the ledger.
     *
     * @param messageId its identifier
     * @param command what is to be signed
     * @param size about how many bytes that is
     */
    public record Prepared(String messageId, MapValue command, int size) {}

    /**
     * Reads the message and hands its personal data to the vault. Everything that costs, and nothing that depends on
     * order.
     *
     * @throws org.titlechain.exchange.ExchangeException when it is not a message; then nothing was recorded
     */
    public Prepared prepare(byte[] bytes) {
        AccessMessage message = parser.parse(bytes);
        return new Prepared(message.id(), commands.build(message), bytes.length);
    }

    /**
     * Submits messages that are ready, under one signature where the engine carries so much; their places on the ledger
     * follow their order and that of these calls. Each has an outcome of its own, at the same place of the list.
     *
     * @param prepared together of at most {@link #LARGEST_ENTRY} bytes, unless it is one message alone
     */
    public CompletableFuture<List<Recorded>> submit(List<Prepared> prepared) {
        List<Optional<Recorded>> known = prepared.stream().map(this::earlier).toList();
        List<Prepared> fresh = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            if (known.get(i).isEmpty()) {
                fresh.add(prepared.get(i));
            }
        }
        if (fresh.isEmpty()) {
            return CompletableFuture.completedFuture(
                    known.stream().flatMap(Optional::stream).toList());
        }
        return place(fresh).thenApply(recorded -> {
            Iterator<Recorded> next = recorded.iterator();
            return known.stream().map(one -> one.orElseGet(next::next)).toList();
        });
    }

    /** Engines carry entries of different size: what is too large for this one is placed in two halves. */
    private CompletableFuture<List<Recorded>> place(List<Prepared> fresh) {
        int half = fresh.size() / 2;
        // Not on the thread that decides blocks: it has the next one to decide.
        return ledger.submit(entry(fresh))
                .thenApplyAsync(outcome -> answers(fresh, outcome), Thread::startVirtualThread)
                .exceptionallyCompose(failure -> half > 0 && isTooLarge(failure)
                        ? place(fresh.subList(0, half))
                                .thenCombine(place(fresh.subList(half, fresh.size())), Gateway::joined)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isTooLarge(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Rejected rejected && rejected.rejection() == Rejection.ENTRY_TOO_LARGE;
    }

    private static List<Recorded> joined(List<Recorded> first, List<Recorded> second) {
        List<Recorded> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<Recorded> answers(List<Prepared> fresh, Outcome outcome) {
        List<Recorded> answers = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            answers.add(answer(fresh.get(i), only(outcome, i)));
        }
        return answers;
    }

    /**
     * The outcome of the first message with the same id and content, when there is one. The answer to a repeated
     * message is the answer to the first.
     */
    private Optional<Recorded> earlier(Prepared prepared) {
        return first(prepared).map(outcome -> new Recorded(prepared.messageId(), decision(outcome), outcome, true));
    }

    /** The commitment to what the message says. */
    private static byte[] content(MapValue command) {
        return command.get("source").asMap().get("content").asBytes();
    }

    /** The outcome of the command that recorded the message with this content. */
    private Optional<Outcome> first(Prepared prepared) {
        return ledger.find("message/" + prepared.messageId())
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .flatMap(record -> Reports.find(record, content(prepared.command())))
                .flatMap(report -> ledger.outcome(report.get("entry").asBytes())
                        .map(outcome -> only(outcome, (int) report.get("index").asLong())));
    }

    /** The outcome of one command among several of its entry; an entry that is refused as a whole has one for all. */
    private static Outcome only(Outcome outcome, int index) {
        int place = Math.min(index, outcome.leaves().size() - 1);
        return new Outcome(
                List.of(outcome.leaves().get(place)), outcome.receipts().subList(place, place + 1));
    }

    private static MapValue decision(Outcome outcome) {
        return outcome.leaves().getFirst().map().get("decision").asMap();
    }

    /** A rival request with the same message may have been placed first: then its answer is the answer. */
    private Recorded answer(Prepared prepared, Outcome outcome) {
        MapValue decision = decision(outcome);
        boolean repeated = decision.get("accepted").asBoolean()
                && decision.get("result").asMap().has("repeated");
        if (!repeated) {
            return new Recorded(prepared.messageId(), decision, outcome, false);
        }
        Outcome first = first(prepared).orElse(outcome);
        return new Recorded(prepared.messageId(), decision(first), first, true);
    }

    private Entry entry(List<Prepared> prepared) {
        byte[][] parts = new byte[prepared.size() + 1][];
        parts[0] = "titlechain/gateway/v1".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < prepared.size(); i++) {
            parts[i + 1] = content(prepared.get(i).command());
        }
        byte[] nonce = Arrays.copyOf(signer.suite().hash().hash(parts), NONCE_LENGTH);
        List<MapValue> all = prepared.stream().map(Prepared::command).toList();
        return Entry.signed(new Entry.Body(chain, signer.publicKey(), nonce, 0, ledger.contractVersion(), all), signer);
    }
}
