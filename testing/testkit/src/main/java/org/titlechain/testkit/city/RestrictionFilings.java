package org.titlechain.testkit.city;

import java.time.LocalDate;

/** Writes registrations of mortgages, seizures, notices, objections, easements and rights of habitation. */
final class RestrictionFilings {
    static final String OFFICE = "示例市不动产登记中心";

    private final CityOptions options;

    RestrictionFilings(CityOptions options) {
        this.options = options;
    }

    /** Where a burden ends: the case that ends it, the cause, and the time. */
    record Ending(String caseNumber, String cause, String time, String registrar) {}

    void mortgage(Filing filing, Unit unit, Burden burden, String state, boolean reversed, Ending ending) {
        LocalDate from = burden.registered().toLocalDate();
        LocalDate until = reversed ? from.minusYears(10) : from.plusYears(20);
        boolean ended = !ending.caseNumber().isEmpty();
        filing.draft.row("QLF_QL_DYAQ", "YSDM", "6002030100", "BDCDYH", unit.code(), "YWH", burden.caseNumber(),
                filing.newer ? "SSYWH" : "SCYWH", unit.caseNumber, "DJLX", ended ? "400" : "100", "DJYY", ended ? "主债权消灭" : "抵押",
                "DYBDCLX", "2", "DYR", unit.owner.name(), "DYFS", "1", "BDBZZQSE", "100.0000", "ZWLXQSSJ", Filing.stamp(from),
                "ZWLXJSSJ", Filing.stamp(until), "BDCDJZMH", burden.reference(),
                filing.newer ? "SFCZJZHXZ" : "", filing.newer ? burden.closed() ? "1" : "0" : "",
                filing.newer ? "DYQSW" : "", filing.newer ? "1" : "", filing.newer ? "DYRLX" : "", filing.newer ? "1" : "",
                "ZXDYYWH", ending.caseNumber(), "ZXDYYY", ending.cause(), "ZXSJ", ending.time(),
                filing.newer ? "ZXDBR" : "", filing.newer ? ending.registrar() : "",
                "DJJG", OFFICE, "DBR", filing.registrar(), "DJSJ", Filing.stamp(burden.registered()), "QSZT", state, "QXDM", options.district());
    }

    /**
     * A row of a seizure.
     *
     * @param type the code of 查封类型
     */
    void seizure(Filing filing, Unit unit, Burden burden, String type, String state, Ending ending, String releaseDocument) {
        LocalDate from = burden.registered().toLocalDate();
        boolean released = !ending.caseNumber().isEmpty();
        filing.draft.row("QLF_QL_CFDJ", "YSDM", "6002040300", "BDCDYH", unit.code(), "YWH", burden.caseNumber(),
                filing.newer ? "SSYWH" : "", filing.newer ? unit.caseNumber : "", "CFJG", "示例市中级人民法院", "CFLX", type,
                "CFWH", burden.reference(), "CFQSSJ", Filing.stamp(from), "CFJSSJ", Filing.stamp(from.plusYears(3)),
                "CFFW", "测试甲名下全部份额", "DJSJ", Filing.stamp(burden.registered()), "DJJG", OFFICE, "DBR", filing.registrar(),
                "JFYWH", ending.caseNumber(), "JFJG", released ? "示例市中级人民法院" : "", "JFWH", releaseDocument,
                "JFDJSJ", ending.time(), "JFDBR", ending.registrar(), "QSZT", state, "QXDM", options.district());
    }

    void notice(Filing filing, Unit unit, Burden burden, String kind, String state, Ending ending) {
        filing.draft.row("QLF_QL_YGDJ", "YSDM", "6002040100", "BDCDYH", unit.code(), "YWH", burden.caseNumber(),
                filing.newer ? "SSYWH" : "SCYWH", unit.caseNumber, "BDCZL", unit.location(), "YWR", unit.owner.name(),
                "YWRZJZL", unit.owner.identityType(filing.newer), "YWRZJH", unit.owner.identityNumber(), "YGDJZL", kind, "DJLX", "700",
                "DJYY", "预购商品房", "GHYT", "11", "FWXZ", "0", "FWJG", "3", "SZC", Integer.toString(unit.floor()), "ZCS", "18",
                "JZMJ", Filing.square(unit.area), "QDJG", "88.8", "BDCDJZMH", burden.reference(), "ZXYGYWH", ending.caseNumber(),
                "ZXYGYY", ending.cause(), "ZXSJ", ending.time(), "DJJG", OFFICE, "DBR", filing.registrar(),
                "DJSJ", Filing.stamp(burden.registered()), "QSZT", state, "QXDM", options.district());
    }

    void objection(Filing filing, Unit unit, Burden burden, String state, Ending ending) {
        filing.draft.row("QLF_QL_YYDJ", "YSDM", "6002040200", "BDCDYH", unit.code(), "YWH", burden.caseNumber(),
                filing.newer ? "SSYWH" : "", filing.newer ? unit.caseNumber : "",
                "YYSX", burden.holder().getFirst().name() + "称登记簿记载有误", "BDCDJZMH", burden.reference(), "ZXYYYWH", ending.caseNumber(),
                "ZXYYYY", ending.cause(), "ZXYYDBR", ending.registrar(), "ZXYYDJSJ", ending.time(), "DJJG", OFFICE,
                "DBR", filing.registrar(), "DJSJ", Filing.stamp(burden.registered()), "QSZT", state, "QXDM", options.district());
    }

    void easement(Filing filing, Unit unit, Unit beneficiary, Burden burden, String state) {
        filing.draft.row("QLF_QL_DYIQ", "YSDM", "6002020900", "YWH", burden.caseNumber(), "GYDBDCDYH", unit.code(),
                "GYDQLR", unit.owner.name(), "GYDQLRZJZL", unit.owner.identityType(filing.newer), "GYDQLRZJH", unit.owner.identityNumber(),
                "XYDBDCDYH", beneficiary.code(), "XYDZL", beneficiary.location(), "XYDQLR", beneficiary.owner.name(),
                "XYDQLRZJZL", beneficiary.owner.identityType(filing.newer), "XYDQLRZJH", beneficiary.owner.identityNumber(),
                "DYQNR", "通行", "BDCDJZMH", burden.reference(), "DJLX", "100", "DJYY", "地役权设立",
                "QLQSSJ", Filing.stamp(burden.registered().toLocalDate()), "QLJSSJ", Filing.stamp(burden.registered().toLocalDate().plusYears(20)),
                "DJJG", OFFICE, "DBR", filing.registrar(), "DJSJ", Filing.stamp(burden.registered()), "QSZT", state, "QXDM", options.district());
    }

    void habitation(Filing filing, Unit unit, Burden burden, String state) {
        filing.draft.row("QLF_QL_QTXGQL", "YSDM", "6002029900", "BDCDYH", unit.code(), "YWH", burden.caseNumber(), "QLLX", "99",
                "DJLX", "100", "DJYY", "居住权设立", "QLQSSJ", Filing.stamp(burden.registered().toLocalDate()),
                "QLJSSJ", Filing.stamp(burden.registered().toLocalDate().plusYears(30)), "BDCQZH", burden.reference(),
                "DJJG", OFFICE, "DBR", filing.registrar(), "DJSJ", Filing.stamp(burden.registered()), "FJ", "居住权", "QSZT", state,
                "QXDM", options.district());
    }
}
