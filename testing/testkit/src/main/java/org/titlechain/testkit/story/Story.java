package org.titlechain.testkit.story;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;

/**
 * A story of registrations on one chain. Each telling begins as a complete and flawless message, a day after the one
 * before, and is recorded an hour after its registration; a test says what is different.
 */
public final class Story {
    /** A flat. */
    public static final String HOUSE = "999901001002GB00014F00220045";
    /** The land that it stands on. */
    public static final String LAND = "999901001002GB00014W00000000";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int FIRST_YEAR = 2025;

    private final Register register;
    private LocalDateTime now;
    private int sequence;
    private String ownershipCase = "";
    private String ownershipCertificate = "";
    private String unit;

    private Story(Register register, String unit, LocalDateTime now) {
        this.register = register;
        this.unit = unit;
        this.now = now;
    }

    /** A story that begins with a flat. */
    public static Story given(String unit) {
        return given(unit, TitleChainContract.VERSION);
    }

    /** A story that is decided by the version of the contract. */
    public static Story given(String unit, long version) {
        return on(Register.begin(version), unit, LocalDateTime.of(FIRST_YEAR, 3, 1, 10, 0));
    }

    /** A story that goes on with a chain, from the time on. */
    static Story on(Register register, String unit, LocalDateTime time) {
        return new Story(register, unit, time);
    }

    /** The story goes on with this unit. */
    public Story and(String other) {
        unit = other;
        ownershipCase = "";
        ownershipCertificate = "";
        return this;
    }

    /** The chain that the story is told on. */
    public Register register() {
        return register;
    }

    String unit() {
        return unit;
    }

    /** The time of registration that the next telling has. */
    LocalDateTime now() {
        return now;
    }

    /** Lets days go by. */
    public Story later(int days) {
        now = now.plusDays(days);
        return this;
    }

    static String text(LocalDateTime time) {
        return time.format(TIME);
    }

    static long milliseconds(LocalDateTime time) {
        return time.toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }

