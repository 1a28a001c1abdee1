package org.titlechain.server.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.registration.effect.LapsedByTerm;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.Ledger;
import org.titlechain.query.CaseItem;
import org.titlechain.query.CertificateItem;
import org.titlechain.query.FindingItem;
import org.titlechain.query.FindingQuery;
import org.titlechain.query.HolderLookup;
import org.titlechain.query.HomeStatistics;
import org.titlechain.query.MessageItem;
import org.titlechain.query.MessageQuery;
import org.titlechain.query.Paging;
import org.titlechain.query.QueryReader;
import org.titlechain.query.RecordItem;
import org.titlechain.query.RecordQuery;
import org.titlechain.query.SearchAnswer;
import org.titlechain.query.UnitItem;
import org.titlechain.query.UnitQuery;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** Lists, search and figures, from the search tables. Each answer says of which height it is. */
public final class QueryApi {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final int SEARCH_LIMIT = 10;

    private final QueryReader reader;
    private final Ledger ledger;
    private final HashFunction hash;
    private final FindingWords words;
    private final Clock clock;

    public QueryApi(QueryReader reader, Ledger ledger, HashFunction hash, FindingWords words, Clock clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.hash = hash;
        this.words = words;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "units", this::units,
                "messages", this::messages,
                "findings", this::findings,
                "findingCatalogue", call -> Answer.ok(Json.object().set("items", words.catalogue())),
                "records", this::records,
                "search", call -> search(call.parameter("text").orElse(""), limit(call), HolderLookup.NONE),
                "home", this::home);
    }

    private Answer units(Call call) {
        UnitQuery query = new UnitQuery(
                call.parameter("text").orElse(""),
                call.parameter("district"),
                call.parameter("parcel"),
                call.parameter("kind"),
                call.parameter("restricted").map(kind -> UnitQuery.Restriction.valueOf(kind.toUpperCase(Locale.ROOT))),
                sort(call, "code", "updated").equals("updated") ? UnitQuery.Sort.UPDATED : UnitQuery.Sort.CODE);
        return Lists.page(reader.units(query, paging(call)), this::unit);
    }

    /** The order that was asked for; the first of the two when none was. */
    private static String sort(Call call, String standard, String other) {
        String sort = call.parameter("sort").orElse(standard);
        if (!sort.equals(standard) && !sort.equals(other)) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("sort is " + standard + " or " + other);
        }
        return sort;
    }

    private Answer messages(Call call) {
        MessageQuery query = new MessageQuery(
                call.parameter("text").orElse(""),
                call.parameter("district"),
                call.parameter("recType"),
                time(call, "from"),
                time(call, "to"),
                call.parameter("withFindings").filter("true"::equals).isPresent());
        return Lists.page(reader.messages(query, paging(call)), QueryApi::message);
    }

    private Answer findings(Call call) {
        FindingQuery query = new FindingQuery(
                call.parameter("severity"),
                call.parameter("code"),
                call.parameter("district"),
                call.parameter("subject"),
                time(call, "from"),
                time(call, "to"),
                sort(call, "worst", "newest").equals("newest") ? FindingQuery.Sort.NEWEST : FindingQuery.Sort.WORST);
        return Lists.page(reader.findings(query, paging(call)), this::finding);
    }

    private Answer records(Call call) {
        RecordQuery query = new RecordQuery(
                call.parameter("text"),
                call.parameter("uploader"),
                call.parameter("organisation"),
                call.parameter("dataSource"),
                call.parameter("chainType"),
                time(call, "from"),
                time(call, "to"));
        return Lists.page(reader.records(query, paging(call)), QueryApi::record);
    }

    /** Searches, with holders as far as the lookup knows them. */
    Answer search(String text, int limit, HolderLookup holders) {
        var answer = reader.search(text, limit, holders);
        SearchAnswer found = answer.value();
        ObjectNode node = Json.object();
        node.put("kind", found.guessed().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.set("units", Lists.array(found.units(), this::unit));
        node.set("messages", Lists.array(found.messages(), QueryApi::message));
        node.set("certificates", Lists.array(found.certificates(), QueryApi::certificate));
        node.set("cases", Lists.array(found.cases(), QueryApi::caseFile));
        node.set("holders", Lists.array(found.holders(), this::unit));
        return Lists.stamped(Answer.ok(node), answer.height(), answer.time());
    }

    private static int limit(Call call) {
        return call.number("limit").isPresent() ? call.limit() : SEARCH_LIMIT;
    }

    private Answer home(Call call) {
        long days = call.number("days").orElse(30);
        if (days < 1 || days > QueryReader.MAXIMUM_DAYS) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("days");
        }
        var answer = reader.home(LocalDate.now(clock.withZone(CHINA)), (int) days);
        HomeStatistics home = answer.value();
        ObjectNode node = Json.object();
        node.put("height", answer.height());
        node.put("blocks", home.blocks());
        node.put("entries", home.entries());
        node.put("commands", home.commands());
        node.put("refused", home.refused());
        node.put("messages", home.messages());
        node.put("units", home.units());
        node.put("certificates", home.certificates());
        node.putObject("findings")
                .put("severe", home.findings().severe())
                .put("serious", home.findings().serious())
                .put("ordinary", home.findings().ordinary())
                .put("note", home.findings().note());
        ObjectNode cases = node.putObject("cases");
        cases.put("applied", home.cases().applied())
                .put("entered", home.cases().entered())
                .put("automatic", home.cases().automatic());
        cases.set(
                "byState",
                Lists.array(
                        home.cases().byState(),
                        count -> Json.object().put("state", count.name()).put("count", count.count())));
        node.set("today", day(home.today()));
        node.set("series", Lists.array(home.series(), QueryApi::day));
        node.set(
                "byKind",
                Lists.array(
                        home.byKind(),
                        count -> Json.object().put("kind", count.name()).put("count", count.count())));
        node.set(
                "byDistrict",
                Lists.array(
                        home.byDistrict(),
                        count -> Json.object().put("district", count.name()).put("count", count.count())));
        node.set(
                "byKindOfUnit",
                Lists.array(
                        home.byKindOfUnit(),
                        count -> Json.object().put("kind", count.name()).put("count", count.count())));
        Ledger.Status status = ledger.status();
        node.putObject("node")
                .put("chain", status.chain())
                .put("height", status.height())
                .put("engine", status.engine().engine())
                .put("waiting", status.engine().waiting())
                .put("accepting", status.engine().accepting())
                .put("stopped", status.exitCode().isPresent())
                .put("detail", status.detail());
        return Lists.stamped(Answer.ok(node), answer.height(), answer.time());
    }

    private static ObjectNode day(HomeStatistics.Day day) {
        return Json.object()
                .put("day", day.day())
                .put("messages", day.messages())
                .put("units", day.units())
                .put("certificates", day.certificates())
                .put("findings", day.findings());
    }

    private static Paging paging(Call call) {
        return new Paging(call.parameter("cursor"), call.limit());
    }

    private static Optional<Long> time(Call call, String name) {
        OptionalLong time = call.number(name);
        return time.isPresent() ? Optional.of(time.getAsLong()) : Optional.empty();
    }

    private ObjectNode unit(UnitItem item) {
        ObjectNode node = Json.object();
        node.put("unit", item.unit());
        node.put("location", item.location());
        node.put("kind", item.kind());
        node.put("state", item.state());
        node.put("district", item.district());
        node.put("parcel", item.parcel());
        node.put("areaSquareCentimetres", item.areaSquareCentimetres().orElse(null));
        node.put("use", item.use());
        node.put("rights", item.rights());
        node.set("restrictions", Json.texts(item.restrictions()));
        node.set("lapsed", Json.texts(lapsed(item)));
        node.set("certificates", Json.texts(item.certificates()));
        node.put("version", item.version());
        node.putObject("updated").put("height", item.height()).put("time", item.time());
        return node;
    }

    /** The kinds of those restrictions whose term is over by now; the sheet has them until the unit is handled next. */
    private List<String> lapsed(UnitItem item) {
        return item.restrictions().isEmpty()
                ? List.of()
                : LapsedByTerm.at(ledger.state(), hash, item.unit(), clock.millis()).lapsed().stream()
                        .map(LapsedByTerm.Item::kind)
                        .toList();
    }

    private static ObjectNode message(MessageItem item) {
        ObjectNode node = Json.object();
        node.put("messageId", item.messageId());
        node.put("recType", item.recType());
        node.put("kind", item.kind());
        node.put("case", item.caseNumber());
        node.set("units", Json.texts(item.units()));
        node.put("district", item.district());
        node.put("registered", localTime(item.registered()).orElse(null));
        node.put("uploadTime", item.time());
        node.put("height", item.height());
        node.put("position", item.position());
        node.put("findings", item.findings());
        node.put("severity", item.severity().isEmpty() ? null : item.severity());
        node.put("supplement", item.supplement());
        return node;
    }

    /** The head's time has no zone: it is China's. */
    private static Optional<Long> localTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .toInstant(CHINA)
                    .toEpochMilli());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private ObjectNode finding(FindingItem item) {
        MapValue finding = item.finding();
        ObjectNode words = this.words.of(finding);
        ObjectNode node = Json.object();
        node.put("id", item.id());
        node.put("code", item.code());
        node.put("severity", item.severity());
        node.set("text", words.get("text"));
        node.set("textEn", words.get("textEn"));
        node.set("article", words.get("article"));
        node.put("subject", finding.find("subject").map(Value::asText).orElse(null));
        node.put("message", item.message().isEmpty() ? null : item.message());
        node.put("district", item.district().isEmpty() ? null : item.district());
        node.put("time", item.time());
        node.put("height", item.height());
        node.set("facts", words.get("facts"));
        node.set("fields", words.get("fields"));
        return node;
    }

    private static ObjectNode record(RecordItem item) {
        return Json.object()
                .put("key", item.key())
                .put("version", item.version())
                .put("uploadTime", item.time())
                .put("uploader", item.uploader())
                .put("organisation", item.organisation())
                .put("dataSource", item.dataSource())
                .put("chainType", item.chainType())
                .put("chainCooperation", item.chainCooperation())
                .put("height", item.height())
                .put("position", item.position())
                .put("digest", item.digestHex());
    }

    private static ObjectNode certificate(CertificateItem item) {
        return Json.object()
                .put("number", item.number())
                .put("kind", item.kind())
                .put("state", item.state())
                .put("unit", item.unit())
                .put("message", item.message())
                .put("height", item.height())
                .put("time", item.time());
    }

    private static ObjectNode caseFile(CaseItem item) {
        ObjectNode node = Json.object();
        node.put("district", item.district());
        node.put("number", item.number());
        node.set("units", Json.texts(item.units()));
        node.set("messages", Json.texts(item.messages()));
        node.put("steps", item.steps());
        node.put("state", item.state());
        node.put("height", item.height());
        node.put("time", item.time());
        return node;
    }
}
