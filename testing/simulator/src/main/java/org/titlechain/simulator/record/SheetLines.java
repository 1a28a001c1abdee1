package org.titlechain.simulator.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.record.Burden;
import org.titlechain.model.record.Title;

/** Reads a register sheet into the lines in which the model says what it expects. */
final class SheetLines {
    private SheetLines() {}

    static List<String> of(MapValue sheet) {
        List<String> lines = new ArrayList<>();
        lines.add("state " + sheet.get("state").asText());
        for (Value right : sheet.get("rights").asList()) {
            MapValue map = right.asMap();
            lines.add("right " + new Title(map.get("case").asText(), owners(map)));
        }
        for (Value restriction : sheet.get("restrictions").asList()) {
            lines.add("restriction " + burden(restriction.asMap()));
        }
        List<String> certificates = new ArrayList<>();
        for (Value certificate : sheet.get("certificates").asList()) {
            MapValue map = certificate.asMap();
            certificates.add("certificate " + map.get("number").asText() + " of "
                    + map.get("right").asText());
        }
        certificates.stream().sorted().forEach(lines::add);
        for (String direction : List.of("from", "to")) {
            sheet.get("lineage").asMap().get(direction).asList().stream()
                    .map(Value::asText)
                    .sorted()
                    .forEach(code -> lines.add(direction + " " + code));
        }
        lines.add("version " + sheet.get("version").asLong());
        return lines;
    }

    private static List<Owner> owners(MapValue right) {
        return right.get("holders").asList().stream()
                .map(holder -> new Owner(
                        party(holder.asMap()),
                        holder.asMap()
                                .find("share")
                                .map(share -> Fraction.of(
                                        share.asMap().get("numerator").asLong(),
                                        share.asMap().get("denominator").asLong()))
                                .orElse(null)))
                .toList();
    }

    private static String party(MapValue holder) {
        return new String(holder.get("party").asBytes(), UTF_8).replace("\0", "");
    }

    private static Burden burden(MapValue restriction) {
        return new Burden(
                restriction.get("kind").asText(),
                restriction.get("case").asText(),
                restriction.get("holders").asList().stream()
                        .map(holder -> party(holder.asMap()))
                        .toList(),
                restriction.get("state").asText().equals("waiting"));
    }
}
