package org.titlechain.testkit.city;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One registration on its way into a message: who handled it, when, and the rows that every message has. */
final class Filing {
    private static final String ZONE = "+08:00";
    private static final String[] ENCODINGS = {"UTF-8", "UTF-8", "UTF-8 with mark", "GBK", "GB18030"};

    final String caseNumber;
    final LocalDateTime registered;
    final LocalDateTime accepted;
    final boolean newer;
    final List<Breach> breaches = new ArrayList<>();
    final List<String> units = new ArrayList<>();
    final MessageDraft draft = new MessageDraft();
    private final Desk desk;
    private final CityOptions options;
    private final SplittableRandom random;
    private final SortedMap<String, Set<String>> canaries = new TreeMap<>();
    private String registrar;
    private String acceptor;
    private String reviewer;

    Filing(Desk desk, CityOptions options, SplittableRandom random, LocalDateTime registered, boolean newer) {
        this.desk = desk;
        this.options = options;
        this.random = random;
        this.newer = newer;
        this.caseNumber = desk.caseNumber();
        this.registered = registered;
        this.accepted = Desk.before(registered, random.nextInt(5), random);
        this.registrar = Desk.officer("登簿员", random.nextInt(5));
        this.acceptor = Desk.officer("受理员", random.nextInt(9));
        this.reviewer = Desk.officer("审核员", random.nextInt(7));
    }

    /** Plants {@link Breach#STAFF_NOT_SEPARATED}. */
    void oneOfficerForAll() {
        acceptor = registrar;
        reviewer = registrar;
        breaches.add(Breach.STAFF_NOT_SEPARATED);
    }

    String registrar() {
        return registrar;
    }

    static String stamp(LocalDateTime time) {
        return time.withNano(0).format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")) + ZONE;
    }

    static String stamp(LocalDate date) {
        return date + "T00:00:00" + ZONE;
    }

    static String square(int hundredths) {
        return String.format("%d.%02d", hundredths / 100, hundredths % 100);
    }

    /** The name of the attribute with the case before this one in tables that both layouts give it to. */
    String previousCaseColumn() {
        return newer ? "SSYWH" : "SCYWH";
    }

    Filing head(
            String recordType,
            String rightType,
            String registrationType,
            Unit unit,
            String before,
            int certificates,
            int proofs) {
        unit.settle(registered);
        units.add(unit.code());
        draft.head("BizMsgID", "")
                .head("ASID", "AS100")
                .head("AreaCode", options.district())
                .head("RecType", recordType)
                .head("RightType", rightType)
                .head("RegType", registrationType)
                .head(
                        "CreateDate",
                        registered.plusSeconds(5).toString().length() == 16
                                ? registered + ":05"
                                : registered.plusSeconds(5).toString())
                .head("RecFlowID", caseNumber)
                .head("RegOrgID", options.district())
                .head("ParcelID", unit.parcel.code())
                .head("EstateNum", unit.code())
                .head("PreEstateNum", before.isEmpty() ? "/" : unit.code())
                .head("PreCertID", before.isEmpty() ? "/" : Desk.spelled(before, random))
                .head("CertCount", Integer.toString(certificates))
                .head("ProofCount", Integer.toString(proofs));
        if (random.nextInt(3) > 0) {
            draft.head("DigitalSign", String.format("%016x", random.nextLong()).repeat(16));
        }
        return this;
    }

    /** Says in the head which units went into which. */
    void lineage(List<Unit> before, List<Unit> after) {
        units.clear();
        after.forEach(unit -> units.add(unit.code()));
        draft.setHead(
                "PreEstateNum", String.join(",", before.stream().map(Unit::code).toList()));
        draft.setHead("EstateNum", String.join(",", units));
        draft.setHead(
                "PreCertID",
                String.join(",", before.stream().map(unit -> unit.certificate).toList()));
    }

    /** A row of 权利人. */
    void holder(Unit unit, Party party, int order, String certificate, String coOwnership, String share) {
        noteCanaries(party);
        draft.row(
                "ZTT_GY_QLR",
                "YSDM",
                "6003000000",
                "BDCDYH",
                unit.code(),
                "BDCQZH",
                certificate,
                "SXH",
                Integer.toString(order),
                "QLRMC",
                party.name(),
                "ZJZL",
                party.identityType(newer),
                "ZJH",
                party.identityNumber(),
                "GJ",
                "142",
                "HJSZSS",
                options.district().substring(0, 2) + "0000",
                "XB",
                party.kind() == Party.Kind.PERSON ? "3" : "",
                "DH",
                party.phone(),
                "DZ",
                party.address(),
                "QLRLX",
                party.holderType(),
                "GYFS",
                coOwnership,
                "QLBL",
                share,
                "SFCZR",
                "1",
                "QXDM",
                options.district(),
                "QZYSXLH",
                certificate.isEmpty()
                        ? ""
                        : String.format("TEST%09d", Math.floorMod(certificate.hashCode(), 999_999_999)),
                newer ? "YWH" : "",
                newer ? caseNumber : "",
                newer ? "DJSJ" : "",
                newer ? stamp(registered) : "");
    }

