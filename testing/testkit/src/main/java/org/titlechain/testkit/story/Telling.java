package org.titlechain.testkit.story;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.testkit.story.Draft.DraftRow;

/** One message of a story, until and after it is recorded. */
public final class Telling {
    private final Story story;
    private final Draft draft = new Draft();
    private final LocalDateTime registered;
    private final String caseNumber;
    private final int sequence;
    private String rightTable = "";
    private String certificate = "";
    private int holders;
    private long blockTime;
    private Decision decision = new Refused("NOT_RECORDED", Value.map().build());

    Telling(Story story, LocalDateTime registered, String caseNumber, int sequence) {
        this.story = story;
        this.registered = registered;
        this.caseNumber = caseNumber;
        this.sequence = sequence;
        this.blockTime = Story.milliseconds(registered.plusHours(1));
    }

    public Draft draft() {
        return draft;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String id() {
        return draft.head("BizMsgID");
    }

    /** The number of the certificate or proof that this message issues. */
    public String certificate() {
        return certificate;
    }

    Telling process() {
        String day = Story.text(registered).substring(0, 10);
        draft.add("DJT_DJ_SL")
                .with("YWH", caseNumber)
                .with("AJZT", "2")
                .with("SLSJ", Story.text(registered.minusHours(3)))
                .by("SLRY", "受理员");
        draft.add("DJF_DJ_SQ").with("YWH", caseNumber);
        draft.add("DJF_DJ_SJ").with("YWH", caseNumber).with("SJLX", "1");
        review("1", "审核员一", registered.minusHours(2));
        review("2", "审核员二", registered.minusHours(1));
        draft.add("DJF_DJ_DB")
                .with("YWH", caseNumber)
                .with("DBSJ", Story.text(registered))
                .with("CZJG", "1")
                .by("DBRYXM", "登簿员");
        draft.add("DJF_DJ_GD").with("YWH", caseNumber).with("GDSJ", day);
        return this;
    }

    private void review(String stage, String reviewer, LocalDateTime end) {
        draft.add("DJF_DJ_SH")
                .with("YWH", caseNumber)
                .with("SXH", stage)
                .with("SHKSSJ", Story.text(end.minusMinutes(20)))
                .with("SHJSSJ", Story.text(end))
                .with("CZJG", "1")
                .by("SHRYXM", reviewer);
    }

    /** Adds the row of a right with what every such row has. */
    public DraftRow row(String table) {
        rightTable = table;
        DraftRow row = draft.add(table)
                .with("BDCDYH", story.unit())
                .with("YWH", caseNumber)
                .with("DJSJ", Story.text(registered))
                .with("DJJG", "示例市不动产登记中心")
                .with("QSZT", "1");
        if (!table.equals("QLF_QL_ZXDJ") && !table.equals("QLF_QL_GZDJ")) {
            row.with("DJLX", draft.head("RegType")).with("QLLX", draft.head("RightType"));
        }
        return row;
    }

    /** The message registers the same right of the same holder on another unit too, under the same certificate. */
    public Telling also(String unit) {
        DraftRow right = row();
        DraftRow other = draft.add(rightTable).with("BDCDYH", unit);
        for (String same : List.of("YWH", "DJSJ", "DJJG", "DJLX", "QLLX", "QSZT", "BDCQZH")) {
            other.with(same, right.field(same));
        }
        draft.addCopy(draft.row("ZTT_GY_QLR")).with("BDCDYH", unit);
        return this;
    }

    /** The row of the right that this message is about. */
    public DraftRow row() {
        return draft.row(rightTable);
    }

    /** Adds the row of a right and the number of its certificate or proof. */
    public Telling right(String table, String numberAttribute) {
        row(table);
        if (table.equals("QLT_FW_FDCQ_YZ")) {
            row().with("FDZL", "示例市示例路1号22幢1401")
                    .with("JZMJ", "101.17")
                    .with("ZYJZMJ", "80.00")
                    .with("FTJZMJ", "21.17")
                    .with("GHYT", "11");
        }
        boolean proof = numberAttribute.equals("BDCDJZMH");
        certificate = String.format(Locale.ROOT, "测(2025)示例市%s第%07d号", proof ? "不动产证明" : "不动产权", sequence);
        row().with(numberAttribute, certificate);
        draft.add("DJF_DJ_FZ").with("YWH", caseNumber).with("FZSJ", Story.text(registered.plusMinutes(30)));
        draft.head("CertCount", proof ? "0" : "1").head("ProofCount", proof ? "1" : "0");
        return this;
    }

    /** Issues a certificate without a row of the right. */
    Telling certified() {
        certificate = String.format(Locale.ROOT, "测(2025)示例市不动产权第%07d号", sequence);
        draft.add("DJF_DJ_FZ").with("YWH", caseNumber);
        draft.head("CertCount", "1").head("ProofCount", "0");
        return this;
    }

    /** Names the right that was registered last as the one before this. */
    public Telling following() {
        row().with("SSYWH", story.ownershipCase());
        draft.head("PreCertID", story.ownershipCertificate()).head("PreEstateNum", story.unit());
        return this;
    }

    /** To a sole holder. */
    public Telling to(String name) {
        holder(name).with("GYFS", "0");
        return this;
    }

    /** To a holder by shares; called once for each. */
    public Telling to(String name, String share) {
        holder(name).with("GYFS", "2").with("QLBL", share);
        return this;
    }

    /** To a joint holder; called once for each. */
    public Telling jointlyTo(String name) {
        holder(name).with("GYFS", "1");
        return this;
    }

    private DraftRow holder(String name) {
        holders++;
        draft.rows("DJF_DJ_SQ").forEach(row -> row.by("QLRZJH", name));
        return draft.add("ZTT_GY_QLR")
                .with("BDCDYH", story.unit())
                .with("SXH", Integer.toString(holders))
                .with("BDCQZH", certificate)
                .by("ZJH", name);
    }

    /** The attribute of the right's row has a value that cannot be on the ledger. */
    public Telling unfit(String attribute) {
        row().unfit(attribute);
        return this;
    }

    /** Sets an attribute of the right's row; an empty text takes it out. */
    public Telling with(String attribute, String text) {
        row().with(attribute, text);
        return this;
    }

    /** Sets an attribute of the first row of the table. */
    public Telling with(String table, String attribute, String text) {
        draft.row(table).with(attribute, text);
        return this;
    }

    /** Sets an element of the head. */
    public Telling head(String element, String text) {
        draft.head(element, text);
        return this;
    }

    /** Takes out every row of the table. */
    public Telling without(String table) {
        draft.without(table);
        return this;
    }

    /** The certificate or proof has this number. */
    public Telling numbered(String number) {
        for (String attribute : List.of("BDCQZH", "BDCDJZMH")) {
            if (!rightTable.isEmpty()) {
                if (row().value().get("fields").asMap().has(attribute)) {
                    row().with(attribute, number);
                }
            }
        }
        draft.rows("ZTT_GY_QLR").forEach(row -> row.with("BDCQZH", number));
        certificate = number;
        return this;
    }

    /** The message is a supplement of another: its base id with a suffix. */
    public Telling supplementing(Telling other, String suffix) {
        draft.head("BizMsgID", other.id() + suffix);
        return this;
    }

    /** It was registered then, whenever it is told. */
    public Telling registeredAt(String time) {
        row().with("DJSJ", time);
        draft.without("DJF_DJ_DB").without("DJT_DJ_SL").without("DJF_DJ_SH").without("DJF_DJ_GD");
        return this;
    }

    /** It is recorded so many hours after its registration. */
    public Telling toldAfterHours(long hours) {
        blockTime = Story.milliseconds(registered.plusHours(hours));
        return this;
    }

    /** Records the message. */
    public Telling record() {
        decision = story.register().decide(draft.command(), Register.RECORDER, blockTime);
        if (rightTable.startsWith("QLT_FW") && decision instanceof Accepted) {
            story.owned(caseNumber, certificate);
        }
        return this;
    }

    public Decision decision() {
        return decision;
    }

    /** What the submitter was told. */
    public MapValue result() {
        if (decision instanceof Accepted accepted) {
            return accepted.result();
        }
        throw new AssertionError("refused: " + decision);
    }

    /** The kind of what happened. */
    public String kind() {
        return result().get("kind").asText();
    }

    /** The codes that were found, in the order of the rules. */
    public List<String> findings() {
        return result().get("findings").asList().stream()
                .map(finding -> finding.asMap().get("code").asText())
                .toList();
    }

    /** Exactly these were found, in any order and number. */
    public Telling expect(FindingCode... codes) {
        List<String> expected = Arrays.stream(codes).map(Enum::name).sorted().toList();
        List<String> found = findings().stream().distinct().sorted().toList();
        if (!found.equals(expected)) {
            throw new AssertionError("expected " + expected + ", found " + result().get("findings"));
        }
        return this;
    }

    /** It was refused with the code. */
    public Telling expectRefused(String code) {
        if (!(decision instanceof Refused refused) || !refused.code().equals(code)) {
            throw new AssertionError("expected refusal " + code + ", decided " + decision);
        }
        return this;
    }
}
