package org.titlechain.server;

import java.util.Locale;

/** Invented access messages: the first registration of a flat, of district 999901. */
final class Messages {
    private Messages() {}

    static String id(int number) {
        return String.format(Locale.ROOT, "999901250314%06d", number);
    }

    static String unit(int number) {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 10_000 + number);
    }

    /** The first registration of unit {@code number}, held by somebody of that name and number. */
    static String first(int number, String name, String idNumber) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Message><Head>
                <BizMsgID>%s</BizMsgID><ASID>AS100</ASID><AreaCode>999901</AreaCode>
                <RecType>1000401</RecType><RightType>4</RightType><RegType>100</RegType>
                <CreateDate>2025-03-14T10:30:18</CreateDate><RecFlowID>20250312-%07d</RecFlowID>
                <RegOrgID>999901</RegOrgID><ParcelID>999901001002GB00014</ParcelID>
                <EstateNum>%s</EstateNum><PreEstateNum>/</PreEstateNum><PreCertID>/</PreCertID>
                <CertCount>1</CertCount><ProofCount>0</ProofCount><DigitalSign>00</DigitalSign>
                </Head><Data>
                <ZTT_GY_QLR BDCDYH="%s" BDCQZH="测(2025)示例市不动产权第%07d号" SXH="1" QLRMC="%s" ZJZL="1" ZJH="%s"\
                 QLRLX="1" GYFS="0" DH="%s" SFCZR="1" QXDM="999901" YSDM="6003000000"/>
                <QLT_FW_FDCQ_YZ BDCDYH="%s" YWH="20250312-%07d" QLLX="4" DJLX="100" DJYY="买卖" FDZL="示例路1号"\
                 GHYT="11" FWXZ="0" FWJG="3" SZC="14" ZCS="18" JZMJ="101.17" ZYJZMJ="80.00" FTJZMJ="21.17"\
                 FDCJYJG="100.0" BDCQZH="测(2025)示例市不动产权第%07d号" DJJG="示例市不动产登记中心" DBR="登簿员A"\
                 DJSJ="2025-03-14T10:30:18+08:00" QSZT="1" QXDM="999901" YSDM="6002010200"/>
                </Data></Message>
                """.formatted(
                        id(number),
                        number,
                        unit(number),
                        unit(number),
                        number,
                        name,
                        idNumber,
                        "139" + idNumber.replaceAll("[^0-9]", ""),
                        unit(number),
                        number,
                        number);
    }

    static String first(int number) {
        return first(number, "测试甲" + number, String.format(Locale.ROOT, "TESTID%04d", number));
    }
}
