package org.titlechain.server.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.DailyLog;
import org.titlechain.exchange.DailyLog.DayRecord;
import org.titlechain.exchange.DailyLog.Registered;
import org.titlechain.exchange.DailyLogComparison;
import org.titlechain.exchange.DailyLogFile;
import org.titlechain.exchange.Limits;
import org.titlechain.exchange.ReplyMessage;
import org.titlechain.kernel.Ledger;
import org.titlechain.query.HolderLookup;
import org.titlechain.query.MessageItem;
import org.titlechain.query.MessageQuery;
import org.titlechain.query.Page;
import org.titlechain.query.Paging;
import org.titlechain.query.QueryReader;
import org.titlechain.query.SearchText;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.vault.AccessRequest;
import org.titlechain.vault.PersonalAttribute;
import org.titlechain.vault.VaultReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replies, daily register logs, and the search that may name persons. */
public final class ExchangeApi {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final int FOUND_AT_MOST = 20;

    private final Ledger ledger;
    private final QueryReader reader;
    private final QueryApi queries;
    private final PersonalApi personal;
    private final VaultReader people;
    private final DailyLogFile files = new DailyLogFile("yyyy-MM-dd", Limits.DEFAULT);

    public ExchangeApi(Ledger ledger, QueryReader reader, QueryApi queries, PersonalApi personal, VaultReader people) {
        this.ledger = ledger;
        this.reader = reader;
        this.queries = queries;
        this.personal = personal;
        this.people = people;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "messageReply", this::reply,
                "dailyLog", this::dailyLog,
                "dailyLogCompare", this::compare,
                "searchHolders", this::search);
    }

    private Answer reply(Call call) {
        String id = call.variable("id");
        if (ledger.find("message/" + id).isEmpty()) {
            throw ErrorCode.MESSAGE_UNKNOWN.problem();
        }
        ReplyMessage reply = ReplyMessage.of(id, true, "0000", "");
        return Answer.download("application/xml;charset=utf-8", reply.write("UTF-8"), reply.fileName());
    }

    private Answer dailyLog(Call call) {
        LocalDate day;
        try {
            day = LocalDate.parse(call.variable("date"));
        } catch (DateTimeException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("date");
        }
        DailyLog log = produce(call.parameter("district").orElse(""), day);
        if (call.header("Accept").filter(accept -> accept.contains("xml")).isPresent()) {
            return Answer.download(
                    "application/xml;charset=utf-8", files.write(log, "UTF-8"), "AccessLog" + day + ".xml");
        }
        return Answer.ok(json(log));
    }

    private Answer compare(Call call) throws Exception {
        ArrayNode items = Json.array();
        for (DailyLog theirs : files.parse(call.body())) {
            DailyLog ours = produce(theirs.district(), theirs.day());
            ObjectNode item = items.addObject();
            item.put("district", theirs.district()).put("day", theirs.day().toString());
            ArrayNode differences = item.putArray("differences");
            for (DailyLogComparison.Difference difference : DailyLogComparison.compare(ours, theirs)) {
                differences
                        .addObject()
                        .put("kind", difference.kind().name())
                        .put("subject", difference.subject())
                        .put("ours", difference.ours())
                        .put("theirs", difference.theirs())
                        .put("text", difference.chinese())
                        .put("textEn", difference.english());
            }
        }
        return Answer.ok(Json.object().set("items", items));
    }

    private DailyLog produce(String district, LocalDate day) {
        return DailyLog.produce(
                this::records, district, "", day, DailyLog.Generation.NEWER, DailyLog.RightTypes.DEFAULT);
    }

    /** The day's messages in the order of the ledger; a day is that of the block, in China. */
    private List<DayRecord> records(String district, LocalDate day) {
        MessageQuery query = new MessageQuery(
                "",
                Optional.of(district).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of(day.atStartOfDay().toInstant(CHINA).toEpochMilli()),
                Optional.of(day.plusDays(1).atStartOfDay().toInstant(CHINA).toEpochMilli()),
                false);
        List<DayRecord> records = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<MessageItem> page =
                    reader.messages(query, new Paging(cursor, Paging.MAXIMUM)).value();
            page.items().forEach(item -> records.addFirst(record(item)));
            cursor = page.next();
        } while (cursor.isPresent());
        return records;
    }

    private DayRecord record(MessageItem item) {
        MapValue head = ledger.leaves(item.position(), 1)
                .getFirst()
                .map()
                .get("command")
                .asMap()
                .get("head")
                .asMap();
        return new DayRecord(
                new Registered(
                        item.caseNumber(),
                        text(head, "RegType"),
                        text(head, "RightType"),
                        text(head, "EstateNum"),
                        "",
                        true,
                        item.messageId()),
                true);
    }

    private static String text(MapValue head, String name) {
        return head.find(name).map(Value::asText).orElse("");
    }

    private static ObjectNode json(DailyLog log) {
        ObjectNode node = Json.object();
        node.put("district", log.district()).put("day", log.day().toString());
        ObjectNode registered = node.putObject("registeredCounts");
        log.registeredCounts().forEach((count, number) -> registered.put(count.attribute(), number));
        ObjectNode accepted = node.putObject("acceptedCounts");
        log.acceptedCounts().forEach((count, number) -> accepted.put(count.attribute(), number));
        ArrayNode list = node.putArray("registered");
        for (Registered entry : log.registered()) {
            list.addObject()
                    .put("case", entry.caseNumber())
                    .put("registrationType", entry.registrationType())
                    .put("rightType", entry.rightType())
                    .put("unit", entry.unit())
                    .put("message", entry.messageId());
        }
        return node;
    }

    private Answer search(Call call) throws Exception {
        ObjectNode body = call.json();
        String text = Json.text(body, "text", 100);
        long limit = body.has("limit") ? body.get("limit").asLong() : 10;
        if (limit < 1 || limit > 50) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/limit");
        }
        HolderLookup lookup = HolderLookup.NONE;
        if (body.has("purpose")) {
            if (!call.principal().has(Role.HOLDERS)) {
                throw ErrorCode.NOT_ENTITLED.problem("searching for holders");
            }
            AccessRequest request = personal.request(call.principal(), Json.text(body, "purpose", 40), "search");
            lookup = (typed, kind) -> people.search(request, attribute(kind), typed, FOUND_AT_MOST);
        }
        return queries.search(text, (int) limit, lookup);
    }

    private static PersonalAttribute attribute(SearchText.Kind kind) {
        return switch (kind) {
            case PERSON_NUMBER -> PersonalAttribute.ID_NUMBER;
            case PHONE -> PersonalAttribute.PHONE;
            case UNIT_CODE,
                    PARCEL_CODE,
                    UNIT_CODE_PART,
                    MESSAGE_ID,
                    CERTIFICATE_NUMBER,
                    CASE_NUMBER,
                    ADDRESS,
                    NAME,
                    NOTHING -> PersonalAttribute.NAME;
        };
    }
}
