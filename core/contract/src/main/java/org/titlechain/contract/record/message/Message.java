package org.titlechain.contract.record.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * An access message (接入报文) without personal data, as it stands in the command.
 *
 * @param id BizMsgID as sent
 * @param head the head's elements
 * @param newer whether it has the newer layout
 * @param source digest, size, encoding and content digest of the bytes as sent
 * @param rows in the order sent
 * @param unfit elements of the head whose text has not the form that it should have
 */
public record Message(String id, MapValue head, boolean newer, MapValue source, List<Row> rows, List<String> unfit) {
    private static final int LONGEST_ID = 64;
    private static final List<String> SUFFIXES = List.of("_BBXZ", "_CBXZ", "_BL");

    public Message {
        rows = List.copyOf(rows);
        unfit = List.copyOf(unfit);
    }

    /**
     * Reads the command.
     *
     * @throws CodecException when a field is missing or of the wrong type
     */
    public static Message read(MapValue command) {
        if (command.get("version").asLong() != 1) {
            throw new CodecException(Reason.INVALID_VALUE, "version");
        }
        MapValue head = command.get("head").asMap();
        head.entries().values().forEach(Value::asText);
        String id = head.get("BizMsgID").asText();
        if (!isId(id)) {
            throw new CodecException(Reason.INVALID_VALUE, "BizMsgID");
        }
        String layout = command.get("layout").asText();
        if (!layout.equals("2015") && !layout.equals("newer")) {
            throw new CodecException(Reason.INVALID_VALUE, "layout");
        }
        MapValue source = command.get("source").asMap();
        source.get("digest").asBytes();
        source.get("size").asLong();
        source.get("encoding").asText();
        source.get("content").asBytes();
        List<Row> rows = new ArrayList<>();
        for (Value row : command.get("rows").asList()) {
            rows.add(Row.read(row.asMap()));
        }
        return new Message(id, head, layout.equals("newer"), source, rows, Row.texts(command, "unfit"));
    }

    private static boolean isId(String id) {
        boolean allowed = !id.isEmpty() && id.length() <= LONGEST_ID;
        for (int i = 0; i < id.length() && allowed; i++) {
            char c = id.charAt(i);
            allowed = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "_-.".indexOf(c) >= 0;
        }
        return allowed;
    }

    /** The head's element, if it was sent. */
    public Optional<String> head(String element) {
        return head.find(element).map(Value::asText);
    }

    /** The record type (RecType); empty text when it was not sent. */
    public String recordType() {
        return head("RecType").orElse("");
    }

    /** The county that reports: AreaCode, else the first six characters of the unit code or of the message id. */
    public String district() {
        String text = head("AreaCode").or(() -> head("EstateNum")).orElse(id);
        return text.length() > 6 ? text.substring(0, 6) : text;
    }

    /** The id without the suffix of a supplement. */
    public String baseId() {
        for (String suffix : SUFFIXES) {
            if (id.endsWith(suffix)) {
                return id.substring(0, id.length() - suffix.length());
            }
        }
        return id;
    }

    /** Whether the id says that the message completes or corrects an earlier one (补报、重报、补录). */
    public boolean isSupplement() {
        return !baseId().equals(id);
    }

    /** Whether a message with this id counts as a late first report (_BBXZ): its base need not be known. */
    public boolean isLateFirstReport() {
        return id.endsWith("_BBXZ");
    }

    /** Whether a message with this id corrects what was reported (_BL), perhaps more than once. */
    public boolean isCorrection() {
        return id.endsWith("_BL");
    }

    /** The commitment to what the message says: equal for two messages that say the same. */
    public byte[] content() {
        return source.get("content").asBytes();
    }

    /** The rows of the table. */
    public List<Row> rows(String table) {
        List<Row> found = new ArrayList<>(2);
        for (Row row : rows) {
            if (row.table().equals(table)) {
                found.add(row);
            }
        }
        return found;
    }

    /** The first row of one of the tables. */
    public Optional<Row> first(String table, String otherwise) {
        for (Row row : rows) {
            if (row.table().equals(table) || row.table().equals(otherwise)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** Whether there is a row of the table. */
    public boolean has(String table) {
        return first(table, table).isPresent();
    }

    /** The case number of the first row that has one, else that of the head. */
    public Optional<String> caseNumber() {
        for (Row row : rows) {
            if (row.table().startsWith("QL") && row.caseNumber().isPresent()) {
                return row.caseNumber();
            }
        }
        return head("RecFlowID");
    }
}
