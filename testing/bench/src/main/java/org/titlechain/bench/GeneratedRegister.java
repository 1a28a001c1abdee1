package org.titlechain.bench;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;

/** A register of any size: each leaf writes a hundred units and their certificates. */
final class GeneratedRegister extends ComputedLedger {
    static final int UNITS_OF_A_LEAF = 100;
    private static final String CHARACTERS = "东西南北中山河湖海江文化学府人民建设和平光明新华长安永兴华阳金银玉泉青云白石红星绿杨";
    private static final int STREETS = 1_500;

    GeneratedRegister(int units) {
        super(units / UNITS_OF_A_LEAF);
    }

    /** The code of a unit, from which its number can be read back. */
    static String code(int unit) {
        int building = unit / UNITS_OF_A_LEAF;
        StringBuilder code = new StringBuilder(28).append("9999");
        digits(code, 2, building % 20 + 1);
        digits(code, 3, building % 17);
        digits(code, 3, building % 29);
        digits(code.append("GB"), 5, building % 100_000);
        digits(code.append('F'), 4, building / 100_000 + 1);
        digits(code, 4, unit % 100 + 1);
        return code.toString();
    }

    /** A number with zeros before it; a format would cost more than the row that it goes into. */
    private static void digits(StringBuilder text, int width, int number) {
        String plain = Integer.toString(number);
        text.repeat('0', Math.max(0, width - plain.length())).append(plain);
    }

    private static int unit(String code) {
        int building =
                Integer.parseInt(code.substring(14, 19)) + 100_000 * (Integer.parseInt(code.substring(20, 24)) - 1);
        return building * UNITS_OF_A_LEAF + Integer.parseInt(code.substring(24)) - 1;
    }

    /** The address up to the building. */
    static String place(int building) {
        int street = mix(building) % STREETS;
        String name = CHARACTERS.charAt(street % 39) + "" + CHARACTERS.charAt(street / 39);
        return "测试市" + name + "路" + (mix(building + 1) % 400 + 1) + "号" + (building % 30 + 1) + "幢" + (building % 4 + 1)
                + "单元";
    }

    static String location(int unit) {
        int inside = unit % UNITS_OF_A_LEAF;
        return place(unit / UNITS_OF_A_LEAF) + (inside / 4 + 1) + "0" + (inside % 4 + 1) + "室";
    }

    static String certificate(int unit) {
        StringBuilder number = new StringBuilder("测(").append(2016 + unit % 10).append(")测试市不动产权第");
        digits(number, 8, unit);
        return number.append('号').toString();
    }

    private static int mix(int number) {
        int mixed = number * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) >>> 1;
    }

    @Override
    List<String> keysOf(long position) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < UNITS_OF_A_LEAF; i++) {
            int unit = Math.toIntExact(position * UNITS_OF_A_LEAF + i);
            keys.add("unit/" + code(unit));
            keys.add("certificate/" + certificate(unit));
        }
        return keys;
    }

    @Override
    long positionOf(String key) {
        return unitOf(key) / UNITS_OF_A_LEAF;
    }

    @Override
    Value valueOf(String key) {
        return key.startsWith("unit/") ? sheet(unitOf(key)) : certificateValue(unitOf(key));
    }

    private static int unitOf(String key) {
        return key.startsWith("unit/")
                ? unit(key.substring(5))
                : Integer.parseInt(key.substring(key.indexOf('第') + 1, key.indexOf('号')));
    }

    private static Value sheet(int unit) {
        String code = code(unit);
        List<Value> restrictions = new ArrayList<>();
        if (unit % 5 == 0) {
            restrictions.add(Value.map().put("kind", "mortgage").build());
        }
        if (mix(unit) % 500 == 0) {
            restrictions.add(Value.map().put("kind", "seizure").build());
        }
        return Value.map()
                .put("unit", code)
                .put("kind", "building")
                .put("state", "live")
                .put("district", code.substring(0, 6))
                .put("parcel", code.substring(0, 19))
                .put("location", location(unit))
                .put(
                        "nature",
                        Value.map()
                                .put("areaSquareCentimetres", 900_000)
                                .put("use", "10")
                                .build())
                .put("rights", Value.list(List.of()))
                .put("restrictions", Value.list(restrictions))
                .put(
                        "certificates",
                        Value.list(List.of(
                                Value.map().put("number", certificate(unit)).build())))
                .build();
    }

    private static Value certificateValue(int unit) {
        return Value.map()
                .put("number", certificate(unit))
                .put("kind", "certificate")
                .put("state", "live")
                .put("unit", code(unit))
                .put("right", "r1")
                .put("message", "")
                .build();
    }
}
