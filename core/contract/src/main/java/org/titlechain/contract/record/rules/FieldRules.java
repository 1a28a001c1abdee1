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

    /** Checks every field of every row. */
    public void check(Recording recording) {
        for (Row row : recording.message().rows()) {
            for (Map.Entry<String, Value> field : row.fields().entries().entrySet()) {
                String attribute = field.getKey();
                String kind = kinds.get(attribute);
                if (kind != null) {
                    check(recording, row, attribute, kind, field.getValue().asText());
                }
            }
        }
    }

    private void check(Recording recording, Row row, String attribute, String kind, String text) {
        boolean readable =
                switch (kind) {
                    case "time" -> LocalDateTimeText.read(text).isPresent();
                    case "number" -> Area.squareCentimetres(text, Area.Unit.SQUARE_METRE).isPresent();
                    case "share" -> Share.read(text).isPresent();
                    case "certificate" -> CertificateNumber.split(text).stream()
                            .allMatch(CertificateNumber::isWellFormed);
                    default -> isCode(kind, text);
                };
        if (!readable) {
            FindingCode code =
                    switch (kind) {
                        case "time" -> FindingCode.TIME_UNREADABLE;
                        case "number" -> FindingCode.NUMBER_UNREADABLE;
                        case "share" -> FindingCode.SHARE_UNREADABLE;
                        case "certificate" -> FindingCode.CERTIFICATE_NUMBER_FORM;
                        default -> FindingCode.CODE_UNKNOWN;
                    };
            recording.findings().add(code, recording.message().id(), "field", row.table() + "." + attribute);
        }
    }

    private boolean isCode(String id, String text) {
        Optional<CodeList> list = lists.find(id);
        return list.isEmpty() || !list.get().isClosed() || list.get().find(text).isPresent();
    }
}
