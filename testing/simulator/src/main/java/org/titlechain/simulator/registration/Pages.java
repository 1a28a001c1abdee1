package org.titlechain.simulator.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.CaseFile;
import org.titlechain.model.registration.Page;
import org.titlechain.model.registration.Right;

/** Reads what the contract wrote into the words of the model. */
final class Pages {
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("QLF_QL_TDSYQ", "land-ownership"),
            Map.entry("QLF_QL_JSYDSYQ", "land-use"),
            Map.entry("QLT_FW_FDCQ_YZ", "building"),
            Map.entry("QLT_FW_FDCQ_DZ", "buildings"),
            Map.entry("QLF_FW_FDCQ_QFSYQ", "common-parts"),
            Map.entry("QLF_QL_NYDSYQ", "farmland"),
            Map.entry("QLT_QL_LQ", "forest"),
            Map.entry("QLF_QL_HYSYQ", "sea"),
            Map.entry("QLT_QL_GJZWSYQ", "structure"),
            Map.entry("QLF_QL_QTXGQL", "other"),
            Map.entry("QLF_QL_DYIQ", "easement"));
    private static final List<String> ABOUT = List.of("encumbers", "against", "seized", "restricted");
    private static final List<String> OTHER = List.of("dominant", "authority");

    private Pages() {}

    static Page page(MapValue sheet) {
        MapValue nature = sheet.get("nature").asMap();
        List<Right> rights = new ArrayList<>();
        for (Value right : sheet.get("rights").asList()) {
            rights.add(right(sheet, right.asMap()));
        }
        List<Burden> burdens = new ArrayList<>();
        for (Value restriction : sheet.get("restrictions").asList()) {
            burdens.add(burden(sheet, restriction.asMap()));
        }
        return new Page(
                sheet.get("state").asText().equals("live"),
                nature.find("areaSquareCentimetres").map(Value::asLong).orElse(0L),
                nature.find("use").map(Value::asText).orElse(""),
                rights,
                burdens,
                sheet.get("remarks").asList().stream()
                        .map(remark -> remark.asMap().get("code").asText())
                        .toList(),
                lineage(sheet, "from"),
                lineage(sheet, "to"));
    }

    private static List<String> lineage(MapValue sheet, String direction) {
        return sheet.get("lineage").asMap().get(direction).asList().stream()
                .map(Value::asText)
                .sorted()
                .toList();
    }

    /** The units on which something of a case has ended. */
    static Set<String> ended(MapValue file) {
        return file.find("ended")
                .map(ended -> Set.copyOf(ended.asMap().entries().keySet()))
                .orElse(Set.of());
    }

    private static Right right(MapValue sheet, MapValue right) {
        String id = right.get("id").asText();
        return new Right(
                id,
                FAMILIES.getOrDefault(right.get("table").asText(), "?"),
                owners(right),
                text(right, "coOwnership"),
                right.find("areaSquareCentimetres").map(Value::asLong).orElse(0L),
                certificates(sheet, id));
    }

    private static Burden burden(MapValue sheet, MapValue restriction) {
        String kind = restriction.get("kind").asText();
        String id = restriction.get("id").asText();
        MapValue terms = restriction.get("terms").asMap();
        long since = restriction.get("registeredTime").asLong();
        boolean seizes = kind.equals("seizure");
        return new Burden(
                kind,
                id,
                kind.equals("notice") ? text(terms, "type") : "",
                owners(restriction),
                restriction.get("state").asText().equals("waiting"),
                since,
                restriction.find("rankTime").map(Value::asLong).orElse(since),
                restriction
                        .find("term")
                        .map(term -> text(term.asMap(), "until"))
                        .orElse(""),
                text(terms, "transferRestricted").equals("1"),
                first(terms, ABOUT),
                seizes || kind.equals("easement") ? first(terms, OTHER) : "",
                certificates(sheet, id));
    }

    private static String first(MapValue terms, List<String> names) {
        return names.stream()
                .map(name -> text(terms, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(MapValue map, String name) {
        return map.find(name).map(Value::asText).orElse("");
    }

    private static List<String> certificates(MapValue sheet, String id) {
        List<String> numbers = new ArrayList<>();
        for (Value value : sheet.get("certificates").asList()) {
            MapValue certificate = value.asMap();
            if (certificate.get("right").asText().equals(id)) {
                numbers.add(certificate.get("number").asText());
            }
        }
        return numbers;
    }

    private static List<Owner> owners(MapValue right) {
        List<Owner> owners = new ArrayList<>();
        for (Value value : right.get("holders").asList()) {
            MapValue holder = value.asMap();
            owners.add(new Owner(
                    new String(holder.get("party").asBytes(), UTF_8).replace("\0", ""),
                    holder.find("share")
                            .map(share -> Fraction.of(
                                    share.asMap().get("numerator").asLong(),
                                    share.asMap().get("denominator").asLong()))
                            .orElse(null)));
        }
        return owners;
    }

    static CaseFile.View file(MapValue file) {
        MapValue none = Value.map().build();
        MapValue limit = file.find("limit").map(Value::asMap).orElse(none);
        MapValue fee = file.find("fee").map(Value::asMap).orElse(none);
        return new CaseFile.View(
                file.get("state").asText(),
                number(file, "level", 0),
                number(limit, "due", 0),
                number(limit, "left", -1),
                number(fee, "due", 0),
                number(fee, "paid", 0),
                file.find("notice")
                        .map(notice -> number(notice.asMap(), "until", 0))
                        .orElse(0L),
                text(file, "inspection"),
                file.find("orders").map(orders -> orders.asList().size()).orElse(0),
                file.get("certificates").asList().stream().map(Value::asText).toList(),
                number(file, "contract", 0),
                maps(file, "packs").stream()
                        .map(pack -> text(pack, "name") + " " + number(pack, "version", 0))
                        .toList(),
                maps(file, "outcomes").stream().map(Pages::finding).toList());
    }

    private static List<MapValue> maps(MapValue map, String name) {
        return map.find(name).map(Value::asList).orElse(List.of()).stream()
                .map(Value::asMap)
                .toList();
    }

    private static String finding(MapValue outcome) {
        return text(outcome, "moment") + " " + number(outcome, "item", 0) + " " + text(outcome, "pack") + " "
                + number(outcome, "version", 0) + " " + text(outcome, "rule") + " " + text(outcome, "severity");
    }

    private static long number(MapValue map, String name, long otherwise) {
        return map.find(name).map(Value::asLong).orElse(otherwise);
    }
}
