package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.StateView;
import org.titlechain.model.Verdict;
import org.titlechain.model.registration.CaseFile;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.RegistrationModel.Actor;
import org.titlechain.model.registration.Sheet;
import org.titlechain.simulator.Scenario;
import org.titlechain.simulator.Step;

/** Cases of every kind over some units, racing for them, with wrong applications, wrong persons and wrong steps. */
public final class RegistrationScenario implements Scenario<Deed> {
    private final RegistrationModel model = new RegistrationModel();
    private final Clerk clerk = new Clerk(model);

    @Override
    public List<MapValue> beginning() {
        return Persons.beginning();
    }

    @Override
    public Step<Deed> next(Random random) {
        return clerk.next(random);
    }

    private static Actor actor(Step<Deed> step) {
        return new Actor(step.signer(), Persons.rolesOf(step.signer()), step.time());
    }

    @Override
    public Verdict predict(Step<Deed> step) {
        return Persons.rolesOf(step.signer()).isEmpty()
                ? Verdict.refuse("KEY_UNKNOWN")
                : model.verdict(step.deed(), actor(step));
    }

    @Override
    public MapValue command(Deed deed) {
        return RegistrationCommands.command(deed);
    }

    @Override
    public List<String> differences(Step<Deed> step, Decision decision, StateView state) {
        if (!(decision instanceof Accepted)) {
            return List.of();
        }
        model.settle(step.deed(), actor(step));
        List<String> differences = new ArrayList<>();
        for (String unit : touched(step.deed())) {
            Sheet sheet = model.sheet(unit);
            List<String> wanted = sheet == null ? List.of() : sheet.lines();
            List<String> found =
                    state.find("unit/" + unit).map(RegisterLines::of).orElse(List.of());
            wanted.stream()
                    .filter(line -> !found.contains(line))
                    .forEach(line -> differences.add(unit + " lacks: " + line));
            found.stream()
                    .filter(line -> !wanted.contains(line))
                    .forEach(line -> differences.add(unit + " has: " + line));
            if (differences.isEmpty() && !found.equals(wanted)) {
                differences.add(unit + " has another order: " + found + ", and must have " + wanted);
            }
        }
        return differences;
    }

    private Set<String> touched(Deed deed) {
        return switch (deed) {
            case Deed.Apply(Filing filing) -> Set.of();
            case Deed.Lapse(List<String> units) -> new LinkedHashSet<>(units);
            case Deed.Step step -> {
                CaseFile file = model.file(step.number());
                yield file == null ? Set.of() : file.units();
            }
        };
    }

    @Override
    public String kind(Deed deed) {
        return switch (deed) {
            case Deed.Apply(Filing filing) -> "apply";
            case Deed.Lapse lapse -> "lapse";
            case Deed.Step step -> {
                CaseFile file = model.file(step.number());
                yield step.act() == Deed.Act.REGISTER && file != null
                        ? "register " + kinds(file.filing())
                        : step.act().name().toLowerCase(java.util.Locale.ROOT);
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
                        + filing.applicants()
                        + (filing.linked().isEmpty() ? "" : " linked with " + filing.linked());
            case Deed.Lapse(List<String> units) -> "lapses " + units;
            case Deed.Step step ->
                step.act() + " " + step.number() + (step.level() > 0 ? " level " + step.level() : "")
                        + (step.good() ? "" : " (not good)")
                        + (step.with().isEmpty() ? "" : " together with " + step.with());
        };
    }
}
