package org.titlechain.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.titlechain.exchange.DailyLog.Accepted;
import org.titlechain.exchange.DailyLog.Count;
import org.titlechain.exchange.DailyLog.Registered;

/**
 * Writes and reads daily register logs. The pattern of {@code AccessDate} differs between platforms, so it is
 * configuration. Immutable; any thread may call it.
 */
public final class DailyLogFile {
    private final DateTimeFormatter date;
    private final Limits limits;

    /**
     * @param datePattern the pattern of {@code AccessDate}, such as {@code yyyy-MM-dd}
     * @param limits how large a received log may be; {@code rows} bounds its elements
     */
    public DailyLogFile(String datePattern, Limits limits) {
        this.date = DateTimeFormatter.ofPattern(datePattern);
        this.limits = limits;
    }

    /** The log as bytes. */
    public byte[] write(DailyLog log, String encoding) {
        XmlOutput xml = new XmlOutput(encoding)
                .raw("<AccessLogs>\n<AccessLog>\n")
                .element("AreaCode", log.district())
                .element("AreaName", log.districtName())
                .element("AccessDate", date.format(log.day()))
                .element("Remark", log.remark());
        counts(xml, "RegisterInfo", log.registeredCounts());
        counts(xml, "AccessInfo", log.acceptedCounts());
        xml.raw("<RegisterList")
                .attribute("totalNum", Integer.toString(log.registered().size()))
                .raw(">\n");
        for (Registered entry : log.registered()) {
            xml.raw("<Register")
                    .attribute("YWH", entry.caseNumber())
                    .attribute("DJLX", entry.registrationType())
                    .attribute("QLLX", entry.rightType())
                    .attribute("BDCDYH", entry.unit())
                    .attribute("ZSZMH", entry.certificates())
                    .attribute("SFSB", entry.reported() ? "1" : "0")
                    .attribute("BWID", entry.messageId())
                    .raw("/>\n");
        }
        xml.close("RegisterList")
                .raw("<AccessList")
                .attribute("totalNum", Integer.toString(log.accepted().size()))
                .raw(">\n");
        for (Accepted entry : log.accepted()) {
            xml.raw("<Access")
                    .attribute("BWID", entry.messageId())
                    .attribute("YWH", entry.caseNumber())
                    .attribute("BDCDYH", entry.unit())
                    .raw("/>\n");
        }
        return xml.close("AccessList").close("AccessLog").close("AccessLogs").bytes();
    }

    private static void counts(XmlOutput xml, String name, Map<Count, Long> counts) {
        xml.raw("<" + name);
        counts.forEach((count, number) -> xml.attribute(count.attribute(), Long.toString(number)));
        xml.raw("/>\n");
    }

    /**
     * Reads the logs of a file: one for each {@code AccessLog}.
     *
     * @throws ExchangeException when it is not a daily log
     */
    public List<DailyLog> parse(byte[] bytes) {
        XmlElement root = XmlElement.read(bytes, limits);
        if (!root.name().equals("AccessLogs")) {
            throw structure(root.name());
        }
        return root.children().stream()
                .filter(child -> child.name().equals("AccessLog"))
                .map(this::log)
                .toList();
    }

    private DailyLog log(XmlElement log) {
        if (log.childText("AreaCode").isEmpty()) {
            throw structure("AreaCode");
        }
        return new DailyLog(
                log.childText("AreaCode"),
                log.childText("AreaName"),
                day(log.childText("AccessDate")),
                log.childText("Remark"),
                counts(required(log, "RegisterInfo")),
                counts(required(log, "AccessInfo")),
                required(log, "RegisterList").children().stream()
                        .filter(entry -> entry.name().equals("Register"))
                        .map(entry -> new Registered(
                                entry.attribute("YWH"),
                                entry.attribute("DJLX"),
                                entry.attribute("QLLX"),
                                entry.attribute("BDCDYH"),
                                entry.attribute("ZSZMH"),
                                entry.attribute("SFSB").equals("1"),
                                entry.attribute("BWID")))
                        .toList(),
                required(log, "AccessList").children().stream()
                        .filter(entry -> entry.name().equals("Access"))
                        .map(entry -> new Accepted(
                                entry.attribute("BWID"), entry.attribute("YWH"), entry.attribute("BDCDYH")))
                        .toList());
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text, date);
        } catch (DateTimeException e) {
            throw new ExchangeException(Problem.of(ProblemCode.DAILY_LOG_DATE, "AccessDate"));
        }
    }

    private static XmlElement required(XmlElement log, String name) {
        return log.child(name).orElseThrow(() -> structure(name));
    }

    private static Map<Count, Long> counts(XmlElement element) {
        EnumMap<Count, Long> counts = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            String text = element.attribute(count.attribute());
            if (!text.isEmpty()) {
                try {
                    counts.put(count, Long.parseLong(text));
                } catch (NumberFormatException e) {
                    throw new ExchangeException(Problem.of(ProblemCode.DAILY_LOG_COUNT, count.attribute()));
                }
            }
        }
        return counts;
    }

    private static ExchangeException structure(String name) {
        return new ExchangeException(Problem.of(ProblemCode.DAILY_LOG_STRUCTURE, name));
    }
}
