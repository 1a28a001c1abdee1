package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.Area;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.LocalDateTimeText;
import org.titlechain.contract.value.Share;

/** Turns rows into rights and restrictions. */
public final class Drafts {
    /** Attributes that have a place of their own in a right or restriction, or say nothing about it. */
    private static final Set<String> PLACED = Collections.unmodifiableSet(new TreeSet<>(List.of(
            "BDCDYH",
            "YWH",
            "SSYWH",
            "SCYWH",
            "QLLX",
            "DJLX",
            "DJYY",
            "DJJG",
            "DJSJ",
            "QSZT",
            "QXDM",
            "YSDM",
            "BDCQZH",
            "BDCDJZMH",
            "DBR")));

    private Drafts() {}

    /** Where a row keeps its area, term and certificate; empty texts where it does not. */
    public record Places(String area, String from, String until, String certificate) {}

    /**
     * The fields that every right and restriction has.
     *
     * @param names names for attributes that have one in {@code terms}; others keep their own
     */
    public static MapBuilder draft(
            Recording recording, Sheet sheet, Row row, Places places, Map<String, String> names) {
        String number = recording.caseOf(row);
        Optional<LocalDateTimeText> registered = recording.registeredAt(row);
        if (registered.isEmpty()) {
            recording
                    .findings()
                    .add(FindingCode.REGISTRATION_TIME_MISSING, sheet.unit().text());
        }
        List<Row> holderRows = holderRows(recording, sheet, number, certificates(row, places.certificate));
        MapBuilder map = Value.map()
                .put("id", freeId(recording, sheet, number))
                .put("table", row.table())
                .put("case", number)
                .put("registered", registered.map(LocalDateTimeText::text).orElse(""))
                .put(
                        "registeredTime",
                        registered
                                .map(LocalDateTimeText::milliseconds)
                                .orElse(recording.context().time()))
                .put("holders", Value.list(holders(holderRows)))
                .put("message", recording.message().id())
                .put("terms", terms(row, places, names))
                .putIfPresent(
                        "rightType",
                        row.text("QLLX")
                                .or(() -> recording.message().head("RightType"))
                                .map(Value::of))
                .putIfPresent(
                        "registrationType",
                        row.text("DJLX")
                                .or(() -> recording.message().head("RegType"))
                                .map(Value::of))
                .putIfPresent("cause", row.text("DJYY").map(Value::of))
                .putIfPresent("previousCase", row.previousCase().map(Value::of))
                .putIfPresent("office", row.text("DJJG").map(Value::of))
                .putIfPresent("term", term(row, places))
                .putIfPresent("areaSquareCentimetres", area(row, places.area).map(Value::of));
        return map.putIfPresent("coOwnership", coOwnership(holderRows));
    }

    /** The case number, with an ordinal when this message registers several things of the case on the unit. */
    private static String freeId(Recording recording, Sheet sheet, String number) {
        String id = number;
        for (int ordinal = 2; isTaken(recording, sheet, id); ordinal++) {
            id = number + "#" + ordinal;
        }
        return id;
    }

    private static boolean isTaken(Recording recording, Sheet sheet, String id) {
        String message = recording.message().id();
        for (Registered right : sheet.rights()) {
            if (right.id().equals(id) && right.message().equals(message)) {
                return true;
            }
        }
        for (Registered restriction : sheet.restrictions()) {
            if (restriction.id().equals(id) && restriction.message().equals(message)) {
                return true;
            }
        }
        return false;
    }

    /** The area of the row in square centimetres, in the unit that the row names. */
    public static Optional<Long> area(Row row, String attribute) {
        return attribute.isEmpty()
                ? Optional.empty()
                : row.text(attribute).flatMap(text -> Area.squareCentimetres(text, Area.Unit.ofCode(row.text("MJDW"))));
    }

    private static Optional<MapValue> term(Row row, Places places) {
        Optional<String> from = places.from.isEmpty() ? Optional.empty() : row.text(places.from);
        Optional<String> until = places.until.isEmpty() ? Optional.empty() : row.text(places.until);
        return from.isEmpty() && until.isEmpty()
                ? Optional.empty()
                : Optional.of(Value.map()
                        .putIfPresent("from", from.map(Value::of))
                        .putIfPresent("until", until.map(Value::of))
                        .build());
    }

    private static MapValue terms(Row row, Places places, Map<String, String> names) {
        TreeMap<String, Value> terms = new TreeMap<>();
        row.fields().entries().forEach((attribute, value) -> {
            boolean placed = PLACED.contains(attribute)
                    || attribute.equals(places.area)
                    || attribute.equals(places.from)
                    || attribute.equals(places.until);
            if (!placed) {
                terms.put(names.getOrDefault(attribute, attribute), value);
            }
        });
        return Value.map(terms);
    }

    /** The rows of the holders: those of the unit, narrowed by case and by certificate where these are given. */
    public static List<Row> holderRows(Recording recording, Sheet sheet, String number, List<CertificateNumber> own) {
        List<Row> ofUnit = new ArrayList<>();
        List<Row> ofCertificate = new ArrayList<>();
        for (Row holder : recording.message().rows("ZTT_GY_QLR")) {
            boolean here = !holder.has("BDCDYH")
                    || recording.unitOf(holder).filter(sheet.unit()::equals).isPresent();
            boolean thisCase = holder.caseNumber().isEmpty() || holder.is("YWH", number);
            if (here && thisCase && !holder.saysEnded()) {
                ofUnit.add(holder);
                List<CertificateNumber> numbers =
                        CertificateNumber.split(holder.text("BDCQZH").orElse(""));
                if (numbers.stream().anyMatch(own::contains)) {
                    ofCertificate.add(holder);
                }
            }
        }
        return ofCertificate.isEmpty() ? ofUnit : ofCertificate;
    }

    private static List<Value> holders(List<Row> rows) {
        List<Value> holders = new ArrayList<>(rows.size());
        for (Row holder : rows) {
            holders.add(Value.map()
                    .putIfPresent("party", holder.party("ZJH"))
                    .putIfPresent("sealed", holder.seal())
                    .putIfPresent(
                            "share",
                            holder.text("QLBL")
                                    .flatMap(Share::read)
                                    .map(share -> Value.map()
                                            .put("numerator", share.numerator())
                                            .put("denominator", share.denominator())
                                            .build()))
                    .putIfPresent("certificate", holder.text("BDCQZH").map(Value::of))
                    .put("order", holders.size() + 1)
                    .build());
        }
        return holders;
    }

    private static Optional<Value> coOwnership(List<Row> holders) {
        return holders.stream()
                .flatMap(holder -> holder.text("GYFS").stream())
                .findFirst()
                .map(Value::of);
    }

    /** The certificate numbers in the attribute of the row. */
    public static List<CertificateNumber> certificates(Row row, String attribute) {
        return attribute.isEmpty()
                ? List.of()
                : CertificateNumber.split(row.text(attribute).orElse(""));
    }
}
