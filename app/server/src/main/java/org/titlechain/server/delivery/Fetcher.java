package org.titlechain.server.delivery;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.access.Share;
import org.titlechain.contract.governance.Member;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.delivery.DeliveryException.Reason;
import org.titlechain.vault.Vault;
import org.titlechain.vault.Vault.Delivered;

/**
 * Fetches personal data from the members that hold them. Each value is held against its commitment on this node's own
 * ledger before it is kept; one that does not fit is refused with the whole message, and the member is named. Fetching
 * again changes nothing here.
 */
public final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final String MEMBERS = "member/";
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_ROWS = 1_000_000;

    private final Ledger ledger;
    private final String member;
    private final Vault vault;
    private final DeliveryPeers peers;
    private final DeliveryLink link;
    private final InstantSource clock;

    Fetcher(Ledger ledger, String member, Vault vault, DeliveryPeers peers, DeliveryLink link, InstantSource clock) {
        this.ledger = ledger;
        this.member = member;
        this.vault = vault;
        this.peers = peers;
        this.link = link;
        this.clock = clock;
    }

    /**
     * What became of one message.
     *
     * @param holder the member that was asked; empty where nobody was
     * @param kept rows that were not here before
     * @param trouble why nothing came
     */
    public record Outcome(String message, Optional<String> holder, int kept, Optional<Reason> trouble) {}

    /**
     * What is wanted, and why.
     *
     * @param purpose a code that the holder's share names
     * @param grounds a code: what the purpose rests on
     * @param originals whether messages as they were sent are wanted too
     */
    public record Wish(String purpose, String grounds, boolean originals) {}

    /** Fetches what is missing here of the messages. */
    public List<Outcome> fetch(List<String> messages, Wish wish) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, List<Holding>> asked = new TreeMap<>();
        for (String message : messages) {
            Optional<Holding> holding = Holding.find(ledger, message);
            Optional<String> holder = holding.flatMap(found -> holder(found.organisation()));
            if (holding.isEmpty() || isHere(holding.get(), wish)) {
                outcomes.put(message, new Outcome(message, Optional.empty(), 0, Optional.empty()));
            } else if (holder.isEmpty()) {
                outcomes.put(message, new Outcome(message, Optional.empty(), 0, Optional.of(Reason.NOT_HELD)));
            } else if (!isShared(holder.get(), holding.get(), wish)) {
                outcomes.put(message, new Outcome(message, holder, 0, Optional.of(Reason.SHARE_MISSING)));
            } else {
                asked.computeIfAbsent(holder.get(), any -> new ArrayList<>()).add(holding.get());
            }
        }
        asked.forEach((holder, holdings) -> ask(holder, holdings, wish, outcomes));
        return List.copyOf(outcomes.values());
    }

    /** Whether the member recorded the message and shares it with this one for the purpose. */
    boolean isShared(String holder, String message, Wish wish) {
        return Holding.find(ledger, message)
                .filter(holding ->
                        holder(holding.organisation()).filter(holder::equals).isPresent())
                .filter(holding -> isShared(holder, holding, wish))
                .isPresent();
    }

    private boolean isHere(Holding holding, Wish wish) {
        boolean original = !wish.originals()
                || holding.originals().stream()
                        .anyMatch(commitment -> vault.holdsOriginal(holding.message(), commitment));
        return vault.isDestroyed(holding.message())
                || original && vault.holdsRows(holding.message(), holding.rows().keySet());
    }

    /** The active member, other than this one, whose organisation it is. */
    private Optional<String> holder(String organisation) {
        long height = ledger.status().height() + 1;
        return ledger.keys(MEMBERS, "", MOST_MEMBERS).stream()
                .map(key -> key.substring(MEMBERS.length()))
                .filter(name -> !name.equals(member))
                .filter(name -> Member.at(ledger.state(), name, height)
                        .filter(known -> known.state() == Member.State.ACTIVE)
                        .filter(known -> known.organisation().equals(organisation))
                        .isPresent())
                .findFirst();
    }

    private boolean isShared(String holder, Holding holding, Wish wish) {
        return Share.between(ledger.state(), holder, member, ledger.status().height() + 1)
                .filter(share -> share.covers(holding.district(), wish.purpose(), clock.millis()))
                .filter(share -> share.originals() || !wish.originals())
                .isPresent();
    }

    private void ask(String holder, List<Holding> holdings, Wish wish, Map<String, Outcome> outcomes) {
        List<Holding> waiting = new ArrayList<>(holdings);
        while (!waiting.isEmpty()) {
            List<Holding> now = waiting.subList(0, Math.min(waiting.size(), DeliveryRequest.MOST));
            Map<String, Outcome> came = askOnce(holder, now, wish);
            outcomes.putAll(came);
            if (!waiting.removeIf(holding -> came.containsKey(holding.message()))) {
                waiting.forEach(holding -> outcomes.put(holding.message(), trouble(holding, holder, Reason.MALFORMED)));
                return;
            }
        }
    }

    /** What came of those messages that the member answered about; a long answer leaves some for the next request. */
    private Map<String, Outcome> askOnce(String holder, List<Holding> holdings, Wish wish) {
        Map<String, Outcome> came = new TreeMap<>();
        try {
            InetSocketAddress address =
                    peers.of(holder).orElseThrow(() -> new DeliveryException(Reason.HOLDER_UNREACHABLE, holder));
            List<String> ids = holdings.stream().map(Holding::message).toList();
            MapValue answer = link.ask(
                    holder, address, new DeliveryRequest(ids, wish.purpose(), wish.grounds(), wish.originals()));
            Map<String, MapValue> results = new TreeMap<>();
            answer.get("results")
                    .asList()
                    .forEach(result -> results.put(result.asMap().get("message").asText(), result.asMap()));
            for (Holding holding : holdings) {
                MapValue result = results.get(holding.message());
                if (result != null) {
                    came.put(holding.message(), take(holder, holding, result));
                }
            }
        } catch (DeliveryException e) {
            holdings.forEach(holding -> came.put(holding.message(), trouble(holding, holder, e.reason())));
        } catch (CodecException e) {
            holdings.forEach(
                    holding -> came.putIfAbsent(holding.message(), trouble(holding, holder, Reason.MALFORMED)));
        }
        return came;
    }

    private static Outcome trouble(Holding holding, String holder, Reason reason) {
        if (reason == Reason.VALUE_WRONG) {
            LOG.warn("{} delivered a value of {} that its commitment does not allow", holder, holding.message());
        }
        return new Outcome(holding.message(), Optional.of(holder), 0, Optional.of(reason));
    }

    /** Checks every row before any is kept. */
    private Outcome take(String holder, Holding holding, MapValue result) {
        Optional<String> code = result.find("code").map(Value::asText);
        if (code.isPresent()) {
            return trouble(holding, holder, Reason.named(code.get()));
        }
        List<Delivered> rows = new ArrayList<>();
        for (Value value : result.get("rows").asList()) {
            MapValue row = value.asMap();
            NavigableMap<String, String> fields = new TreeMap<>();
            row.get("fields").asMap().entries().forEach((attribute, text) -> fields.put(attribute, text.asText()));
            byte[] salt = row.get("salt").asBytes();
            Holding.Committed committed = holding.rows().get(Holding.hex(vault.commitment(salt, fields)));
            if (committed == null) {
                return trouble(holding, holder, Reason.VALUE_WRONG);
            }
            long place = committed.row() >= 0 ? committed.row() : row.get("row").asLong();
            if (place < 0 || place > MOST_ROWS) {
                return trouble(holding, holder, Reason.MALFORMED);
            }
            if (committed.subjects().stream().noneMatch(this::isErased)) {
                rows.add(new Delivered(
                        holding.message(), (int) place, committed.table(), committed.subjects(), fields, salt));
            }
        }
        Optional<byte[]> original = result.find("original").map(Value::asBytes);
        if (original.isPresent()) {
            if (!holding.isOriginal(vault.messageCommitment(holding.message(), original.get()))) {
                return trouble(holding, holder, Reason.VALUE_WRONG);
            }
            if (holding.rows().values().stream()
                    .noneMatch(row -> row.subjects().stream().anyMatch(this::isErased))) {
                vault.keepOriginal(holding.message(), original.get());
            }
        }
        return rows.isEmpty()
                ? trouble(holding, holder, Reason.NOT_HELD)
                : new Outcome(holding.message(), Optional.of(holder), vault.keepDelivered(rows), Optional.empty());
    }

    private boolean isErased(byte[] subject) {
        return ledger.find("erasure/" + Holding.hex(subject)).isPresent();
    }
}
