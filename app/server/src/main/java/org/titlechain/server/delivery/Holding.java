package org.titlechain.server.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.record.RecordContract;
import org.titlechain.exchange.privacy.Handling;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.api.LedgerViews;

/**
 * What the ledger says of the personal data of one message or case: who recorded it, in which district, and what it is
 * committed to by. Everything here is this node's own replay; nothing is taken from a peer.
 *
 * @param message the message's identifier, or the state key of a case ({@code registration/…})
 * @param organisation whose key recorded it first: that organisation's member holds the data
 * @param district the six digits, or what the message says instead
 * @param rows by commitment in hexadecimal digits
 * @param originals commitments to the bytes of the message as it was sent
 */
record Holding(
        String message, String organisation, String district, Map<String, Committed> rows, List<byte[]> originals) {
    private static final String CASE = "registration/";
    private static final String PERSONS = "ZTT_GY_QLR";
    private static final String AMOUNTS = "QLT_FW_FDCQ_YZ";
    private static final int DIGITS = 6;

    /** Recordings under one identifier that are looked at; corrections take the place of each other. */
    private static final int MOST_VERSIONS = 50;

    Holding {
        rows = Map.copyOf(rows);
        originals = List.copyOf(originals);
    }

    /**
     * One row that the ledger commits to.
     *
     * @param row its place among the message's rows; −1 for a row of a case, whose place the ledger does not say
     * @param subjects the parties that it is about
     */
    record Committed(int row, String table, List<byte[]> subjects) {}

    /** What the ledger says; empty when it knows of no such message. */
    static Optional<Holding> find(Ledger ledger, String message) {
        return message.startsWith(CASE) ? ofCase(ledger, message) : ofMessage(ledger, message);
    }

    private static Optional<Holding> ofMessage(Ledger ledger, String message) {
        Map<String, Committed> rows = new TreeMap<>();
        List<byte[]> originals = new ArrayList<>();
        Optional<MapValue> first = Optional.empty();
        for (Version version : ledger.history("message/" + message, 0, MOST_VERSIONS)) {
            Optional<MapValue> leaf = leaf(ledger, version.position()).filter(found -> isRecordOf(found, message));
            if (leaf.isPresent()) {
                first = leaf;
                MapValue command = leaf.get().get("command").asMap();
                originals.add(command.get("source").asMap().get("digest").asBytes());
                List<Value> list = command.get("rows").asList();
                for (int i = 0; i < list.size(); i++) {
                    add(rows, i, list.get(i).asMap());
                }
            }
        }
        return first.flatMap(leaf -> organisation(ledger, leaf)
                .map(organisation -> new Holding(message, organisation, district(leaf), rows, originals)));
    }

    private static void add(Map<String, Committed> rows, int index, MapValue row) {
        String table = row.get("table").asText();
        List<byte[]> subjects = new ArrayList<>();
        row.find("parties")
                .map(Value::asMap)
                .ifPresent(parties -> parties.entries().forEach((attribute, party) -> {
                    if (PrivacyMap.national().rule(table, attribute).handling() != Handling.STAFF) {
                        subjects.add(party.asBytes());
                    }
                }));
        row.find("sealed")
                .ifPresent(commitment -> rows.put(hex(commitment.asBytes()), new Committed(index, table, subjects)));
    }

    private static boolean isRecordOf(MapValue leaf, String message) {
        Value command = leaf.get("command");
        return !command.isNull()
                && command.asMap().get("type").asText().equals(RecordContract.COMMAND)
                && leaf.get("decision").asMap().get("accepted").asBoolean()
                && command.asMap()
                        .get("head")
                        .asMap()
                        .find("BizMsgID")
                        .map(Value::asText)
                        .filter(message::equals)
                        .isPresent();
    }

    /** As {@code Message.district} of the record contract says it. */
    private static String district(MapValue leaf) {
        MapValue head = leaf.get("command").asMap().get("head").asMap();
        String text = head.find("AreaCode")
                .or(() -> head.find("EstateNum"))
                .orElseGet(() -> head.get("BizMsgID"))
                .asText();
        return text.length() > DIGITS ? text.substring(0, DIGITS) : text;
    }

    private static Optional<Holding> ofCase(Ledger ledger, String message) {
        String place = message.substring(CASE.length());
        String key = "application/" + place;
        Optional<MapValue> application = ledger.find(key).map(LedgerViews::value);
        Optional<String> organisation = ledger.version(key, 1)
                .flatMap(version -> leaf(ledger, version.position()))
                .flatMap(leaf -> organisation(ledger, leaf));
        if (application.isEmpty() || organisation.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Committed> rows = new TreeMap<>();
        for (Value value : application.get().get("items").asList()) {
            MapValue item = value.asMap();
            for (Value one : item.find("holders").map(Value::asList).orElse(List.of())) {
                MapValue holder = one.asMap();
                holder.find("sealed")
                        .ifPresent(commitment -> rows.put(
                                hex(commitment.asBytes()),
                                new Committed(
                                        -1, PERSONS, List.of(holder.get("party").asBytes()))));
            }
            item.find("amount")
                    .ifPresent(
                            commitment -> rows.put(hex(commitment.asBytes()), new Committed(-1, AMOUNTS, List.of())));
        }
        return Optional.of(new Holding(message, organisation.get(), place.split("/", 2)[0], rows, List.of()));
    }

    private static Optional<MapValue> leaf(Ledger ledger, long position) {
        return ledger.leaves(position, 1).stream().findFirst().map(Ledger.Leaf::map);
    }

    private static Optional<String> organisation(Ledger ledger, MapValue leaf) {
        String key = KeyGrant.stateKey(leaf.get("key").asBytes());
        return KeyGrant.at(ledger.state(), key, ledger.status().height() + 1).map(KeyGrant::organisation);
    }

    /** Whether bytes with this commitment are the message as it was sent. */
    boolean isOriginal(byte[] commitment) {
        return originals.stream().anyMatch(known -> Arrays.equals(known, commitment));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
