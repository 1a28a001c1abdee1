package org.titlechain.server.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.query.Paging;
import org.titlechain.query.QueryReader;
import org.titlechain.query.RegistrationItem;
import org.titlechain.query.RegistrationQuery;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Parameters;
import org.titlechain.server.http.Problem;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.OfficeKeys;
import org.titlechain.server.node.Submissions;
import org.titlechain.vault.Vault;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases that are handled here (主办): from the application to the archive. Each step is a command signed by the key of
 * whoever is signed in; the contract decides, and a refusal is answered with its words.
 */
public final class CaseApi {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** The steps by their name in the address. */
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("accept", "registration.accept"),
            Map.entry("decline", "registration.decline"),
            Map.entry("supplement-request", "registration.supplement.request"),
            Map.entry("supplement-deliver", "registration.supplement.deliver"),
            Map.entry("inspect", "registration.inspect"),
            Map.entry("notice-publish", "registration.notice.publish"),
            Map.entry("notice-object", "registration.notice.object"),
            Map.entry("notice-settle", "registration.notice.settle"),
            Map.entry("review", "registration.review"),
            Map.entry("register", "registration.register"),
            Map.entry("fee", "registration.fee"),
            Map.entry("certificate", "registration.certificate"),
            Map.entry("issue", "registration.issue"),
            Map.entry("archive", "registration.archive"),
            Map.entry("refuse", "registration.refuse"),
            Map.entry("withdraw", "registration.withdraw"),
            Map.entry("auto", "registration.auto"));

    /** Where a case stands before it is entered or has ended otherwise. */
    private static final Set<String> UNDECIDED =
            Set.of("applied", "accepted", "supplementing", "announced", "reviewed", "approved");

    /** Cases whose numbers may begin alike. */
    private static final int AS_MANY = 20;

    private final Ledger ledger;
    private final LedgerViews views;
    private final QueryReader reader;
    private final Vault vault;
    private final PersonalApi personal;
    private final org.titlechain.vault.VaultReader people;
    private final OfficeKeys keys;
    private final Submissions submissions;
    private final CaseCheck check;
    private final RuleWords rules;
    private final WaitingWords waiting;
    private final Precedence precedence;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public CaseApi(Node node, LedgerViews views, PersonalApi personal, Clock clock) {
        this.ledger = node.ledger();
        this.views = views;
        this.reader = node.query().reader();
        this.vault = node.vault();
        this.people = node.people();
        this.personal = personal;
        this.keys = node.officeKeys();
        this.submissions = new Submissions(node.ledger());
        this.check = new CaseCheck(node.ledger(), node.suite());
        this.rules = new RuleWords(node.ledger());
        this.waiting = new WaitingWords(node.ledger(), node.suite().hash());
        this.precedence = new Precedence(node.ledger());
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.ofEntries(
                Map.entry("caseKinds", call -> Answer.ok(kinds())),
                Map.entry("cases", this::cases),
                Map.entry("caseApply", this::apply),
                Map.entry("caseCheck", this::check),
                Map.entry("case", this::show),
                Map.entry("caseStep", this::step),
                Map.entry("caseProof", this::proof),
                Map.entry("caseDocumentPut", this::putDocument),
                Map.entry("caseDocument", this::document),
                Map.entry("officeCalendar", this::calendar),
                Map.entry("officeNumbering", this::numbering));
    }

    /** The table of kinds, for whoever fills in an application. */
    private static ObjectNode kinds() {
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        for (Kind kind : Kinds.load().all()) {
            ObjectNode item = items.addObject();
            item.put("kind", kind.kind());
            item.put("subkind", kind.subkind());
            item.set("modes", Json.texts(kind.modes()));
            item.put("levels", kind.levels());
            item.put("days", kind.days());
            item.put("noticeDays", kind.noticeDays());
            item.put("inspection", kind.inspected());
            item.put("certificate", kind.certificate());
            item.put("fee", kind.fee());
            item.put("automatic", kind.automatic());
            ArrayNode fields = item.putArray("fields");
            for (String field : kind.fields()) {
                boolean optional = field.endsWith("?");
                fields.addObject()
                        .put("name", optional ? field.substring(0, field.length() - 1) : field)
                        .put("optional", optional);
            }
            item.set("materials", Json.texts(kind.materials()));
            item.put("article", kind.article());
        }
        return node;
    }

    private Answer cases(Call call) {
        String sort = call.parameter("sort").orElse("due");
        if (!sort.equals("due") && !sort.equals("newest")) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("sort is due or newest");
        }
        RegistrationQuery query = new RegistrationQuery(
                call.parameter("text").orElse(""),
                call.parameter("district"),
                call.parameter("state"),
                call.parameter("waiting").map(Boolean::valueOf),
                sort.equals("due") ? RegistrationQuery.Sort.DUE : RegistrationQuery.Sort.NEWEST);
        return Lists.page(reader.registrations(query, new Paging(call.parameter("cursor"), call.limit())), this::item);
    }

    private ObjectNode item(RegistrationItem item) {
        ObjectNode node = Json.object();
        node.put("district", item.district());
        node.put("number", item.number());
        node.put("state", item.state());
        node.put("mode", item.mode());
        node.set("kinds", Json.texts(item.kinds()));
        node.set("units", Json.texts(item.units()));
        node.put("applied", item.applied());
        if (item.due() == 0) {
            node.putNull("due");
        } else {
            node.put("due", item.due());
        }
        node.put("automatic", item.automatic());
        node.put("waitsForPerson", item.waitsForPerson());
        node.set("reasons", waiting.of(item));
        node.put("height", item.height());
        node.put("time", item.time());
        return node;
    }

    private Answer apply(Call call) throws Exception {
        ObjectNode body = call.json();
        Map<String, String> own = takeNumber(body);
        return Answer.json(201, submit(call, own, "registration.apply", body));
    }

    /** District and number of the application, which are taken out of it. */
    private Map<String, String> takeNumber(ObjectNode body) {
        String district = Json.text(body, "district", 6);
        String number = body.has("number") ? Json.text(body, "number", 40) : newNumber();
        if (!Parameters.named("caseDistrict").form().matcher(district).matches()
                || !Parameters.named("caseNumber").form().matcher(number).matches()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/district, /number");
        }
        body.remove(List.of("district", "number"));
        return Map.of("district", district, "number", number);
    }

    /** What would be said to the application, before it is made. */
    private Answer check(Call call) throws Exception {
        ObjectNode body = call.json();
        Map<String, String> own = takeNumber(body);
        CaseCommand command = CaseCommand.looked(vault, key(own));
        MapValue application = command.build("registration.apply", own, body);
        Decision decision = check.decide(
                keys.grant(), application, command.build("registration.accept", own, Json.object()), clock.millis());
        ObjectNode node = Json.object().putNull("refusal");
        ArrayNode outcomes = node.putArray("outcomes");
        switch (decision) {
            case Decision.Refused refused ->
                node.set("refusal", refusal(refused, application).toJson(""));
            case Decision.Accepted accepted ->
                accepted.result()
                        .get("outcomes")
                        .asList()
                        .forEach(outcome -> rules.of(outcome.asMap()).ifPresent(outcomes::add));
        }
        return Answer.ok(node);
    }

    private Problem refusal(Decision.Refused refused, MapValue application) {
        ObjectNode further = Json.object();
        further.set("facts", Json.of(refused.facts()));
        if (Precedence.mayExplain(refused.code())) {
            further.set("before", precedence.of(application));
        }
        addRule(further, refused.code(), refused.facts());
        return new Problem(ContractCode.named(refused.code()), "").with(further);
    }

    private void addRule(ObjectNode node, String code, MapValue facts) {
        if (code.equals(RefusalCode.RULE_REFUSES.name())) {
            rules.of(facts).ifPresent(words -> node.set("rule", words));
        }
    }

    /** The day and eight random digits: offices need not ask one another. */
    private String newNumber() {
        String day = LocalDate.now(clock.withZone(CHINA)).format(DateTimeFormatter.BASIC_ISO_DATE);
        return String.format(Locale.ROOT, "%s-%08d", day, random.nextInt(100_000_000));
    }

    private Answer step(Call call) throws Exception {
        String type = stepType(call.variable("step")).orElseThrow(() -> ErrorCode.NOT_FOUND.problem());
        ObjectNode body = Json.readObjectOfAny(call.body());
        Map<String, String> own =
                Map.of("district", call.variable("caseDistrict"), "number", call.variable("caseNumber"));
        return Answer.ok(submit(call, own, type, body));
    }

    private ObjectNode submit(Call call, Map<String, String> own, String type, ObjectNode body) throws Exception {
        MapValue command = new CaseCommand(vault, key(own)).build(type, own, body);
        Outcome outcome = submissions.submit(signer(call.principal()), List.of(command));
        MapValue decision = Submissions.decision(outcome);
        ObjectNode answer = Json.object();
        if (!decision.get("accepted").asBoolean()) {
            String code = decision.get("code").asText();
            addRule(answer, code, decision.get("facts").asMap());
            if (Precedence.mayExplain(code)) {
                answer.set("before", precedence.of(key(own)));
            }
        }
        Outcomes.into(answer, outcome);
        own.forEach((name, value) -> answer.put(name, value));
        return answer;
    }

    /** The type of the command that the step of the name is. */
    static Optional<String> stepType(String step) {
        return Optional.ofNullable(STEPS.get(step));
    }

    /** The roles on the ledger of whoever calls; at least one. */
    static Set<String> keyRoles(Principal principal) {
        Set<String> roles = Role.keyLabels(principal.roles());
        if (roles.isEmpty()) {
            throw ErrorCode.NOT_ENTITLED.problem("an office's role is wanted");
        }
        return roles;
    }

    private Signer signer(Principal principal) throws Exception {
        try {
            return keys.of(principal.name(), keyRoles(principal));
        } catch (OfficeKeys.GrantRefused e) {
            throw new Problem(ContractCode.named(e.code()), "the key of " + principal.name());
        }
    }

    private Answer show(Call call) throws Exception {
        String district = call.variable("caseDistrict");
        String number = call.variable("caseNumber");
        boolean applied = state(key(district, number)).get("state").asText().equals("applied");
        // Why an application waits stands in the search tables, which follow the ledger a moment later.
        return applied
                ? views.dated(() -> Answer.ok(shown(district, number)))
                : views.atHeight(call, () -> Answer.ok(shown(district, number)));
    }

    private ObjectNode shown(String district, String number) {
        MapValue state = state(key(district, number));
        ObjectNode node = Json.object();
        node.set("case", Json.of(state));
        node.set("application", Json.of(state(Application.key(district, number))));
        ArrayNode steps = node.putArray("trace");
        for (Value step : state.get("steps").asList()) {
            steps.add(trace(step.asMap()));
        }
        String stand = state.get("state").asText();
        node.set("reasons", stand.equals("applied") ? reasons(district, number) : Json.array());
        node.set("before", UNDECIDED.contains(stand) ? precedence.of(key(district, number)) : Json.array());
        return node;
    }

    private ArrayNode reasons(String district, String number) {
        RegistrationQuery query = new RegistrationQuery(
                number, Optional.of(district), Optional.of("applied"), Optional.empty(), RegistrationQuery.Sort.NEWEST);
        return reader.registrations(query, Paging.first(AS_MANY)).value().items().stream()
                .filter(item -> item.number().equals(number))
                .findFirst()
                .map(waiting::of)
                .orElseGet(Json::array);
    }

    /** A step with who it was and where on the ledger it lies. */
    private ObjectNode trace(MapValue step) {
        ObjectNode node = (ObjectNode) Json.of(step);
        LedgerViews.Signer signer = views.signer(step.get("staff").asBytes());
        node.put("signer", signer.name().orElse(null));
        node.put(
                "position",
                ledger.outcome(step.get("entry").asBytes())
                        .map(outcome -> outcome.leaves().getFirst().position())
                        .orElse(-1L));
        return node;
    }

    private Answer proof(Call call) {
        String district = call.variable("caseDistrict");
        String number = call.variable("caseNumber");
        state(key(district, number));
        return Answer.download(
                "application/vnd.titlechain.proof",
                ledger.prove(key(district, number)),
                district + "-" + number + ".caseproof");
    }

    private Answer putDocument(Call call) throws Exception {
        String key = key(call.variable("caseDistrict"), call.variable("caseNumber"));
        byte[] bytes = call.body();
        if (bytes.length == 0) {
            throw ErrorCode.REQUEST_FIELD_MISSING.problem("the document");
        }
        ObjectNode node = Json.object();
        node.put("document", HexFormat.of().formatHex(vault.keepOriginal(key, bytes)));
        node.put("size", bytes.length);
        return Answer.json(201, node);
    }

    private Answer document(Call call) {
        String key = key(call.variable("caseDistrict"), call.variable("caseNumber"));
        state(key);
        String digest = call.variable("document");
        Optional<byte[]> bytes = people.original(
                personal.request(call.principal(), call.parameter("purpose").orElseThrow(), key),
                key,
                HexFormat.of().parseHex(digest));
        return Answer.download(
                "application/octet-stream",
                bytes.orElseThrow(() -> ErrorCode.RECORD_UNKNOWN.problem("it is not kept here, or was erased")),
                "document-" + digest.substring(0, 12));
    }

    /** What the office itself says is signed with the administrator's key. */
    private Answer calendar(Call call) throws Exception {
        return office("registration.calendar", call);
    }

    private Answer numbering(Call call) throws Exception {
        return office("registration.office", call);
    }

    private Answer office(String type, Call call) throws Exception {
        MapValue command = new CaseCommand(vault, type).build(type, Map.of(), call.json());
        return Answer.ok(Outcomes.into(Json.object(), submissions.submit(keys.administrator(), List.of(command))));
    }

    private MapValue state(String key) {
        return ledger.find(key).map(LedgerViews::value).orElseThrow(() -> ErrorCode.CASE_NOT_FOUND.problem());
    }

    private static String key(Map<String, String> own) {
        return key(own.getOrDefault("district", ""), own.getOrDefault("number", ""));
    }

    private static String key(String district, String number) {
        return "registration/" + district + "/" + number;
    }
}
