package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.BooleanValue;
import org.titlechain.codec.Value.BytesValue;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.FactKind;
import org.titlechain.contract.registration.application.Fields;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.value.UnitCode;

/** What is stated beside cases: facts of departments, calendars, offices; and what is over by time. */
final class Statements {
    private static final List<String> FACT = List.of("type", "fact", "about", "outcome", "value", "until", "document");
    private static final String CASE = "registration/";
    private static final Pattern PARTY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CASES = Pattern.compile("(registration|case)/[0-9]{6}/[0-9A-Za-z-]{1,40}");
    private static final int MOST_UNITS = 1_000;
    private static final int MOST_VALUES = 20;
    private static final int REFERENCE = 32;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private final Proceeding proceeding;
    private final Fields command;

    Statements(Proceeding proceeding) {
        this.proceeding = proceeding;
        this.command = proceeding.command();
    }

    Decision fact() {
        List<String> fields = new ArrayList<>(FACT);
        if (proceeding.edition().binding()) {
            fields.add("application");
        }
        command.only(fields);
        String name = command.text("fact");
        FactKind fact =
                proceeding.kinds().fact(name).orElseThrow(() -> Refusal.of(RefusalCode.FACT_UNKNOWN, "fact", name));
        proceeding.actor().needs(Role.ofLabel(fact.role()).orElseThrow());
        String about = command.text("about");
        checkSubject(fact, about);
        Optional<Value> application = application(about);
        MapBuilder statement = Value.map()
                .put("organisation", proceeding.actor().organisation())
                .put("key", proceeding.actor().key())
                .put("outcome", command.oneOf("outcome", List.of("confirmed", "denied")))
                .put("value", command.has("value") ? value() : Value.map().build())
                .put("time", proceeding.time())
                .putIfPresent("application", application)
                .putIfPresent("document", command.digestIfPresent("document"));
        if (command.has("until")) {
            statement.put("until", command.integer("until", 1, Long.MAX_VALUE));
        }
        String key = FactBook.key(name, about);
        List<Value> statements = new ArrayList<>(proceeding
                .state()
                .find(key)
                .map(known -> known.get("statements").asList())
                .orElse(List.of()));
        Value organisation = Value.of(proceeding.actor().organisation());
        statements.removeIf(known -> known.asMap().get("organisation").equals(organisation));
        statements.add(statement.build());
        MapValue written = Value.map()
                .put("fact", name)
                .put("about", about)
                .put("statements", Value.list(statements))
                .build();
        return new Accepted(
                List.of(new Change(key, written)), Value.map().put("fact", key).build());
    }

    private void checkSubject(FactKind fact, String about) {
        boolean fits =
                switch (fact.about()) {
                    case "unit" ->
                        UnitCode.read(about)
                                .filter(unit -> unit.text().equals(about))
                                .isPresent();
                    case "party" -> PARTY.matcher(about).matches();
                    default -> CASES.matcher(about).matches();
                };
        if (!fits) {
            throw Refusal.malformed("about", "INVALID_VALUE");
        }
        if (fact.about().equals("unit")) {
            proceeding.actor().covers(about.substring(0, 6));
        } else if (!fact.about().equals("party")) {
            int start = about.indexOf('/') + 1;
            proceeding.actor().covers(about.substring(start, start + 6));
            // A fact that came before its case could be claimed by another application under that number.
            Refusal.unless(proceeding.state().find(about).isPresent(), RefusalCode.CASE_UNKNOWN, "case", about);
        }
    }

    /**
     * What is applied for in the case that the fact is about, as the department saw it: its word is about these parties
     * and units and no others, whatever it was shown. Only in editions that bind.
     */
    private Optional<Value> application(String about) {
        boolean named = command.has("application");
        if (!proceeding.edition().binding() || !about.startsWith(CASE)) {
            if (named) {
                throw Refusal.malformed("application", "UNKNOWN_FIELD");
            }
            return Optional.empty();
        }
        Value seen = command.digest("application");
        MapValue applied = proceeding
                .state()
                .find("application" + about.substring(about.indexOf('/')))
                .orElseThrow();
        Value own = Value.of(Application.read(proceeding.kinds(), applied).commitment(proceeding.hash()));
        Refusal.unless(seen.equals(own), RefusalCode.FACT_OF_ANOTHER_APPLICATION, "case", about);
        return Optional.of(own);
    }

