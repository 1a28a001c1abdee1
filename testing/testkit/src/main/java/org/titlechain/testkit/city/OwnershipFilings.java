package org.titlechain.testkit.city;

import java.util.List;
import org.titlechain.testkit.city.Unit.Family;

/** Writes registrations of ownership and use rights. */
final class OwnershipFilings {
    private static final String OFFICE = "示例市不动产登记中心";

    private final CityOptions options;

    OwnershipFilings(CityOptions options) {
        this.options = options;
    }

    /** The four digits of the right's group in {@code RecType}, with the two of its kind. */
    static String group(Family family) {
        return switch (family) {
            case HOUSE, HOMESTEAD -> "000402";
            case LAND -> "000301";
            case COLLECTIVE_LAND -> "000101";
            case FARMLAND -> "000901";
            case FOREST -> "001201";
            case SEA -> "001501";
            case STRUCTURE -> "001601";
            case COMMON_PARTS -> "000403";
        };
    }

    static String rightType(Family family) {
        return switch (family) {
            case HOUSE, STRUCTURE, COMMON_PARTS -> "4";
            case LAND -> "3";
            case COLLECTIVE_LAND -> "1";
            case HOMESTEAD -> "6";
            case FARMLAND -> "9";
            case FOREST -> "12";
            case SEA -> "15";
        };
    }

    static String table(Family family) {
        return switch (family) {
            case HOUSE, HOMESTEAD -> "QLT_FW_FDCQ_YZ";
            case LAND -> "QLF_QL_JSYDSYQ";
            case COLLECTIVE_LAND -> "QLF_QL_TDSYQ";
            case FARMLAND -> "QLF_QL_NYDSYQ";
            case FOREST -> "QLT_QL_LQ";
            case SEA -> "QLF_QL_HYSYQ";
            case STRUCTURE -> "QLT_QL_GJZWSYQ";
            case COMMON_PARTS -> "QLF_FW_FDCQ_QFSYQ";
        };
    }

    /** The natural state: parcel and building rows. */
    void nature(Filing filing, Unit unit) {
        Parcel parcel = unit.parcel;
        String district = options.district();
        switch (unit.family) {
            case HOUSE, HOMESTEAD -> building(filing, unit);
            case LAND, COLLECTIVE_LAND, FARMLAND, FOREST ->
                filing.draft
                        .row(
                                "KTT_ZDJBXX",
                                "YSDM",
                                "6001010000",
                                "BDCDYH",
                                unit.code(),
                                "ZDDM",
                                parcel.code(),
                                "ZL",
                                parcel.location(),
                                "ZDMJ",
                                Integer.toString(parcel.area()),
                                "MJDW",
                                "1",
                                "YT",
                                parcel.kind().equals("GB") ? "0701" : "0101",
                                "QLLX",
                                rightType(unit.family),
                                "QLXZ",
                                parcel.kind().startsWith("G") ? "102" : "200",
                                "QLSDFS",
                                "2",
                                "ZT",
                                "1",
                                "ZDSZD",
                                "测试道路",
                                "ZDSZX",
                                "测试河流",
                                "QXDM",
                                district)
                        .row(
                                "ZD_K_103",
                                "BDCDYH",
                                unit.code(),
                                "XH",
                                "1",
                                "XZB",
                                "40500" + parcel.sequence() + ".1",
                                "YZB",
                                "3350001.2",
                                "ZDX",
                                "1")
                        .row(
                                "ZD_K_103",
                                "BDCDYH",
                                unit.code(),
                                "XH",
                                "2",
                                "XZB",
                                "40510" + parcel.sequence() + ".1",
                                "YZB",
                                "3350002.2",
                                "ZDX",
                                "1");
            case SEA ->
                filing.draft.row(
                        "KTT_ZHJBXX",
                        "YSDM",
                        "6001020000",
                        "BDCDYH",
                        unit.code(),
                        "ZHDM",
                        parcel.code(),
                        "ZHMJ",
                        Integer.toString(parcel.area()),
                        "YHZMJ",
                        Integer.toString(parcel.area()),
                        "ZT",
                        "1",
                        "QXDM",
                        district);
            case STRUCTURE ->
                filing.draft.row(
                        "KTT_GZW",
                        "YSDM",
                        "6001030200",
                        "BDCDYH",
                        unit.code(),
                        "ZDZHDM",
                        parcel.code(),
                        "ZL",
                        parcel.location(),
                        "MJ",
                        Filing.square(unit.area),
                        "MJDW",
                        "1",
                        "ZT",
                        "1");
            case COMMON_PARTS -> {}
        }
    }

