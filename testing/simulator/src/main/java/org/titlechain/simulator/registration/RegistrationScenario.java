package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Deed.Act;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Pack;
import org.titlechain.model.registration.Page;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.RegistrationModel.Actor;
import org.titlechain.model.registration.Sheet;
import org.titlechain.model.registration.law.Laws;
import org.titlechain.model.registration.law.Turn;
import org.titlechain.simulator.Scenario;
import org.titlechain.simulator.Step;

/** Cases of every kind over some units, racing for them, with wrong applications, wrong persons and wrong steps. */
public final class RegistrationScenario implements Scenario<Deed> {
    private static final String UNIT = "unit/";
    private static final String CASE = "registration/" + RegistrationCommands.DISTRICT + "/";

    /** The block of the last of the first commands. */
    private static final long BEGINNING = 2;

    private static final String ENDED = "case/" + RegistrationCommands.DISTRICT + "/";

    private final Laws laws = new Laws();
    private final Map<String, Page> pages = new HashMap<>();
    private final long version;
    private final RegistrationModel model;
    private final Clerk clerk;
    private long height = BEGINNING;

    /**
     * @param version of the contract that the chain begins with; it changes to the newest in the middle
     * @param hasPacks whether rule packs come into force in the middle
     */
    public RegistrationScenario(long version, boolean hasPacks) {
        this.version = version;
        this.model = new RegistrationModel(version);
        this.clerk = new Clerk(model, hasPacks, BEGINNING);
    }

    @Override
    public List<MapValue> beginning() {
        return Persons.beginning(version);
    }

    @Override
    public Step<Deed> next(Random random) {
        return clerk.next(random);
    }

    private Actor actor(Step<Deed> step) {
        String name = step.signer();
        return new Actor(name, Persons.organisationOf(name), Persons.rolesOf(name), step.time(), height);
    }

    @Override
    public Verdict predict(Step<Deed> step) {
        height += step.startsBlock() ? 1 : 0;
        Verdict verdict = model.verdict(step.deed(), actor(step));
        if (Persons.rolesOf(step.signer()).isEmpty()) {
            return unknown(verdict);
        }
        return Persons.covers(step.signer()) ? verdict : outside(verdict);
    }

    /** An unknown key is refused; where the command itself is wrong, that may be said. */
    private static Verdict unknown(Verdict verdict) {
        Set<String> reasons = new LinkedHashSet<>();
        if (verdict instanceof Verdict.Refuse(Set<String> others)) {
            reasons.addAll(others);
        }
        reasons.retainAll(Set.of("COMMAND_MALFORMED", "FACT_UNKNOWN"));
        reasons.add("KEY_UNKNOWN");
        return new Verdict.Refuse(reasons);
    }

    /** A key of another county is refused; where something else stands against it too, either may be said. */
    private static Verdict outside(Verdict verdict) {
        Set<String> reasons = new LinkedHashSet<>(Set.of("KEY_NOT_ENTITLED"));
        if (verdict instanceof Verdict.Refuse(Set<String> others)) {
            reasons.addAll(others);
        }
        return new Verdict.Refuse(reasons);
    }

    @Override
    public MapValue command(Deed deed) {
        return RegistrationCommands.command(deed);
    }

    @Override
    public List<String> differences(Step<Deed> step, Decision decision, StateView state) {
        if (!(decision instanceof Accepted accepted)) {
            return List.of();
        }
        Set<String> units = new LinkedHashSet<>();
        Set<String> files = new LinkedHashSet<>();
        for (Change change : accepted.changes()) {
            if (change.key().startsWith(UNIT)) {
                units.add(change.key().substring(UNIT.length()));
            } else if (change.key().startsWith(CASE)) {
                files.add(change.key().substring(CASE.length()));
            }
        }
        List<String> differences = new ArrayList<>();
        route(step, accepted, differences);
        lawfully(step, accepted, differences);
        model.settle(step.deed(), actor(step));
        touch(step.deed(), units, files);
        units.forEach(unit -> compareSheet(unit, state, differences));
        files.forEach(number -> compareFile(number, state, differences));
        return differences;
    }

    /** The laws are asked of what the contract wrote, not of the model. */
    private void lawfully(Step<Deed> step, Accepted accepted, List<String> differences) {
        Map<String, Page> before = new HashMap<>();
        Map<String, Page> after = new HashMap<>();
        Map<String, Set<String>> ended = new HashMap<>();
        for (Change change : accepted.changes()) {
            if (change.key().startsWith(UNIT)) {
                String unit = change.key().substring(UNIT.length());
                Page now = Pages.page(change.value());
                before.put(unit, pages.getOrDefault(unit, Page.EMPTY));
                after.put(unit, now);
                pages.put(unit, now);
            } else if (change.key().startsWith(ENDED)) {
                Pages.ended(change.value())
                        .forEach(unit -> ended.computeIfAbsent(unit, any -> new HashSet<>())
                                .add(change.key().substring(ENDED.length())));
            }
        }
        if (!after.isEmpty()) {
            differences.addAll(laws.breaches(new Turn(before, after, filings(step.deed()), ended)));
        }
    }

    private List<Filing> filings(Deed deed) {
        List<Filing> filings = new ArrayList<>();
        if (deed instanceof Deed.Step step && (step.act() == Act.REGISTER || step.act() == Act.AUTOMATE)) {
            List<String> numbers = new ArrayList<>(step.with());
            numbers.add(step.number());
            for (String number : numbers) {
                CaseFile file = model.file(number);
                if (file != null) {
                    filings.add(file.filing());
                }
            }
        }
        return filings;
    }

