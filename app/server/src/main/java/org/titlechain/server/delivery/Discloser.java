package org.titlechain.server.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.access.Share;
import org.titlechain.contract.governance.Member;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.delivery.DeliveryException.Reason;
import org.titlechain.vault.AccessRequest;
import org.titlechain.vault.VaultException;
import org.titlechain.vault.VaultReader;
import org.titlechain.vault.VaultReader.Disclosed;

/**
 * Answers another member's requests out of this node's vault. What may be given is read from this node's own replay: a
 * share of this member that covers district, purpose and time, for data that this member's organisation recorded. Each
 * message that is given leaves a view on the chain before it is given.
 */
final class Discloser {
    /** Once the rows of an answer are longer than this, the next messages are left for another request. */
    private static final int LONG_ANSWER = 4 << 20;

    private final Ledger ledger;
    private final String member;
    private final VaultReader reader;
    private final InstantSource clock;

    Discloser(Ledger ledger, String member, VaultReader reader, InstantSource clock) {
        this.ledger = ledger;
        this.member = member;
        this.reader = reader;
        this.clock = clock;
    }

    /** The answer to a member whose certificate was believed. */
    MapValue answer(String asking, MapValue body) {
        try {
            return answer(asking, DeliveryRequest.read(body));
        } catch (CodecException e) {
            return refused(Reason.MALFORMED);
        } catch (VaultException e) {
            return refused(
                    switch (e.reason()) {
                        case REQUEST_INCOMPLETE, NOT_ENTITLED -> Reason.MALFORMED;
                        case NOT_JOURNALED -> Reason.NOT_RECORDED;
                        case DAMAGED, MASTER_KEY, STORAGE -> Reason.NOT_HELD;
                    });
        }
    }

    static MapValue refused(Reason reason) {
        return Value.map().put("version", 1).put("code", reason.name()).build();
    }

    private MapValue answer(String asking, DeliveryRequest request) {
        Map<String, MapBuilder> results = new TreeMap<>();
        List<Holding> given = new ArrayList<>();
        for (String message : request.messages()) {
            Optional<Holding> holding = Holding.find(ledger, message).filter(this::isOwn);
            if (holding.isEmpty()) {
                results.put(message, Value.map().put("code", Reason.NOT_HELD.name()));
            } else if (!isShared(asking, holding.get(), request)) {
                results.put(message, Value.map().put("code", Reason.SHARE_MISSING.name()));
            } else {
                given.add(holding.get());
            }
        }
        if (!given.isEmpty()) {
            disclose(asking, request, given, results);
        }
        List<Value> list = new ArrayList<>();
        results.forEach(
                (message, result) -> list.add(result.put("message", message).build()));
        return Value.map().put("version", 1).put("results", Value.list(list)).build();
    }

    private void disclose(
            String asking, DeliveryRequest request, List<Holding> given, Map<String, MapBuilder> results) {
        AccessRequest access = new AccessRequest(
                "member/" + asking, Set.of("holders", "recorder"), request.purpose(), request.grounds());
        List<List<Disclosed>> disclosed =
                reader.disclose(access, given.stream().map(Holding::message).toList(), LONG_ANSWER);
        for (int i = 0; i < disclosed.size(); i++) {
            Holding holding = given.get(i);
            MapBuilder result = Value.map().put("rows", rows(holding, disclosed.get(i)));
            if (request.originals()) {
                Optional<byte[]> original = holding.originals().stream()
                        .flatMap(commitment -> reader.original(access, holding.message(), commitment).stream())
                        .findFirst();
                result.putIfPresent("original", original.map(Value::of));
            }
            results.put(holding.message(), result);
        }
    }

    /** Rows that the ledger commits to; others of the same identifier, which it refused, are nobody's business. */
    private static Value rows(Holding holding, List<Disclosed> disclosed) {
        List<Value> rows = new ArrayList<>();
        disclosed.stream()
                .filter(row -> holding.rows().containsKey(Holding.hex(row.commitment())))
                .sorted(Comparator.comparingInt(Disclosed::row))
                .forEach(row -> {
                    TreeMap<String, Value> fields = new TreeMap<>();
                    row.opening().fields().forEach((attribute, value) -> fields.put(attribute, Value.of(value)));
                    rows.add(Value.map()
                            .put("row", row.row())
                            .put("salt", row.opening().salt())
                            .put("fields", Value.map(fields))
                            .build());
                });
        return Value.list(rows);
    }

    /** What another member's organisation recorded is not this member's to give on. */
    private boolean isOwn(Holding holding) {
        return Member.at(ledger.state(), member, ledger.status().height() + 1)
                .filter(own -> own.organisation().equals(holding.organisation()))
                .isPresent();
    }

    private boolean isShared(String asking, Holding holding, DeliveryRequest request) {
        return Share.between(ledger.state(), member, asking, ledger.status().height() + 1)
                .filter(share -> share.covers(holding.district(), request.purpose(), clock.millis()))
                .filter(share -> share.originals() || !request.originals())
                .isPresent();
    }
}
