package org.titlechain.contract.record.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.DataFile;
import org.titlechain.contract.codelist.CodeList;
import org.titlechain.contract.codelist.CodeLists;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.value.Area;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.LocalDateTimeText;
import org.titlechain.contract.value.Share;

/** Each field can be read as what it is: a time, a number, a share, a certificate number or a code of a list. */
public final class FieldRules {
    private final CodeLists lists;
    private final Map<String, String> kinds;

    public FieldRules(CodeLists lists) {
        this.lists = lists;
        this.kinds = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(FieldRules.class, "field-kinds-1.tsv", 2)) {
            kinds.put(row.get(0), row.get(1));
        }
    }

    /** Checks every field of every row, and names those that were sealed because of their form. */
    public void check(Recording recording) {
        for (String element : recording.message().unfit()) {
            found(recording, FindingCode.FIELD_UNFIT, "Head." + element);
        }
        for (Row row : recording.message().rows()) {
            for (Map.Entry<String, Value> field : row.fields().entries().entrySet()) {
                String attribute = field.getKey();
                String kind = kinds.get(attribute);
                if (kind != null && !isReadable(kind, field.getValue().asText())) {
                    found(recording, codeOf(kind), row.table() + "." + attribute);
                }
            }
            for (String attribute : row.unfit()) {
                found(recording, codeOf(kinds.getOrDefault(attribute, "text")), row.table() + "." + attribute);
            }
        }
    }

    private static void found(Recording recording, FindingCode code, String field) {
        recording.findings().add(code, recording.message().id(), "field", field);
    }

    private static FindingCode codeOf(String kind) {
        return switch (kind) {
            case "time" -> FindingCode.TIME_UNREADABLE;
            case "number" -> FindingCode.NUMBER_UNREADABLE;
            case "share" -> FindingCode.SHARE_UNREADABLE;
            case "certificate" -> FindingCode.CERTIFICATE_NUMBER_FORM;
            case "text" -> FindingCode.FIELD_UNFIT;
            default -> FindingCode.CODE_UNKNOWN;
        };
    }

    private boolean isReadable(String kind, String text) {
        return switch (kind) {
            case "time" -> LocalDateTimeText.read(text).isPresent();
            case "number" ->
                Area.squareCentimetres(text, Area.Unit.SQUARE_METRE).isPresent();
            case "share" -> Share.read(text).isPresent();
            case "certificate" -> CertificateNumber.split(text).stream().allMatch(CertificateNumber::isWellFormed);
            default -> isCode(kind, text);
        };
    }

    private boolean isCode(String id, String text) {
        Optional<CodeList> list = lists.find(id);
        return list.isEmpty() || !list.get().isClosed() || list.get().find(text).isPresent();
    }
}
