package org.titlechain.server.api;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Json;
import org.titlechain.vault.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what an office says in JSON into a command of the registration contract. The fields are those of
 * {@code docs/registration-contract.md}; bytes are hexadecimal digits. What is personal goes to the vault: a person
 * {@code {name, idType, idNumber}} becomes a party reference, a holder with a person also a commitment under
 * {@code sealed}, and {@code price} a commitment under {@code amount}.
 */
final class CaseCommand {
    /** The table and attributes under which persons are kept, those of access messages. */
    private static final String PERSONS = "ZTT_GY_QLR";

    /** Where a holder to be stands in a body; what is sealed of a holder has its commitment on the chain. */
    private static final Pattern HOLDER = Pattern.compile(".*/holders/[0-9]+");

    private static final Set<String> BYTES =
            Set.of("party", "document", "sealed", "amount", "receipt", "package", "entry");

    /** What an authority calls its document; elsewhere a document is named by its commitment. */
    private static final String ORDER = "/authority/document";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int LONGEST_TEXT = 1_000;
    private static final int COMMITMENT = 32;

    private final Vault vault;
    private final String caseKey;
    private final boolean kept;
    private int sealed;

    /** @param caseKey the state key of the case: what the vault keeps the personal data under */
    CaseCommand(Vault vault, String caseKey) {
        this(vault, caseKey, true);
    }

    private CaseCommand(Vault vault, String caseKey, boolean kept) {
        this.vault = vault;
        this.caseKey = caseKey;
        this.kept = kept;
    }

    /** For a command that is only looked at: nothing is kept, and commitments stand for nothing. */
    static CaseCommand looked(Vault vault, String caseKey) {
        return new CaseCommand(vault, caseKey, false);
    }

    /** The command with the type, its own fields and those of the JSON object, which is durable in the vault. */
    MapValue build(String type, Map<String, String> own, ObjectNode body) {
        MapBuilder command = Value.map().put("type", type);
        own.forEach(command::put);
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (own.containsKey(field.getKey()) || field.getKey().equals("type")) {
                throw ErrorCode.REQUEST_FIELD_UNKNOWN.problem("/" + field.getKey());
            }
            command.put(field.getKey(), value(field.getKey(), field.getValue(), "/" + field.getKey()));
        }
        if (kept && sealed > 0) {
            vault.keepOriginal(caseKey, Json.bytes(body));
        }
        return command.build();
    }

    private Value value(String name, JsonNode node, String place) {
        if (node.isString()) {
            return text(name, node.stringValue(), place);
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Value.of(node.longValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                items.add(value(name, node.get(i), place + "/" + i));
            }
            return Value.list(items);
        }
        if (node instanceof ObjectNode object) {
            return map(object, place);
        }
        throw ErrorCode.REQUEST_FIELD_INVALID.problem(place);
    }

    private static Value text(String name, String text, String place) {
        if (text.length() > LONGEST_TEXT) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place);
        }
        if (!BYTES.contains(name) || place.equals(ORDER)) {
            return Value.of(text);
        }
        if (!DIGEST.matcher(text).matches()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place + " wants 64 hexadecimal digits");
        }
        return Value.of(HexFormat.of().parseHex(text));
    }

    private MapValue map(ObjectNode object, String place) {
        Map<String, Value> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            switch (name) {
                case "person" ->
                    fields.putAll(person(field.getValue(), HOLDER.matcher(place).matches(), place + "/person"));
                case "price" -> fields.put("amount", price(field.getValue(), place + "/price"));
                default -> fields.put(name, value(name, field.getValue(), place + "/" + name));
            }
        }
        return Value.map(fields);
    }

    /** A party's reference; for a holder also the commitment to who it is. */
    private Map<String, Value> person(JsonNode person, boolean holder, String place) {
        String name = personal(person, "name", place);
        String idType = personal(person, "idType", place);
        String idNumber = personal(person, "idNumber", place);
        byte[] party = vault.partyReference(idType, idNumber);
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("QLRMC", name);
        fields.put("ZJZL", idType);
        fields.put("ZJH", idNumber);
        byte[] commitment = seal(PERSONS, List.of(party), fields);
        return holder
                ? Map.of("party", Value.of(party), "sealed", Value.of(commitment))
                : Map.of("party", Value.of(party));
    }

    private Value price(JsonNode price, String place) {
        if (!price.isString() || !price.stringValue().matches("[0-9]{1,15}(\\.[0-9]{1,2})?")) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place);
        }
        TreeMap<String, String> fields = new TreeMap<>(Map.of("QDJG", price.stringValue()));
        return Value.of(seal("QLT_FW_FDCQ_YZ", List.of(), fields));
    }

    private byte[] seal(String table, List<byte[]> parties, SortedMap<String, String> fields) {
        return kept ? vault.seal(caseKey, sealed++, table, parties, fields).commitment() : new byte[COMMITMENT];
    }

    private static String personal(JsonNode person, String field, String place) {
        JsonNode node = person.get(field);
        if (node == null
                || !node.isString()
                || node.stringValue().isBlank()
                || node.stringValue().length() > 200) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place + "/" + field);
        }
        return node.stringValue().strip();
    }
}
