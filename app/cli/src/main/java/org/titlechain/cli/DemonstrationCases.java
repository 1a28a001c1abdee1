package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.titlechain.cli.DemonstrationOffice.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invented cases at every place of their way, told to the node as an office tells them: step by step, person by person.
 */
final class DemonstrationCases {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final String DISTRICT = "999901";
    private static final int UNITS = 100;
    private static final String ISSUED = "archived";

    /** How far each case is led, in the order in which they come; two of them stop otherwise. */
    private static final List<String> ENDS = List.of(
            ISSUED,
            "issued",
            "certified",
            "registered",
            "approved",
            "reviewed",
            "supplementing",
            "accepted",
            "applied",
            "declined",
            "withdrawn",
            "applied",
            "accepted",
            ISSUED);

    /** The way, each with the place that it leads to. */
    private record Step(String to, Person by, String name) {}

    private static final List<Step> WAY = List.of(
            new Step("accepted", Person.WINDOW, "accept"),
            new Step("reviewed", Person.REVIEWER, "review"),
            new Step("approved", Person.SECOND, "review"),
            new Step("registered", Person.REGISTRAR, "register"),
            new Step("certified", Person.ISSUER, "certificate"),
            new Step("issued", Person.ISSUER, "issue"),
            new Step(ISSUED, Person.ISSUER, "archive"));

    private final Map<Person, ApiCaller> people;
    private final ApiCaller node;
    private int told;

    DemonstrationCases(Map<Person, ApiCaller> people, ApiCaller node) {
        this.people = people;
        this.node = node;
    }

    /** Tells them all; how many there are. */
    int play() throws IOException, InterruptedException {
        node.post(
                "/office/numbering",
                object().put("district", DISTRICT).put("prefix", "测").put("county", "示例市"));
        Iterator<JsonNode> units =
                caller(Person.WINDOW).get("/units?limit=" + UNITS).get("items").iterator();
        for (String end : ENDS) {
            JsonNode sheet = free(units);
            String path = told % 3 == 1 ? mortgage(sheet) : sale(sheet);
            lead(path, end);
        }
        return told;
    }

    /** The next flat on whose sheet nothing but one owner stands. */
    private JsonNode free(Iterator<JsonNode> units) throws IOException, InterruptedException {
        while (units.hasNext()) {
            JsonNode unit = units.next();
            if (unit.get("kind").stringValue().equals("building")
                    && unit.get("state").stringValue().equals("live")
                    && unit.get("restrictions").isEmpty()
                    && unit.get("rights").intValue() == 1) {
                JsonNode sheet =
                        caller(Person.WINDOW).get("/units/" + unit.get("unit").stringValue());
                if (sheet.at("/rights/0/holders").size() == 1) {
                    return sheet;
                }
            }
        }
        throw new IOException("the invented city has too few units to make cases of");
    }

    private String sale(JsonNode sheet) throws IOException, InterruptedException {
        ObjectNode buyer = person("测试买方" + (told + 1), "1", "TESTID" + (7000 + told));
        ObjectNode item =
                item(sheet, "transfer", "sale").put("coOwnership", "0").put("price", "1260000.00");
        item.putArray("holders").addObject().set("person", buyer);
        return apply(sheet, item, buyer, List.of("identity", "contract", "tax-proof"));
    }

    private String mortgage(JsonNode sheet) throws IOException, InterruptedException {
        ObjectNode bank = person("测试银行示例支行", "8", "TESTORG0001");
        LocalDate today = LocalDate.now(CHINA);
        ObjectNode item = item(sheet, "mortgage", "general").put("price", "800000.00");
        item.putArray("holders").addObject().set("person", bank);
        item.putObject("term")
                .put("from", today.toString())
                .put("until", today.plusYears(20).toString());
        return apply(sheet, item, bank, List.of("identity", "loan-contract", "mortgage-contract"));
    }

    private static ObjectNode item(JsonNode sheet, String kind, String subkind) {
        return object().put("kind", kind)
                .put("subkind", subkind)
                .put("unit", sheet.get("unit").stringValue())
                .put("target", sheet.at("/rights/0/id").stringValue());
    }

    /** Applies jointly with whoever holds the unit; the path of the case. */
    private String apply(JsonNode sheet, ObjectNode item, ObjectNode holder, List<String> papers)
            throws IOException, InterruptedException {
        String day = LocalDate.now(CHINA).format(DateTimeFormatter.BASIC_ISO_DATE);
        String number = String.format(Locale.ROOT, "%s-%08d", day, ++told);
        String path = "/cases/" + DISTRICT + "/" + number;
        ObjectNode body =
                object().put("district", DISTRICT).put("number", number).put("mode", "joint");
        ArrayNode applicants = body.putArray("applicants");
        applicants.addObject().put("as", "holder").set("person", holder);
        applicants
                .addObject()
                .put("as", "obligor")
                .put("party", sheet.at("/rights/0/holders/0/party").stringValue());
        body.putArray("items").add(item);
        ArrayNode materials = body.putArray("materials");
        for (String paper : papers) {
            materials.addObject().put("code", paper).put("document", document(path, paper));
        }
        caller(Person.WINDOW).post("/cases", body);
        return path;
    }

    private void lead(String path, String end) throws IOException, InterruptedException {
        switch (end) {
            case "applied" -> {}
            case "declined" -> step(Person.WINDOW, path, "decline", object().put("reason", "materials"));
            case "withdrawn" -> step(Person.WINDOW, path, "withdraw", object());
            case "supplementing" -> {
                step(Person.WINDOW, path, "accept", object());
                ObjectNode wanted = object();
                wanted.putArray("materials").add("tax-proof");
                step(Person.REVIEWER, path, "supplement-request", wanted);
            }
            default -> along(path, end);
        }
    }

    private void along(String path, String end) throws IOException, InterruptedException {
        for (Step next : WAY) {
            if (next.name().equals("issue")) {
                pay(path);
            }
            step(next.by(), path, next.name(), body(path, next));
            if (next.to().equals(end)) {
                return;
            }
        }
    }

    private ObjectNode body(String path, Step step) throws IOException, InterruptedException {
        ObjectNode body = object();
        return switch (step.name()) {
            case "review" ->
                body.put("level", step.by() == Person.REVIEWER ? 1 : 2).put("outcome", "passed");
            case "issue" -> body.put("receipt", document(path, "receipt"));
            case "archive" -> body.put("package", document(path, "archive"));
            default -> body;
        };
    }

    private void pay(String path) throws IOException, InterruptedException {
        long due = caller(Person.WINDOW).get(path).at("/case/fee/due").longValue();
        step(Person.WINDOW, path, "fee", object().put("fen", due).put("receipt", document(path, "paid")));
    }

    private String document(String path, String what) throws IOException, InterruptedException {
        byte[] paper = ("示范材料 · invented document: " + what).getBytes(StandardCharsets.UTF_8);
        return caller(Person.WINDOW)
                .upload(path + "/documents", paper)
                .get("document")
                .stringValue();
    }

    private void step(Person by, String path, String step, ObjectNode body) throws IOException, InterruptedException {
        caller(by).post(path + "/steps/" + step, body);
    }

    private ApiCaller caller(Person person) {
        return java.util.Objects.requireNonNull(people.get(person));
    }

    private static ObjectNode person(String name, String idType, String idNumber) {
        return object().put("name", name).put("idType", idType).put("idNumber", idNumber);
    }

    private static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