    void noteCanaries(Party party) {
        note("name", party.name());
        note("number", party.identityNumber());
        note("phone", party.phone());
        note("address", party.address());
    }

    private void note(String kind, String value) {
        canaries.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(value);
    }

    /** Applicants on both sides, acceptance, materials, reviews, entry, certificates and archive. */
    void process(
            Unit unit,
            String registrationType,
            String recordType,
            List<Party> holders,
            List<Party> obligors,
            String material,
            String certificate) {
        applicants(holders, obligors);
        String place = unit.location();
        if (newer) {
            draft.row(
                    "DJT_DJ_SL",
                    "YSDM",
                    "6004010000",
                    "YWH",
                    caseNumber,
                    "DJLX",
                    registrationType,
                    "SLRY",
                    acceptor,
                    "SLSJ",
                    stamp(accepted),
                    "ZL",
                    place,
                    "TZRXM",
                    phoneOwner(holders),
                    "TZFS",
                    "1",
                    "TZRYDDH",
                    phone(holders),
                    "SFWTAJ",
                    "0",
                    "JSSJ",
                    stamp(registered),
                    "AJZT",
                    "2",
                    "QXDM",
                    options.district());
        } else {
            draft.row(
                    "DJT_DJ_SLSQ",
                    "YSDM",
                    "6004010000",
                    "YWH",
                    caseNumber,
                    "DJDL",
                    registrationType,
                    "DJXL",
                    recordType,
                    "SLRY",
                    acceptor,
                    "SLSJ",
                    stamp(accepted),
                    "JSSJ",
                    stamp(registered),
                    "AJZT",
                    "2",
                    "SQZSBS",
                    "0",
                    "SQFBCZ",
                    "0",
                    "SFWTAJ",
                    "0",
                    "TZFS",
                    "1",
                    "TZRXM",
                    phoneOwner(holders),
                    "TZRYDDH",
                    phone(holders),
                    "ZL",
                    place,
                    "QXDM",
                    options.district());
        }
        draft.row(
                "DJF_DJ_SJ",
                "YSDM",
                "6004030000",
                "YWH",
                caseNumber,
                "SJSJ",
                stamp(accepted),
                "SJLX",
                "1",
                "SJMC",
                material,
                "SJSL",
                "1",
                "SFSJSY",
                "1",
                "SFEWSJ",
                "0",
                "SFBCSJ",
                "0",
                "YS",
                Integer.toString(1 + random.nextInt(20)),
                "QXDM",
                options.district());
        reviews();
        if (newer) {
            draft.row(
                    "DJF_DJ_DB",
                    "YSDM",
                    "6004060000",
                    "YWH",
                    caseNumber,
                    "DBRYXM",
                    registrar,
                    "DBSJ",
                    stamp(registered),
                    "DBYJ",
                    "准予登记",
                    "CZJG",
                    "1",
                    "QXDM",
                    options.district());
        }
        if (!certificate.isEmpty()) {
            issue(holders, certificate);
        }
        draft.row(
                "DJF_DJ_GD",
                "YSDM",
                "6004080000",
                "YWH",
                caseNumber,
                newer ? "" : "DJDL",
                newer ? "" : registrationType,
                newer ? "" : "DJXL",
                newer ? "" : recordType,
                "ZL",
                place,
                "QZHM",
                certificate,
                "WJJS",
                "5",
                "ZYS",
                "30",
                "GDRY",
                Desk.officer("归档员", 5),
                "GDSJ",
                stamp(registered.toLocalDate().plusDays(6)),
                "QXDM",
                options.district());
    }

    private void applicants(List<Party> holders, List<Party> obligors) {
        for (int i = 0; i < Math.max(holders.size(), obligors.size()); i++) {
            Party holder = holders.isEmpty() ? obligors.getFirst() : holders.get(Math.min(i, holders.size() - 1));
            noteCanaries(holder);
            boolean two = i < obligors.size() && !holders.isEmpty();
            Party obligor = two ? obligors.get(i) : holder;
            if (two) {
                noteCanaries(obligor);
            }
            draft.row(
                    newer ? "DJF_DJ_SQ" : "DJF_DJ_SQR",
                    "YSDM",
                    "6004020000",
                    "YWH",
                    caseNumber,
                    "QLRMC",
                    holder.name(),
                    "QLRZJZL",
                    holder.identityType(newer),
                    "QLRZJH",
                    holder.identityNumber(),
                    "QLRTXDZ",
                    holder.address(),
                    "YWRMC",
                    two ? obligor.name() : "",
                    "YWRZJZL",
                    two ? obligor.identityType(newer) : "",
                    "YWRZJH",
                    two ? obligor.identityNumber() : "",
                    "YWRTXDZ",
                    two ? obligor.address() : "",
                    "QXDM",
                    options.district());
        }
    }

