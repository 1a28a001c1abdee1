package org.titlechain.testkit.city;

/**
 * A parcel.
 *
 * @param district six digits
 * @param sequence its number in the city, from 0
 * @param kind characters 13 and 14 of its units' codes
 * @param street the street's number
 * @param area in square metres
 */
record Parcel(String district, int sequence, String kind, int street, int area) {
    private static final int IN_SUBDISTRICT = 800;
    private static final String[] STREETS = {"示例", "样板", "虚构", "模拟", "演练", "试验", "假设", "练习"};
    private static final String[] DIRECTIONS = {"", "东", "西", "南", "北", "中"};

    String code() {
        int place = sequence / IN_SUBDISTRICT;
        return String.format(
                "%s%03d%03d%s%05d", district, place / 900 + 1, place % 900 + 1, kind, sequence % IN_SUBDISTRICT + 1);
    }

    String location() {
        return "示例市" + STREETS[street % STREETS.length] + DIRECTIONS[street / STREETS.length % DIRECTIONS.length] + "路"
                + (sequence % 997 + 1) + "号";
    }
}
