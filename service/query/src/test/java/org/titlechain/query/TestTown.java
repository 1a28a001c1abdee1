package org.titlechain.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** An invented town on a fake ledger, and beside it plain lists of what must be found. */
final class TestTown {
    private static final String[] STREETS = {"滨河路", "中山东路", "人民路", "文化路", "学府大道", "滨河东路"};
    private static final String[] KINDS = {"first", "transfer", "mortgage", "seizure"};
    private static final String[] SEVERITIES = {"severe", "serious", "ordinary", "note"};
    private static final long DAY = 86_400_000;

    final FakeLedger ledger = new FakeLedger();
    /** By code, the present state. */
    final Map<String, House> houses = new TreeMap<>();

    final List<Letter> letters = new ArrayList<>();
    private final Random random;

    /** A unit as the model sees it. */
    record House(
            String code,
            String location,
            String kind,
            List<String> restrictions,
            String certificate,
            byte[] party,
            long height,
            long version) {
        boolean is(String restriction) {
            return restrictions.contains(restriction);
        }
    }

    /** A message as the model sees it. */
    record Letter(
            long position,
            String id,
            String unit,
            String district,
            String kind,
            String recType,
            String caseNumber,
            long time,
            List<String> severities) {}

    TestTown(long seed) {
        random = new Random(seed);
    }

    /** Registers as many units, each by a message of its own, ten in a block, three blocks a day. */
    TestTown build(int count) {
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                ledger.block(ledger.time() + DAY / 3);
            }
            register(code(i), location(i), i);
        }
        return this;
    }

    static String code(int i) {
        int building = i / 12;
        String district = building % 3 == 0 ? "999902" : "999901";
        String parcel = "%s%03d%03dGB%05d".formatted(district, building % 7, building % 5, building / 2);
        return i % 12 == 11
                ? parcel.substring(0, 14) + "%05d".formatted(50_000 + i) + "W00000000"
                : parcel + "F%04d%04d".formatted(building % 2 + 1, i % 12 + 1);
    }

    static String location(int i) {
        int building = i / 12;
        String street = STREETS[building % STREETS.length];
        return i % 12 == 11
                ? "测试市" + street + "北侧地块"
                : "测试市%s%d号%d幢%d单元%d%02d室"
                        .formatted(street, building + 1, building % 4 + 1, i % 2 + 1, i % 12 / 4 + 1, i % 4 + 1);
    }

    static String certificate(int i) {
        return "测(%d)测试市不动产权第%07d号".formatted(2020 + i % 5, 3_000 + i);
    }

    static byte[] party(int i) {
        byte[] party = FakeLedger.filled(9);
        party[0] = (byte) (i / 256);
        party[1] = (byte) i;
        return party;
    }

    void register(String code, String location, int i) {
        String kind = code.endsWith("W00000000") ? "land" : "building";
        List<String> restrictions = new ArrayList<>();
        if (i % 5 == 0) {
            restrictions.add("mortgage");
        }
        if (i % 17 == 0) {
            restrictions.add("seizure");
        }
        if (i % 23 == 0) {
            restrictions.add("notice");
        }
        if (i % 101 == 0) {
            restrictions.add("objection");
        }
        House before = houses.get(code);
        House house = new House(
                code,
                location,
                kind,
                restrictions,
                certificate(i),
                party(i % 400),
                ledger.height(),
                before == null ? 1 : before.version() + 1);
        houses.put(code, house);
        letters.add(send(house, i));
    }

    private Letter send(House house, int i) {
        String district = house.code().substring(0, 6);
        String id = district + "260101%06d".formatted(letters.size()) + (i % 50 == 49 ? "_BBXZ" : "");
        String caseNumber = "TEST-2026-%05d".formatted(i);
        String kind = KINDS[i % KINDS.length];
        String recType = "10001%02d".formatted(i % 4);
        List<String> severities = new ArrayList<>();
        for (int f = 0; f < random.nextInt(8) - 5; f++) {
            severities.add(SEVERITIES[random.nextInt(SEVERITIES.length)]);
        }
        List<Value> findings = new ArrayList<>();
        for (String severity : severities) {
            findings.add(Value.map()
                    .put("code", severity.equals("severe") ? "SEIZED_UNIT_DISPOSED" : "AREA_MISMATCH")
                    .put("severity", severity)
                    .put("subject", house.code())
                    .put("fields", Value.texts(List.of("QLT_FW_FDCQ_YZ.ZYJZMJ")))
                    .put("facts", Value.map().put("difference", i).build())
                    .build());
        }
        MapValue command = Value.map()
                .put("type", "record.message")
                .put(
                        "head",
                        Value.map()
                                .put("BizMsgID", id)
                                .put("AreaCode", district)
                                .put("RecType", recType)
                                .put("RecFlowID", caseNumber)
                                .put("RegOrgID", "测试市登记中心" + i % 3)
                                .put("CreateDate", "2026-01-01T08:00:00")
                                .build())
                .build();
        MapValue result = Value.map()
                .put("message", id)
                .put("decision", "recorded")
                .put("kind", kind)
                .put("units", Value.texts(List.of(house.code())))
                .put("findings", Value.list(findings))
                .build();
        Map<String, MapValue> writes = new LinkedHashMap<>();
        writes.put("unit/" + house.code(), sheet(house));
        writes.put("message/" + id, Value.map().put("height", ledger.height()).build());
        writes.put(
                "certificate/" + house.certificate(),
                Value.map()
                        .put("number", house.certificate())
                        .put("kind", "certificate")
                        .put("unit", house.code())
                        .put("right", caseNumber)
                        .put("state", "live")
                        .put("message", id)
                        .build());
        writes.put(
                "case/" + district + "/" + caseNumber,
                Value.map()
                        .put("units", Value.texts(List.of(house.code())))
                        .put("messages", Value.texts(List.of(id)))
                        .put(
                                "steps",
                                Value.list(
                                        List.of(Value.map().put("stage", "DB").build())))
                        .build());
        long position = ledger.accept(command, result, writes);
        return new Letter(
                position,
                id,
                house.code(),
                district,
                kind,
                recType,
                caseNumber,
                ledger.time(),
                List.copyOf(severities));
    }

    private MapValue sheet(House house) {
        List<Value> restrictions = new ArrayList<>();
        for (String kind : house.restrictions()) {
            restrictions.add(Value.map()
                    .put("rank", restrictions.size() + 1)
                    .put("kind", kind)
                    .build());
        }
        return Value.map()
                .put("schema", 1)
                .put("unit", house.code())
                .put("kind", house.kind())
                .put("state", "live")
                .put("district", house.code().substring(0, 6))
                .put("parcel", house.code().substring(0, 19))
                .put("location", house.location())
                .put(
                        "nature",
                        Value.map()
                                .put("areaSquareCentimetres", 880_000)
                                .put("use", "10")
                                .build())
                .put(
                        "rights",
                        Value.list(List.of(Value.map()
                                .put("id", "r1")
                                .put(
                                        "holders",
                                        Value.list(List.of(Value.map()
                                                .put("party", house.party())
                                                .build())))
                                .build())))
                .put("restrictions", Value.list(restrictions))
                .put(
                        "certificates",
                        Value.list(List.of(
                                Value.map().put("number", house.certificate()).build())))
                .build();
    }
}
