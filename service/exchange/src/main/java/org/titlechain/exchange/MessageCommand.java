package org.titlechain.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.privacy.Handling;
import org.titlechain.exchange.privacy.PrivacyAccess;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.exchange.privacy.SealedRow;

/**
 * Turns a message into the command {@code record.message} of {@code docs/register-model.md}: what may be on the ledger
 * goes into the command, everything else to the vault. Immutable; any thread may call it.
 */
public final class MessageCommand {
    /** The columns with the kind of each party number; a household member's has none. */
    private static final Map<String, String> TYPE_OF_NUMBER = Map.of(
            "ZJH", "ZJZL",
            "QLRZJH", "QLRZJZL",
            "YWRZJH", "YWRZJZL",
            "GYDQLRZJH", "GYDQLRZJZL",
            "XYDQLRZJH", "XYDQLRZJZL",
            "LZRZJHM", "LZRZJLB",
            "SFZHM", "");
    /** The columns with the number that belongs to each party name. */
    private static final Map<String, String> NUMBER_OF_NAME = Map.of(
            "YWRMC", "YWRZJH",
            "YWR", "YWRZJH",
            "GYDQLR", "GYDQLRZJH",
            "XYDQLR", "XYDQLRZJH",
            "LZRXM", "LZRZJHM",
            "CYXM", "SFZHM");
    /** A household member's number is always that of an identity card (code 1 of 证件种类). */
    private static final String IDENTITY_CARD = "1";

    private final PrivacyMap privacy;
    private final PrivacyAccess vault;

    public MessageCommand(PrivacyMap privacy, PrivacyAccess vault) {
        this.privacy = privacy;
        this.vault = vault;
    }

    /**
     * The command for the message; its personal fields and the bytes as sent are handed to the vault on the way. Doing
     * it again is allowed; only the commitments under {@code sealed} may then differ.
     */
    public MapValue build(AccessMessage message) {
        MessageContent content = message.content();
        List<String> unfitHead = new ArrayList<>();
        MapBuilder command = Value.map()
                .put("type", "record.message")
                .put("version", 1)
                .put("head", head(content, unfitHead))
                .put("layout", content.layout().label())
                .put("rows", rows(message))
                .put("source", source(message));
        if (!unfitHead.isEmpty()) {
            command.put("unfit", Value.texts(unfitHead));
        }
        return command.build();
    }

    /**
     * The bytes that stand for what the message says: equal for messages that differ only in encoding, spacing, order
     * of attributes and repeated rows. The canonical encoding of a map of {@code head} and {@code rows}, each row a map
     * of {@code table} and {@code fields}; texts without white space around them, empty ones left out.
     */
    public static byte[] canonicalContent(MessageContent content) {
        MapBuilder head = Value.map();
        content.head().forEach((element, text) -> {
            String value = content.head(element);
            if (!value.isEmpty()) {
                head.put(element, value);
            }
        });
        List<Value> rows = new ArrayList<>(content.rows().size());
        for (Row row : content.rows()) {
            MapBuilder fields = Value.map();
            for (int i = 0; i < row.size(); i++) {
                String value = row.value(i);
                if (!value.isEmpty()) {
                    fields.put(row.name(i), value);
                }
            }
            rows.add(Value.map()
                    .put("table", row.table())
                    .put("fields", fields.build())
                    .build());
        }
        return CanonicalEncoder.encode(Value.map()
                .put("head", head.build())
                .put("rows", Value.list(rows))
                .build());
    }

    private MapValue head(MessageContent content, List<String> unfit) {
        MapBuilder head = Value.map();
        for (String element : content.head().keySet()) {
            String text = content.head(element);
            if (text.isEmpty()) {
                continue;
            }
            if (privacy.fitsHead(element, text)) {
                head.put(element, text);
            } else if (privacy.isKnownHead(element)) {
                unfit.add(element);
            }
        }
        return head.build();
    }

    /** Last of all: with the message as sent, all that was sealed of it is kept. */
    private MapValue source(AccessMessage message) {
        byte[] bytes = message.source().bytes();
        return Value.map()
                .put("content", vault.messageCommitment(message.id(), canonicalContent(message.content())))
                .put("digest", vault.keepOriginal(message.id(), bytes))
                .put("size", bytes.length)
                .put("encoding", message.source().encoding())
                .build();
    }

