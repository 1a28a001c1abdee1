package org.titlechain.simulator.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.record.Report;

/** Writes a report as the message of an existing system would stand on the ledger. */
final class RecordCommands {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final String HOUSE = "QLT_FW_FDCQ_YZ";
    private static final String MORTGAGE = "QLF_QL_DYAQ";
    private static final String NOTICE = "QLF_QL_YGDJ";
    private static final String OBJECTION = "QLF_QL_YYDJ";
    private static final String SEIZURE = "QLF_QL_CFDJ";

    private RecordCommands() {}

    /** What a kind of message looks like: record type, registration type, right type, table. */
    private record Form(String recordType, String registrationType, String rightType, String table) {}

    private static Form form(Report report) {
        return switch (report.kind()) {
            case FIRST, SPLIT -> new Form("1000402", "100", "4", HOUSE);
            case TRANSFER -> new Form("2000402", "200", "4", HOUSE);
            case CHANGE -> new Form("3000402", "300", "4", HOUSE);
            case CANCELLATION -> new Form("4000101", "400", "4", "QLF_QL_ZXDJ");
            case MORTGAGE -> new Form("1003701", "100", "37", MORTGAGE);
            case MORTGAGE_RELEASE -> new Form("4003701", "400", "37", MORTGAGE);
            case NOTICE -> new Form("7000101", "700", "", NOTICE);
            case NOTICE_RELEASE -> new Form("7000101", "700", "", NOTICE);
            case OBJECTION, OBJECTION_END -> new Form("6000101", "600", "", OBJECTION);
            case SEIZURE, WAITING_SEIZURE, SEIZURE_RELEASE -> new Form("8000101", "800", "", SEIZURE);
        };
    }

    static MapValue command(RecordDeed deed) {
        Report report = deed.report();
        Form form = form(report);
        List<Value> rows = new ArrayList<>();
        rows.add(row(form.table(), right(report, form)).build());
        int order = 1;
        for (Owner owner : report.owners()) {
            rows.add(holder(report, owner, order++));
        }
        MapBuilder command = Value.map()
                .put("type", "record.message")
                .put("version", 1)
                .put("head", head(report, form))
                .put("layout", "newer")
                .put("source", source(report));
        return deed.broken()
                ? command.build()
                : command.put("rows", Value.list(rows)).build();
    }

    private static MapValue source(Report report) {
        byte[] content = Arrays.copyOf(report.toString().getBytes(UTF_8), 32);
        int hash = report.hashCode();
        for (int i = 0; i < 4; i++) {
            content[i] = (byte) (hash >>> 8 * i);
        }
        return Value.map()
                .put("digest", content)
                .put("size", 1)
                .put("encoding", "UTF-8")
                .put("content", content)
                .build();
    }

    private static MapValue head(Report report, Form form) {
        Map<String, String> head = new TreeMap<>();
        head.put("BizMsgID", report.id());
        head.put("ASID", "AS100");
        head.put("AreaCode", report.unit().substring(0, 6));
        head.put("RecType", form.recordType());
        head.put("RegType", form.registrationType());
        put(head, "RightType", form.rightType());
        head.put("CreateDate", text(report.registered()));
        head.put("RecFlowID", report.caseNumber());
        head.put("ParcelID", report.unit().substring(0, 19));
        head.put("EstateNum", report.unit());
        put(head, "PreEstateNum", report.predecessor());
        return texts(head);
    }

    private static Map<String, String> right(Report report, Form form) {
        Map<String, String> fields = new TreeMap<>();
        String time = text(report.registered());
        fields.put("BDCDYH", report.unit());
        fields.put("YWH", report.caseNumber());
        fields.put("DJSJ", time);
        fields.put("QSZT", "1");
        put(fields, "QLLX", form.rightType());
        switch (report.kind()) {
            case FIRST, SPLIT, TRANSFER, CHANGE -> {
                fields.put("DJLX", form.registrationType());
                fields.put("JZMJ", "101.17");
                fields.put("BDCQZH", report.certificate());
                put(fields, "SSYWH", report.about());
            }
            case CANCELLATION -> {
                put(fields, "SSYWH", report.about());
                fields.put("ZXYWH", report.caseNumber());
                fields.put("ZXSJ", time);
            }
            case MORTGAGE -> fields.put("BDCDJZMH", report.certificate());
            case NOTICE -> {
                fields.put("YGDJZL", "1");
                fields.put("BDCDJZMH", report.certificate());
            }
            case OBJECTION -> fields.put("BDCDJZMH", report.certificate());
            case SEIZURE -> seizure(fields, report, "1");
            case WAITING_SEIZURE -> seizure(fields, report, "2");
            case MORTGAGE_RELEASE -> ended(fields, report, "ZXDYYWH", "ZXSJ");
            case NOTICE_RELEASE -> ended(fields, report, "ZXYGYWH", "ZXSJ");
            case OBJECTION_END -> ended(fields, report, "ZXYYYWH", "ZXYYDJSJ");
            case SEIZURE_RELEASE -> ended(fields, report, "JFYWH", "JFDJSJ");
        }
        return fields;
    }

    private static void seizure(Map<String, String> fields, Report report, String type) {
        fields.put("CFLX", type);
        fields.put("CFWH", report.caseNumber());
        fields.put("CFQSSJ", text(report.registered()).substring(0, 10));
    }

    private static void ended(Map<String, String> fields, Report report, String caseField, String timeField) {
        fields.put("YWH", report.about());
        fields.put("QSZT", "3");
        fields.put(caseField, report.caseNumber());
        fields.put(timeField, text(report.registered()));
    }

    private static Value holder(Report report, Owner owner, int order) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("BDCDYH", report.unit());
        fields.put("SXH", Integer.toString(order));
        put(fields, "BDCQZH", report.certificate());
        Fraction share = owner.share();
        fields.put("GYFS", share == null ? "0" : "2");
        if (share != null) {
            fields.put("QLBL", share.toString());
        }
        return row("ZTT_GY_QLR", fields)
                .put("parties", Value.map().put("ZJH", reference(owner.party())).build())
                .build();
    }

    /** 32 bytes that stand for a party. */
    static byte[] reference(String party) {
        return Arrays.copyOf(party.getBytes(UTF_8), 32);
    }

    private static MapBuilder row(String table, Map<String, String> fields) {
        return Value.map().put("table", table).put("fields", texts(fields));
    }

    private static void put(Map<String, String> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private static MapValue texts(Map<String, String> texts) {
        Map<String, Value> values = new TreeMap<>();
        texts.forEach((name, text) -> values.put(name, Value.of(text)));
        return Value.map(values);
    }

    private static String text(long time) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.ofHours(8))
                .format(TIME);
    }
}
