package org.titlechain.simulator.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Right;

/** Reads a register sheet into the lines in which the model of registration says what it expects. */
final class RegisterLines {
    private RegisterLines() {}

    static List<String> of(MapValue sheet) {
        List<String> lines = new ArrayList<>();
        lines.add("state " + sheet.get("state").asText());
        for (Value right : sheet.get("rights").asList()) {
            MapValue map = right.asMap();
            lines.add("right " + new Right(map.get("id").asText(), "", owners(map), false));
        }
        for (Value restriction : sheet.get("restrictions").asList()) {
            lines.add("restriction " + burden(restriction.asMap()));
        }
        sheet.get("certificates").asList().stream()
                .map(certificate ->
                        "certificate of " + certificate.asMap().get("right").asText())
                .distinct()
                .sorted()
                .forEach(lines::add);
        sheet.get("nature").asMap().find("areaSquareCentimetres").ifPresent(area -> lines.add("area " + area.asLong()));
        for (String direction : List.of("from", "to")) {
            sheet.get("lineage").asMap().get(direction).asList().stream()
                    .map(Value::asText)
                    .sorted()
                    .forEach(code -> lines.add(direction + " " + code));
        }
        return lines;
    }

    private static List<Owner> owners(MapValue right) {
        return right.get("holders").asList().stream()
                .map(holder -> new Owner(
                        new String(holder.asMap().get("party").asBytes(), UTF_8).replace("\0", ""),
                        holder.asMap()
                                .find("share")
                                .map(share -> Fraction.of(
                                        share.asMap().get("numerator").asLong(),
                                        share.asMap().get("denominator").asLong()))
                                .orElse(null)))
                .toList();
    }

    private static Burden burden(MapValue restriction) {
        String kind = restriction.get("kind").asText();
        String type = restriction
                .find("terms")
                .flatMap(terms -> terms.asMap().find("type"))
                .map(Value::asText)
                .orElse("");
        return new Burden(
                kind,
                restriction.get("id").asText(),
                kind.equals("notice") ? type : "",
                owners(restriction),
                restriction.get("state").asText().equals("waiting"),
                0,
                false,
                false,
                "");
    }
}