    private void building(Filing filing, Unit unit) {
        String number = String.format("%04d", unit.building);
        String district = options.district();
        String floor = Integer.toString(Math.max(1, unit.floor()));
        filing.draft
                .row(
                        "KTT_FW_ZRZ",
                        "YSDM",
                        "6001030110",
                        "BDCDYH",
                        unit.parcel.code() + "F" + number + "0000",
                        "ZDDM",
                        unit.parcel.code(),
                        "ZRZH",
                        number,
                        "ZCS",
                        "18",
                        "GHYT",
                        "11",
                        "FWJG",
                        "3",
                        "ZT",
                        "1",
                        "QXDM",
                        district)
                .row(
                        "KTT_FW_LJZ",
                        "YSDM",
                        "6001030120",
                        "LJZH",
                        number,
                        "ZRZH",
                        number,
                        "JZWZT",
                        "3",
                        "ZCS",
                        "18",
                        "QXDM",
                        district)
                .row(
                        "KTT_FW_C",
                        "YSDM",
                        "6001030130",
                        "CH",
                        floor,
                        "ZRZH",
                        number,
                        "SJC",
                        floor,
                        "MYC",
                        floor,
                        "QXDM",
                        district)
                .row(
                        "KTT_FW_H",
                        "YSDM",
                        "6001030140",
                        "BDCDYH",
                        unit.code(),
                        "ZRZH",
                        number,
                        "LJZH",
                        number,
                        "CH",
                        floor,
                        "HH",
                        Integer.toString(unit.door % 100),
                        "ZL",
                        unit.location(),
                        "MJDW",
                        "1",
                        "SCJZMJ",
                        Filing.square(unit.area),
                        "SCTNJZMJ",
                        Filing.square(inner(unit)),
                        "SCFTJZMJ",
                        Filing.square(unit.area - inner(unit)),
                        "FWYT1",
                        "11",
                        "FWXZ",
                        "0",
                        "ZT",
                        "1",
                        "QXDM",
                        district);
    }

    private static int inner(Unit unit) {
        return unit.area * 4 / 5;
    }