    static LocalDateTime local(long milliseconds) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.ofHours(8));
    }

    void owned(String caseNumber, String certificate) {
        ownershipCase = caseNumber;
        ownershipCertificate = certificate;
    }

    /** The case of the right that was registered last. */
    public String ownershipCase() {
        return ownershipCase;
    }

    /** The certificate of the right that was registered last. */
    public String ownershipCertificate() {
        return ownershipCertificate;
    }

    /**
     * A flawless message.
     *
     * @param recordType RecType
     * @param registrationType RegType
     * @param rightType RightType; empty for none
     */
    public Telling message(String recordType, String registrationType, String rightType) {
        sequence++;
        now = now.plusDays(1);
        String caseNumber = String.format(Locale.ROOT, "%s-%07d", now.format(DAY), sequence);
        String id = String.format(Locale.ROOT, "%s%s%06d", unit.substring(0, 6), now.format(DAY), sequence);
        Telling telling = new Telling(this, now, caseNumber, sequence);
        telling.draft()
                .head("BizMsgID", id)
                .head("ASID", "AS100")
                .head("AreaCode", unit.substring(0, 6))
                .head("RecType", recordType)
                .head("RightType", rightType)
                .head("RegType", registrationType)
                .head("CreateDate", text(now))
                .head("RecFlowID", caseNumber)
                .head("ParcelID", unit.substring(0, 19))
                .head("EstateNum", unit);
        return telling.process();
    }

    private Telling house(String recordType, String registrationType) {
        return message(recordType, registrationType, "4").right("QLT_FW_FDCQ_YZ", "BDCQZH");
    }

    /** A first registration of the flat (首次登记). */
    public Telling firstRegistered() {
        return house("1000402", "100");
    }

    /** A transfer of the flat from the last owner (转移登记). */
    public Telling transferred() {
        return house("2000402", "200").following();
    }

    /** A change of the flat (变更登记). */
    public Telling changed() {
        return house("3000402", "300").following();
    }

    /** A correction of the flat (更正登记), with its description. */
    public Telling corrected() {
        Telling telling = house("5000402", "500").following();
        telling.row("QLF_QL_GZDJ").with("SSYWH", ownershipCase).with("GZDJLX", "1");
        return telling;
    }

    /** A replaced certificate for the flat (换证、补证), without a row of the right. */
    public Telling replaced() {
        Telling telling = message("9000402", "900", "4").certified();
        telling.draft().head("PreCertID", ownershipCertificate);
        return telling;
    }

    /** A cancellation of the right that was registered last (注销登记). */
    public Telling cancelled() {
        Telling telling = message("4000101", "400", "4");
        telling.row("QLF_QL_ZXDJ")
                .with("SSYWH", ownershipCase)
                .with("BDCQZH", ownershipCertificate)
                .with("ZXYWH", telling.caseNumber())
                .with("ZXSJ", text(now));
        return telling;
    }

    /** A mortgage in the newer codes (抵押权首次登记). */
    public Telling mortgaged() {
        return mortgage("1003701", "100", "37");
    }

    /** A mortgage in the older codes, where every act on mortgages is 9000101. */
    public Telling mortgagedInTheOldCodes(String registrationType) {
        Telling telling = mortgage("9000101", registrationType, "23");
        telling.draft().layoutOf2015();
        return telling;
    }

    /** A mortgage message. */
    public Telling mortgage(String recordType, String registrationType, String rightType) {
        Telling telling = message(recordType, registrationType, rightType).right("QLF_QL_DYAQ", "BDCDJZMH");
        telling.row()
                .with("DYFS", "1")
                .with("ZWLXQSSJ", "2025-01-01")
                .with("ZWLXJSSJ", "2045-01-01")
                .with("SFCZJZHXZ", "0");
        return telling;
    }

    /** The release of a mortgage (抵押权注销): the row of the mortgage with the case that ended it. */
    public Telling mortgageReleased(String mortgageCase) {
        Telling telling = message("9000101", "400", "37");
        telling.draft().add("ZTT_GY_QLR").with("BDCDYH", unit);
        telling.row("QLF_QL_DYAQ")
                .with("YWH", mortgageCase)
                .with("ZXDYYWH", telling.caseNumber())
                .with("ZXSJ", text(now))
                .with("QSZT", "3");
        return telling;
    }

    /** A seizure for three years (查封登记). */
    public Telling seized(String type) {
        Telling telling = message("8000101", "800", "");
        telling.draft().without("ZTT_GY_QLR").without("DJF_DJ_SQ").without("DJF_DJ_FZ");
        telling.row("QLF_QL_CFDJ")
                .with("CFLX", type)
                .with("CFJG", "示例市人民法院")
                .with("CFWH", "(2025)测执" + telling.caseNumber() + "号")
                .with("CFQSSJ", "2025-03-01")
                .with("CFJSSJ", "2028-02-28");
        return telling;
    }

    /** The release of a seizure (解封). */
    public Telling released(String seizureCase) {
        Telling telling = message("8000101", "800", "");
        telling.draft().without("ZTT_GY_QLR").without("DJF_DJ_SQ").without("DJF_DJ_FZ");
        telling.row("QLF_QL_CFDJ")
                .with("YWH", seizureCase)
                .with("JFYWH", telling.caseNumber())
                .with("JFDJSJ", text(now))
                .with("QSZT", "3");
        return telling;
    }

    /** An advance notice (预告登记) of the kind in list YGDJZL. */
    public Telling noticed(String kind) {
        Telling telling = message("7000101", "700", "").right("QLF_QL_YGDJ", "BDCDJZMH");
        telling.row().with("YGDJZL", kind);
        return telling;
    }

    /** An objection (异议登记). */
    public Telling objected() {
        return message("6000101", "600", "").right("QLF_QL_YYDJ", "BDCDJZMH");
    }

    /** The register sheet of a unit. */
    public Optional<MapValue> findSheet(String code) {
        return register.find("unit/" + code);
    }

    /** The register sheet of the unit that the story is about. */
    public MapValue sheet() {
        return findSheet(unit).orElseThrow();
    }

    /** How many items a list of the sheet has. */
    public int count(String list) {
        return sheet().get(list).asList().size();
    }

    /** The item of a list of the sheet. */
    public MapValue item(String list, int index) {
        return sheet().get(list).asList().get(index).asMap();
    }

    /** The remarks' codes on the sheet. */
    public List<String> remarks() {
        return sheet().get("remarks").asList().stream()
                .map(remark -> remark.asMap().get("code").asText())
                .toList();
    }

    /** Whether the party is the only holder of the only right. */
    public boolean isOwnedBy(String name) {
        return count("rights") == 1
                && item("rights", 0).get("holders").asList().size() == 1
                && item("rights", 0)
                        .get("holders")
                        .asList()
                        .getFirst()
                        .asMap()
                        .get("party")
                        .equals(Value.of(Draft.party(name)));
    }
}