    /** Codes, dates, numbers, references and digests: nothing that could name a person. */
    private MapValue value() {
        MapValue value = command.map("value");
        boolean fits = value.entries().size() <= MOST_VALUES;
        for (Map.Entry<String, Value> entry : value.entries().entrySet()) {
            fits &= entry.getKey().matches("[0-9A-Za-z]{1,40}") && isPlain(entry.getValue());
        }
        if (!fits) {
            throw Refusal.malformed("value", "INVALID_VALUE");
        }
        return value;
    }

    private static boolean isPlain(Value value) {
        if (value instanceof TextValue text) {
            return text.value().matches("[0-9A-Za-z./:-]{1,64}")
                    && !text.value().matches("[0-9]{17}[0-9Xx]");
        }
        if (value instanceof BytesValue bytes) {
            return bytes.value().length == REFERENCE;
        }
        return value instanceof IntegerValue || value instanceof BooleanValue;
    }

    Decision lapse() {
        command.only(List.of("type", "units"));
        proceeding.actor().needs(Role.REGISTRAR, Role.ACCEPTOR);
        List<String> codes = command.texts("units");
        if (codes.isEmpty() || codes.size() > MOST_UNITS) {
            throw Refusal.malformed("units", "INVALID_VALUE");
        }
        List<UnitCode> over = new ArrayList<>();
        for (String code : codes) {
            UnitCode unit =
                    UnitCode.read(code).orElseThrow(() -> Refusal.of(RefusalCode.UNIT_CODE_INVALID, "unit", code));
            proceeding.actor().covers(unit.district());
            Register tried = register(unit);
            Refusal.unless(tried.knows(unit), RefusalCode.UNIT_NOT_REGISTERED, "unit", code);
            if (!settle(tried, List.of(unit)).lapsed().isEmpty()) {
                over.add(unit);
            }
        }
        if (over.isEmpty()) {
            return new Accepted(
                    List.of(), Value.map().put("lapsed", Value.list(List.of())).build());
        }
        Register register = register(over.getFirst());
        Lapse lapse = settle(register, over);
        return new Accepted(
                register.changes(),
                Value.map()
                        .put("lapsed", Value.list(lapse.lapsed()))
                        .put("units", Value.texts(register.units()))
                        .build());
    }

    private Register register(UnitCode unit) {
        return new Register(
                proceeding.state(),
                proceeding.hash(),
                proceeding.context(),
                unit.district(),
                "lapse/" + unit.district());
    }

    private Lapse settle(Register register, List<UnitCode> units) {
        Lapse lapse = new Lapse(proceeding.facts(), "lapse/" + units.getFirst().district(), proceeding.time());
        units.forEach(unit -> lapse.settle(register, register.sheet(unit)));
        return lapse;
    }

    Decision calendar() {
        command.only(List.of("type", "year", "holidays", "workdays"));
        proceeding.actor().needs(Role.ADMINISTRATOR);
        long year = command.integer("year", FIRST_YEAR, LAST_YEAR);
        List<String> holidays = command.dates("holidays");
        List<String> workdays = command.dates("workdays");
        boolean fits = Stream.concat(holidays.stream(), workdays.stream()).allMatch(day -> day.startsWith(year + "-"));
        if (!fits || holidays.stream().anyMatch(workdays::contains)) {
            throw Refusal.malformed("holidays", "INVALID_VALUE");
        }
        String key = "calendar/" + year;
        MapValue written = Value.map()
                .put("year", year)
                .put("holidays", Value.texts(holidays))
                .put("workdays", Value.texts(workdays))
                .build();
        return new Accepted(
                List.of(new Change(key, written)),
                Value.map().put("calendar", key).build());
    }

    Decision office() {
        command.only(List.of("type", "district", "prefix", "county"));
        proceeding.actor().needs(Role.ADMINISTRATOR);
        String district = command.district("district");
        String key = "office/" + district;
        MapBuilder office = Value.map().put("prefix", command.text("prefix")).put("county", command.text("county"));
        MapValue known = proceeding
                .state()
                .find(key)
                .orElse(Value.map()
                        .put("year", 0)
                        .put("certificates", 0)
                        .put("proofs", 0)
                        .build());
        for (String count : List.of("year", "certificates", "proofs")) {
            office.put(count, known.get(count));
        }
        return new Accepted(
                List.of(new Change(key, office.build())),
                Value.map().put("office", key).build());
    }
}