    /**
     * The row of the right.
     *
     * @param mismatch added to the shared area, to plant {@link Breach#AREA_MISMATCH}
     */
    void right(
            Filing filing,
            Unit unit,
            String registrationType,
            String cause,
            String previousCase,
            String price,
            int mismatch) {
        String previous = filing.newer && unit.family != Family.STRUCTURE ? "SSYWH" : "";
        String start = Filing.stamp(filing.registered.toLocalDate().minusYears(2));
        String end = Filing.stamp(filing.registered.toLocalDate().plusYears(68));
        String from = termStart(unit.family);
        String until = from.isEmpty() ? "" : from.replace("QSSJ", "JSSJ");
        boolean house = unit.family == Family.HOUSE || unit.family == Family.HOMESTEAD;
        boolean common = unit.family == Family.COMMON_PARTS;
        filing.draft.row(
                table(unit.family),
                "YSDM",
                featureCode(unit.family),
                "BDCDYH",
                unit.code(),
                "YWH",
                filing.caseNumber,
                previous,
                previous.isEmpty() ? "" : previousCase,
                "QLLX",
                rightType(unit.family),
                "DJLX",
                common && !filing.newer ? "" : registrationType,
                "DJYY",
                common ? "" : cause,
                house ? "FDZL" : unit.family == Family.FARMLAND || unit.family == Family.STRUCTURE ? "ZL" : "",
                unit.location(),
                areaColumn(unit.family),
                area(unit),
                from,
                from.isEmpty() ? "" : start,
                until,
                until.isEmpty() ? "" : end,
                "GHYT",
                house ? "11" : "",
                "FWXZ",
                house ? "0" : "",
                "FWJG",
                house ? "3" : "",
                "SZC",
                house ? Integer.toString(Math.max(1, unit.floor())) : "",
                "ZCS",
                house ? "18" : "",
                "JGSJ",
                house ? Filing.stamp(filing.registered.toLocalDate().minusYears(1)) : "",
                "JZMJ",
                house ? Filing.square(unit.area) : "",
                "ZYJZMJ",
                house ? Filing.square(inner(unit)) : "",
                "FTJZMJ",
                house ? Filing.square(unit.area - inner(unit) + mismatch) : "",
                house ? "FDCJYJG" : "",
                price,
                "FBFMC",
                unit.family == Family.FARMLAND ? "测试村农民集体" : "",
                "BDCQZH",
                common ? "" : unit.certificate,
                "DJJG",
                OFFICE,
                "DBR",
                filing.registrar(),
                "DJSJ",
                Filing.stamp(filing.registered),
                "FJ",
                filing.registered.getSecond() % 7 == 0 ? "附记：" + unit.owner.name() + "申请" : "",
                "QSZT",
                "1",
                "QXDM",
                options.district());
    }

    private static String area(Unit unit) {
        return unit.family == Family.STRUCTURE || unit.family == Family.COMMON_PARTS
                ? Filing.square(unit.area)
                : unit.family == Family.HOUSE || unit.family == Family.HOMESTEAD
                        ? ""
                        : Integer.toString(unit.parcel.area());
    }

    private static String areaColumn(Family family) {
        return switch (family) {
            case HOUSE, HOMESTEAD -> "";
            case LAND, FOREST, SEA -> "SYQMJ";
            case COLLECTIVE_LAND -> "NYDMJ";
            case FARMLAND -> "CBMJ";
            case STRUCTURE -> "GJZWMJ";
            case COMMON_PARTS -> "JGZWMJ";
        };
    }

    private static String termStart(Family family) {
        return switch (family) {
            case HOUSE -> "TDSYQSSJ";
            case LAND, SEA -> "SYQQSSJ";
            case FARMLAND -> "CBQSSJ";
            case FOREST -> "LDSYQSSJ";
            case STRUCTURE -> "TDHYSYQSSJ";
            case HOMESTEAD, COLLECTIVE_LAND, COMMON_PARTS -> "";
        };
    }

    private static String featureCode(Family family) {
        return switch (family) {
            case HOUSE, HOMESTEAD -> "6002010200";
            case LAND -> "6002020300";
            case COLLECTIVE_LAND -> "6002010100";
            case FARMLAND -> "6002020500";
            case FOREST -> "6002010300";
            case SEA -> "6002020600";
            case STRUCTURE -> "6002010220";
            case COMMON_PARTS -> "6002010210";
        };
    }

    /** A row for each owner. */
    void holders(Filing filing, Unit unit, String wrongShare) {
        List<Party> owners = unit.owners();
        for (int i = 0; i < owners.size(); i++) {
            int percent = i == 0 ? unit.share : 100 - unit.share;
            String share = unit.coOwnership().equals("2") ? percent == 50 ? "1/2" : percent + "%" : "";
            filing.holder(
                    unit,
                    owners.get(i),
                    i + 1,
                    unit.certificate,
                    unit.coOwnership(),
                    i == owners.size() - 1 && !wrongShare.isEmpty() ? wrongShare : share);
        }
    }
}
