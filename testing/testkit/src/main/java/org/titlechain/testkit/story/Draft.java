package org.titlechain.testkit.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Suite;

/** A message being written: head and rows in plain texts, parties by their invented names. */
public final class Draft {
    private final Map<String, String> head = new LinkedHashMap<>();
    private final List<DraftRow> rows = new ArrayList<>();
    private boolean newer = true;

    /** One row: attributes, and the names of parties under the attribute that identifies them. */
    public static final class DraftRow {
        private final String table;
        private final Map<String, String> fields = new TreeMap<>();
        private final Map<String, String> parties = new TreeMap<>();
        private final List<String> unfit = new ArrayList<>();

        DraftRow(String table) {
            this.table = table;
        }

        /** Sets an attribute; an empty text takes it out. */
        public DraftRow with(String attribute, String text) {
            if (text.isEmpty()) {
                fields.remove(attribute);
            } else {
                fields.put(attribute, text);
            }
            return this;
        }

        /** Names the party that the attribute identifies. */
        public DraftRow by(String attribute, String name) {
            parties.put(attribute, name);
            return this;
        }

        /** The attribute has a value that cannot be on the ledger. */
        DraftRow unfit(String attribute) {
            fields.remove(attribute);
            unfit.add(attribute);
            return this;
        }

        /** The attribute's text, or the empty text. */
        String field(String attribute) {
            return fields.getOrDefault(attribute, "");
        }

        MapValue value() {
            var row = Value.map()
                    .put("table", table)
                    .put("fields", texts(fields))
                    .put("sealed", Suite.GM.hash().hash((table + fields + parties).getBytes(UTF_8)));
            if (!parties.isEmpty()) {
                Map<String, Value> references = new TreeMap<>();
                parties.forEach((attribute, name) -> references.put(attribute, Value.of(party(name))));
                row.put("parties", Value.map(references));
            }
            return unfit.isEmpty()
                    ? row.build()
                    : row.put("unfit", Value.texts(unfit)).build();
        }
    }

    /** The reference of an invented party. */
    public static byte[] party(String name) {
        return Suite.GM.hash().hash(("party " + name).getBytes(UTF_8));
    }

    private static MapValue texts(Map<String, String> texts) {
        Map<String, Value> values = new TreeMap<>();
        texts.forEach((key, text) -> values.put(key, Value.of(text)));
        return Value.map(values);
    }

    /** Sets an element of the head; an empty text takes it out. */
    public Draft head(String element, String text) {
        if (text.isEmpty()) {
            head.remove(element);
        } else {
            head.put(element, text);
        }
        return this;
    }

    /** The element of the head, or the empty text. */
    public String head(String element) {
        return head.getOrDefault(element, "");
    }

    /** Writes the message in the layout of 2015. */
    public Draft layoutOf2015() {
        newer = false;
        return this;
    }

    /** Adds a row. */
    public DraftRow add(String table) {
        DraftRow row = new DraftRow(table);
        rows.add(row);
        return row;
    }

    /** Adds a row that says the same as another. */
    DraftRow addCopy(DraftRow row) {
        DraftRow copy = add(row.table);
        copy.fields.putAll(row.fields);
        copy.parties.putAll(row.parties);
        return copy;
    }

    /** The first row of the table; it must be there. */
    public DraftRow row(String table) {
        return rows.stream().filter(row -> row.table.equals(table)).findFirst().orElseThrow();
    }

    /** The rows of the table. */
    public List<DraftRow> rows(String table) {
        return rows.stream().filter(row -> row.table.equals(table)).toList();
    }

    /** Takes out every row of the table. */
    public Draft without(String table) {
        rows.removeIf(row -> row.table.equals(table));
        return this;
    }

    /** The command. */
    public MapValue command() {
        List<Value> written = new ArrayList<>();
        rows.forEach(row -> written.add(row.value()));
        byte[] content = Suite.GM.hash().hash((head + written.toString()).getBytes(UTF_8));
        return Value.map()
                .put("type", "record.message")
                .put("version", 1)
                .put("head", texts(head))
                .put("layout", newer ? "newer" : "2015")
                .put(
                        "source",
                        Value.map()
                                .put("digest", content)
                                .put("size", 1)
                                .put("encoding", "UTF-8")
                                .put("content", content)
                                .build())
                .put("rows", Value.list(written))
                .build();
    }
}
