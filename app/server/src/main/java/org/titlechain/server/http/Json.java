package org.titlechain.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this interface speaks it: strict on the way in, canonical maps one to one on the way out. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(32)
                            .maxStringLength(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The absence of a value. */
    public static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    /** A list of texts. */
    public static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** The canonical value, one to one; bytes become lower-case hexadecimal digits. */
    public static JsonNode of(Value value) {
        return switch (value) {
            case Value.IntegerValue integer -> JsonNodeFactory.instance.numberNode(integer.value());
            case Value.BytesValue bytes ->
                JsonNodeFactory.instance.stringNode(HexFormat.of().formatHex(bytes.value()));
            case Value.TextValue text -> JsonNodeFactory.instance.stringNode(text.value());
            case Value.ListValue list -> {
                ArrayNode array = array();
                for (Value item : list.items()) {
                    array.add(of(item));
                }
                yield array;
            }
            case Value.MapValue map -> {
                ObjectNode object = object();
                for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
                    object.set(entry.getKey(), of(entry.getValue()));
                }
                yield object;
            }
            case Value.BooleanValue bool -> JsonNodeFactory.instance.booleanNode(bool.value());
            case Value.NullValue nothing -> JsonNodeFactory.instance.nullNode();
        };
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** The node as indented text with a final line end: for files that people read. */
    public static String pretty(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    /**
     * Reads a document: UTF-8 without byte order mark, no duplicate names, nothing after it, at most 32 levels.
     *
     * @throws Problem {@code JSON_MALFORMED} with the place
     */
    public static JsonNode read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ErrorCode.JSON_MALFORMED.problem("not UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            throw ErrorCode.JSON_MALFORMED.problem("byte order mark");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw ErrorCode.JSON_MALFORMED.problem("empty");
            }
            return node;
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw ErrorCode.JSON_MALFORMED.problem(place);
        }
    }

    /**
     * Reads an object that has the required fields and no others than the optional ones. Texts hold no control
     * characters and no unpaired surrogates.
     */
    public static ObjectNode readObject(byte[] bytes, List<String> required, List<String> optional) {
        if (!(read(bytes) instanceof ObjectNode object)) {
            throw ErrorCode.JSON_MALFORMED.problem("an object is wanted");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            if (!required.contains(name) && !optional.contains(name)) {
                throw ErrorCode.REQUEST_FIELD_UNKNOWN.problem("/" + printable(name));
            }
            if (field.getValue().isString()) {
                requireCleanText(name, field.getValue().stringValue());
            }
        }
        for (String name : required) {
            if (!object.has(name)) {
                throw ErrorCode.REQUEST_FIELD_MISSING.problem("/" + name);
            }
        }
        return object;
    }

    /** Reads an object with whatever fields; its texts are clean at every depth. */
    public static ObjectNode readObjectOfAny(byte[] bytes) {
        if (!(read(bytes) instanceof ObjectNode object)) {
            throw ErrorCode.JSON_MALFORMED.problem("an object is wanted");
        }
        requireCleanTexts("", object);
        return object;
    }

    private static void requireCleanTexts(String place, JsonNode node) {
        if (node.isString()) {
            requireCleanText(place, node.stringValue());
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> requireCleanTexts(printable(field.getKey()), field.getValue()));
        } else {
            node.forEach(item -> requireCleanTexts(place, item));
        }
    }

    /** The text under the name, or a problem that names it. */
    public static String text(ObjectNode object, String name, int maximumLength) {
        JsonNode node = object.get(name);
        if (node == null) {
            throw ErrorCode.REQUEST_FIELD_MISSING.problem("/" + name);
        }
        if (!node.isString() || node.stringValue().length() > maximumLength) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/" + name);
        }
        return node.stringValue();
    }

    private static void requireCleanText(String name, String text) {
        boolean clean = text.codePoints()
                .allMatch(point -> point >= 0x20 && point != 0x7F && (point < 0xD800 || point > 0xDFFF));
        if (!clean) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/" + name + ": control character or unpaired surrogate");
        }
    }

    /** The name as it may stand in an answer: letters, digits and a few signs, at most 40. */
    static String printable(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return clean.length() > 40 ? clean.substring(0, 40) : clean;
    }
}
