package org.titlechain.contract.registration.effect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.titlechain.codec.Value;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.value.LocalDateTimeText;

/**
 * Takes off a sheet what is over by time: objections 15 days after their registration without a suit (Civil Code 220),
 * seizures after their term (查封规定 27), whereupon the first that waits takes effect (26), habitation after its term.
 */
public final class Lapse {
    /** Days in which the applicant of an objection has to sue (Civil Code 220). */
    static final int OBJECTION_DAYS = 15;

    private final FactBook facts;
    private final String by;
    private final long time;
    private final Predicate<Registered> spared;
    private final Set<String> settled = new LinkedHashSet<>();
    private final List<Value> lapsed = new ArrayList<>();

    /**
     * @param by what the sheets name as the reason of the change
     * @param time ms of the block
     */
    public Lapse(FactBook facts, String by, long time) {
        this(facts, by, time, any -> false);
    }

    /**
     * @param by what the sheets name as the reason of the change
     * @param time ms up to which times have run
     * @param spared what is ended in another way at the same time
     */
    public Lapse(FactBook facts, String by, long time, Predicate<Registered> spared) {
        this.facts = facts;
        this.by = by;
        this.time = time;
        this.spared = spared;
    }

    FactBook facts() {
        return facts;
    }

    /** What lapsed: {@code {unit, kind, id}}. */
    public List<Value> lapsed() {
        return List.copyOf(lapsed);
    }

    /** Settles the sheet, once in a command. */
    public void settle(Register register, Sheet sheet) {
        if (!settled.add(sheet.unit().text())) {
            return;
        }
        endAll(register, sheet, "objection", objection -> isUnanswered(sheet, objection));
        endAll(register, sheet, "habitation", this::isOver);
        endAll(register, sheet, "seizure", this::isOver);
        advance(sheet, by);
    }

    /** One after the other: each end moves up those behind, so the next is looked for anew. */
    private void endAll(Register register, Sheet sheet, String kind, Predicate<Registered> over) {
        Predicate<Registered> ending = over.and(spared.negate());
        Optional<Registered> next =
                sheet.restrictions(kind).stream().filter(ending).findFirst();
        while (next.isPresent()) {
            end(register, sheet, next.get());
            next = sheet.restrictions(kind).stream().filter(ending).findFirst();
        }
    }

    private boolean isUnanswered(Sheet sheet, Registered objection) {
        return time > WorkingDays.endOf(WorkingDays.day(objection.time()).plusDays(OBJECTION_DAYS))
                && !facts.isConfirmed("suit-filed", caseKey(sheet, objection));
    }

    /** The state key of the case that registered it here or that a message told of. */
    private static String caseKey(Sheet sheet, Registered item) {
        return item.message().startsWith("registration/")
                ? item.message()
                : "case/" + sheet.unit().district() + "/" + item.caseNumber();
    }

    private boolean isOver(Registered item) {
        Optional<LocalDateTimeText> until = item.until().flatMap(LocalDateTimeText::read);
        return until.isPresent() && until.get().latest() < time;
    }

    private void end(Register register, Sheet sheet, Registered item) {
        register.end(sheet, item);
        Value facts = Value.map().put("kind", item.kind()).put("id", item.id()).build();
        sheet.remark("LAPSED", by, facts.asMap());
        lapsed.add(Value.map()
                .put("unit", sheet.unit().text())
                .put("kind", item.kind())
                .put("id", item.id())
                .build());
    }

    /** When no seizure is in effect, the first that waits takes effect. */
    public static void advance(Sheet sheet, String by) {
        List<Registered> there = sheet.restrictions("seizure");
        if (!there.isEmpty() && there.stream().noneMatch(Registered::isLive)) {
            Registered next = there.getFirst();
            String type = next.term("type").filter("4"::equals).isPresent() ? "3" : "1";
            sheet.replaceRestriction(
                    next,
                    next.with("state", Value.of("live"))
                            .withTerm("type", Value.of(type))
                            .withTerm("effectiveBy", Value.of(by)));
        }
    }
}