    private static String phoneOwner(List<Party> parties) {
        return parties.isEmpty() ? "" : parties.getFirst().name();
    }

    private static String phone(List<Party> parties) {
        return parties.isEmpty() ? "" : parties.getFirst().phone();
    }

    private void reviews() {
        long minutes =
                Math.max(2, java.time.Duration.between(accepted, registered).toMinutes());
        LocalDateTime first = accepted.plusMinutes(minutes / 3);
        LocalDateTime second = accepted.plusMinutes(minutes * 2 / 3);
        review("初审", 1, accepted.plusMinutes(1), first, reviewer);
        review("复审", 2, first, second, reviewer);
    }

    private void review(String stage, int order, LocalDateTime from, LocalDateTime until, String officer) {
        draft.row(
                "DJF_DJ_SH",
                "YSDM",
                "6004050000",
                "YWH",
                caseNumber,
                "JDMC",
                stage,
                "SXH",
                Integer.toString(order),
                "SHRYXM",
                officer,
                "SHKSSJ",
                stamp(from),
                "SHJSSJ",
                stamp(until),
                "SHYJ",
                "同意",
                "CZJG",
                "1",
                "QXDM",
                options.district());
    }

    /** The rows of a certificate that is issued. */
    void issue(List<Party> holders, String certificate) {
        boolean proof = certificate.contains("证明");
        if (!newer) {
            draft.row(
                    "DJF_DJ_SZ",
                    "YSDM",
                    "6004060000",
                    "YWH",
                    caseNumber,
                    "SZMC",
                    proof ? "不动产登记证明" : "不动产权证书",
                    "SZZH",
                    certificate,
                    "SZRY",
                    Desk.officer("缮证员", 3),
                    "SZSJ",
                    stamp(registered.plusMinutes(20)),
                    "QXDM",
                    options.district());
        }
        Party receiver = holders.getFirst();
        draft.row(
                "DJF_DJ_FZ",
                "YSDM",
                "6004070000",
                "YWH",
                caseNumber,
                "FZRY",
                Desk.officer("发证员", 4),
                "FZSJ",
                stamp(registered.plusMinutes(40)),
                "FZMC",
                proof ? "不动产登记证明" : "不动产权证书",
                "FZSL",
                "1",
                "HFZSH",
                certificate,
                "LZRXM",
                receiver.name(),
                "LZRZJLB",
                receiver.identityType(newer),
                "LZRZJHM",
                receiver.identityNumber(),
                "LZRDH",
                receiver.phone(),
                "QXDM",
                options.district());
    }

    /** Plants a fault in the writing. */
    void blemish(Breach breach) {
        breaches.add(breach);
        switch (breach) {
            case TIMES_OUT_OF_ORDER ->
                draft.setLast(newer ? "DJT_DJ_SL" : "DJT_DJ_SLSQ", "SLSJ", stamp(registered.plusDays(2)));
            case REVIEW_NOT_PASSED -> draft.setLast("DJF_DJ_SH", "CZJG", "2");
            case CERTIFICATE_COUNT_MISMATCH -> draft.setHead("CertCount", "3");
            case CODE_UNKNOWN -> draft.setLast("ZTT_GY_QLR", "QLRLX", "77");
            case PARCEL_MISMATCH -> draft.setHead("ParcelID", options.district() + "099099GB99999");
            case ARCHIVE_ROW_MISSING -> draft.drop("DJF_DJ_GD");
            default -> throw new IllegalArgumentException(breach + " is no fault in the writing");
        }
    }

    /** Writes the message under the next number of the day. */
    CityMessage finish(String recordType) {
        return finish(recordType, desk.messageId());
    }

    CityMessage finish(String recordType, String id) {
        draft.setHead("BizMsgID", id);
        if (random.nextInt(20) == 0) {
            draft.repeatRow(random.nextInt(8));
        }
        String encoding = options.encodings() == CityOptions.Encodings.ALL
                ? ENCODINGS[random.nextInt(ENCODINGS.length)]
                : "UTF-8";
        SortedMap<String, List<String>> personal = new TreeMap<>();
        canaries.forEach((kind, values) -> personal.put(kind, List.copyOf(values)));
        return new CityMessage(
                id,
                "Biz" + id + ".xml",
                draft.write(encoding),
                encoding,
                newer,
                recordType,
                registered,
                List.copyOf(units),
                List.copyOf(breaches),
                personal);
    }
}