    private void route(Step<Deed> step, Accepted accepted, List<String> differences) {
        if (step.deed() instanceof Deed.Step deed && deed.act() == Act.AUTOMATE) {
            String wanted = model.route(deed.number(), actor(step));
            String found = accepted.result().get("route").asText();
            if (!found.equals(wanted)) {
                differences.add("the case goes the way " + found + ", and must go " + wanted);
            }
        }
    }

    /** Adds what the deed concerns to what the contract wrote. */
    private void touch(Deed deed, Set<String> units, Set<String> files) {
        switch (deed) {
            case Deed.Apply(Filing filing) -> files.add(filing.number());
            case Deed.Lapse(List<String> named) -> units.addAll(named);
            case Deed.Step step -> {
                files.add(step.number());
                files.addAll(step.with());
                for (String number : List.copyOf(files)) {
                    CaseFile file = model.file(number);
                    if (file != null) {
                        file.filing().items().forEach(item -> units.addAll(item.units()));
                    }
                }
            }
            default -> {
                // facts and calendars concern no sheet
            }
        }
    }

    private void compareSheet(String unit, StateView state, List<String> differences) {
        Sheet sheet = model.sheet(unit);
        Page wanted = sheet == null ? Page.EMPTY : sheet.page();
        Page found = state.find(UNIT + unit).map(Pages::page).orElse(Page.EMPTY);
        if (!wanted.equals(found)) {
            tell(unit, wanted.lines(), found.lines(), differences);
        }
    }

    private static void tell(String what, List<String> wanted, List<String> found, List<String> differences) {
        int before = differences.size();
        wanted.stream()
                .filter(line -> !found.contains(line))
                .forEach(line -> differences.add(what + " lacks: " + line));
        found.stream().filter(line -> !wanted.contains(line)).forEach(line -> differences.add(what + " has: " + line));
        if (differences.size() == before) {
            differences.add(what + " has another order: " + found + ", and must have " + wanted);
        }
    }

    private void compareFile(String number, StateView state, List<String> differences) {
        CaseFile file = model.file(number);
        CaseFile.@Nullable View wanted = file == null ? null : file.view();
        CaseFile.@Nullable View found =
                state.find(CASE + number).map(Pages::file).orElse(null);
        if (!Objects.equals(wanted, found)) {
            differences.add("case " + number + " is " + found + ", and must be " + wanted);
        }
        if (file != null) {
            for (Item item : file.filing().items()) {
                compareQueues(item, state, differences);
            }
        }
    }

    private void compareQueues(Item item, StateView state, List<String> differences) {
        for (String unit : item.units()) {
            List<String> wanted = model.queue(unit);
            List<String> found = state.find("queue/" + unit)
                    .map(queue -> queue.get("cases").asList().stream()
                            .map(Value::asText)
                            .map(key -> key.substring(CASE.length()))
                            .toList())
                    .orElse(List.of());
            if (!found.equals(wanted)) {
                differences.add("for " + unit + " wait " + found + ", and must wait " + wanted);
            }
        }
    }

    @Override
    public String kind(Deed deed) {
        return switch (deed) {
            case Deed.Apply(Filing filing) -> "apply";
            case Deed.Lapse lapse -> "lapse";
            case Deed.State state -> "fact";
            case Deed.SetCalendar calendar -> "calendar";
            case Deed.ProposeVersion proposal -> "propose version";
            case Deed.AgreeToVersion agreement -> "agree to version";
            case Deed.ProposePack proposal -> "propose pack";
            case Deed.VoteOnPack vote -> "vote on pack";
            case Deed.ActivatePack activation -> "activate pack";
            case Deed.RetirePack retirement -> "retire pack";
            case Deed.Step step -> {
                CaseFile file = model.file(step.number());
                String act = step.act().name().toLowerCase(Locale.ROOT);
                boolean enters = step.act() == Act.REGISTER || step.act() == Act.AUTOMATE;
                yield enters && file != null
                        ? act + " " + (step.with().isEmpty() ? kinds(file.filing()) : "linked")
                        : act;
            }
        };
    }

    private static String kinds(Filing filing) {
        Item first = filing.items().getFirst();
        return first.kind() + "/" + first.subkind();
    }

    @Override
    public String tell(Deed deed) {
        return switch (deed) {
            case Deed.Apply(Filing filing) ->
                "applies " + filing.mode() + " as " + filing.number() + " for " + filing.items() + " by "
                        + filing.applicants().stream()
                                .map(one -> one.party() + " " + one.side())
                                .toList()
                        + " with " + filing.materials()
                        + (filing.linked().isEmpty() ? "" : " linked with " + filing.linked());
            case Deed.Lapse(List<String> units) -> "lapses " + units;
            case Deed.State state ->
                "states " + state.fact() + " of " + state.about() + (state.confirms() ? "" : " (denied)")
                        + (state.shown() == null
                                ? ""
                                : " as applied for by " + state.shown().applicants());
            case Deed.ProposePack(Pack pack) -> "proposes " + pack + " with " + pack.rules() + " and " + pack.raises();
            case Deed.SetCalendar other -> other.toString();
            case Deed.ProposeVersion other -> other.toString();
            case Deed.AgreeToVersion other -> other.toString();
            case Deed.VoteOnPack other -> other.toString();
            case Deed.ActivatePack other -> other.toString();
            case Deed.RetirePack other -> other.toString();
            case Deed.Step step ->
                step.act() + " " + step.number() + (step.level() > 0 ? " level " + step.level() : "")
                        + (step.good() ? "" : " (not good)")
                        + (step.with().isEmpty() ? "" : " with " + step.with());
        };
    }
}