    private Value rows(AccessMessage message) {
        List<Value> rows = new ArrayList<>();
        Map<String, List<Row>> vaultTables = new HashMap<>();
        for (Row row : message.content().rows()) {
            if (privacy.isVaultTable(row.table())) {
                vaultTables
                        .computeIfAbsent(row.table(), key -> new ArrayList<>())
                        .add(row);
            }
        }
        for (Row row : message.content().rows()) {
            if (!privacy.isVaultTable(row.table())) {
                rows.add(new RowBuilder(message, row, rows.size()).build());
            } else {
                List<Row> together = vaultTables.remove(row.table());
                if (together != null) {
                    rows.add(vaultRow(message, together, rows.size()));
                }
            }
        }
        return Value.list(rows);
    }

    /** All rows of a table with spatial or large content: their number on the ledger, and one commitment. */
    private MapValue vaultRow(AccessMessage message, List<Row> together, int index) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (int k = 0; k < together.size(); k++) {
            Row row = together.get(k);
            for (int i = 0; i < row.size(); i++) {
                if (!row.value(i).isEmpty()) {
                    fields.put((k + 1) + "." + row.name(i), row.value(i));
                }
            }
        }
        String table = together.getFirst().table();
        MapBuilder result = Value.map()
                .put("table", table)
                .put("fields", Value.map().put("rows", together.size()).build());
        if (!fields.isEmpty()) {
            SealedRow sealed = vault.seal(message.id(), index, table, List.of(), fields);
            result.put("sealed", sealed.commitment());
        }
        return result.build();
    }

    /** Sorts the fields of one row. */
    private final class RowBuilder {
        private final AccessMessage message;
        private final Row row;
        private final int index;
        private final MapBuilder fields = Value.map();
        private final SortedMap<String, Value> parties = new TreeMap<>();
        private final SortedMap<String, String> personal = new TreeMap<>();
        private final List<byte[]> subjects = new ArrayList<>();
        private final List<String> unfit = new ArrayList<>();

        RowBuilder(AccessMessage message, Row row, int index) {
            this.message = message;
            this.row = row;
            this.index = index;
        }

        MapValue build() {
            for (int i = 0; i < row.size(); i++) {
                String value = row.value(i);
                if (!value.isEmpty()) {
                    sort(row.name(i), value);
                }
            }
            MapBuilder result = Value.map().put("table", row.table()).put("fields", fields.build());
            if (!parties.isEmpty()) {
                result.put("parties", Value.map(parties));
            }
            if (!personal.isEmpty()) {
                SealedRow sealed = vault.seal(message.id(), index, row.table(), subjects, personal);
                result.put("sealed", sealed.commitment());
            }
            if (!unfit.isEmpty()) {
                result.put("unfit", Value.texts(unfit));
            }
            return result.build();
        }

        private void sort(String name, String value) {
            PrivacyMap.Rule rule = privacy.rule(row.table(), name);
            if (rule.handling() == Handling.PUBLIC && privacy.fits(rule, value)) {
                fields.put(name, value);
                return;
            }
            personal.put(name, value);
            switch (rule.handling()) {
                case PUBLIC -> unfit.add(name);
                case PARTY_NUMBER -> number(name, value);
                case PARTY_NAME -> name(name, value);
                case STAFF -> staff(name, value);
                case PERSONAL, PRICE, FREE_TEXT, SPATIAL, LARGE -> {}
            }
        }

        private void number(String name, String value) {
            if (!isNothing(value)) {
                String typeColumn = TYPE_OF_NUMBER.getOrDefault(name, "");
                String type = typeColumn.isEmpty() ? IDENTITY_CARD : row.value(typeColumn);
                party(name, vault.partyReference(type, value));
            }
        }

        private void name(String name, String value) {
            String numberColumn = name.equals("QLRMC")
                    ? row.table().equals("ZTT_GY_QLR") ? "ZJH" : "QLRZJH"
                    : NUMBER_OF_NAME.getOrDefault(name, "");
            boolean numbered = !numberColumn.isEmpty() && !isNothing(row.value(numberColumn));
            if (!numbered && !isNothing(value)) {
                party(name, vault.nameReference(message.district(), value));
            }
        }

        private void staff(String name, String value) {
            if (!isNothing(value)) {
                parties.put(name, Value.of(vault.nameReference(message.district(), value)));
            }
        }

        /** Personal fields of a row are kept under the keys of its parties; officers are no subjects of them. */
        private void party(String name, byte[] reference) {
            parties.put(name, Value.of(reference));
            subjects.add(reference);
        }

        private boolean isNothing(String value) {
            return value.isEmpty() || value.equals("/") || value.equals("-") || value.equals("无");
        }
    }
}
