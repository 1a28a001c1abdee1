package org.titlechain.testkit.city;

import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;

/**
 * One generated message and what is true about it.
 *
 * @param id its {@code BizMsgID}
 * @param fileName the name under which front-end machines would get it
 * @param bytes the message; not copied, must not be changed
 * @param encoding the encoding that it is in
 * @param newer whether it has the newer layout
 * @param recordType its {@code RecType}
 * @param registered when it was registered
 * @param units the unit codes that it is about
 * @param breaches what was planted in it
 * @param canaries personal data in it, by kind ({@code name}, {@code number}, {@code phone}, {@code address}), each
 *     once
 */
public record CityMessage(
        String id,
        String fileName,
        byte[] bytes,
        String encoding,
        boolean newer,
        String recordType,
        LocalDateTime registered,
        List<String> units,
        List<Breach> breaches,
        SortedMap<String, List<String>> canaries) {
    /** The truth about this message as one line of JSON. */
    public String truth() {
        JsonLine line = new JsonLine()
                .text("message", id)
                .text("file", fileName)
                .text("encoding", encoding)
                .text("layout", newer ? "newer" : "2015")
                .text("recType", recordType)
                .text("registered", registered.toString())
                .texts("units", units)
                .texts("breaches", breaches.stream().map(Breach::name).toList());
        canaries.forEach((kind, values) -> line.texts("personal-" + kind, values));
        return line.end();
    }
}
