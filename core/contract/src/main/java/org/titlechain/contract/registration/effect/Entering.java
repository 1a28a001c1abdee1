package org.titlechain.contract.registration.effect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.value.UnitCode;

/** One case being entered into the register: the sheets as drafted, the application, and what follows from it. */
public final class Entering {
    private static final Map<String, RightTable> TABLES = RightTable.load();
    private static final Map<String, String> REGISTRATION_TYPES = types();

    private static final long BURDENS_FOLLOW = 3;

    private final Register register;
    private final Lapse lapse;
    private final Application application;
    private final String office;
    private final long time;
    private final long version;
    private final Map<String, Integer> ordinals = new LinkedHashMap<>();
    private final List<Value> orders = new ArrayList<>();

    /**
     * @param register the drafts, shared by the cases of one command
     * @param lapse takes off the sheets what is over, shared likewise
     * @param office the organisation that enters the case
     * @param time ms of the block
     * @param version the contract version by which it is entered
     */
    public Entering(Register register, Lapse lapse, Application application, String office, long time, long version) {
        this.register = register;
        this.lapse = lapse;
        this.application = application;
        this.office = office;
        this.time = time;
        this.version = version;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        types.put("first", "100");
        types.put("transfer", "200");
        types.put("change", "300");
        types.put("cancellation", "400");
        types.put("correction", "500");
        types.put("objection", "600");
        types.put("notice", "700");
        types.put("seizure", "800");
        types.put("mortgage/transfer", "200");
        types.put("mortgage/change", "300");
        types.put("mortgage", "100");
        types.put("habitation", "100");
        types.put("easement", "100");
        return types;
    }

    public Register register() {
        return register;
    }

    public Application application() {
        return application;
    }

    /** The facts of departments at this time. */
    public FactBook facts() {
        return lapse.facts();
    }

    /** Ms of the block. */
    public long time() {
        return time;
    }

    /** The tables of rights. */
    public static Map<String, RightTable> tables() {
        return TABLES;
    }

    /** The table of the family that a first registration names. */
    static Optional<RightTable> family(String name) {
        return TABLES.values().stream()
                .filter(table -> table.family().equals(name))
                .findFirst();
    }

    /** The sheet of a unit that must be live, with what is over by time taken off. */
    public Sheet live(UnitCode unit) {
        Refusal.unless(register.knows(unit), RefusalCode.UNIT_NOT_REGISTERED, "unit", unit.text());
        Sheet sheet = settled(unit);
        Refusal.unless(sheet.isLive(), RefusalCode.UNIT_ENDED, "unit", unit.text());
        return sheet;
    }

    /** The sheet of a unit that may be new; its code must have the form of the standard. */
    public Sheet draft(UnitCode unit) {
        Refusal.unless(unit.isWellFormed(), RefusalCode.UNIT_CODE_INVALID, "unit", unit.text());
        if (register.knows(unit)) {
            return live(unit);
        }
        Sheet sheet = register.sheet(unit);
        register.addParcel(unit.parcel());
        return sheet;
    }

    /**
     * The unit's sheet as drafted so far, with what is over by time taken off; empty when it is not in the register.
     */
    public Optional<MapValue> seen(UnitCode unit) {
        if (!register.knows(unit)) {
            return Optional.empty();
        }
        settled(unit);
        return Optional.of(register.drafted(unit));
    }

    /** The new sheet of a unit that must not be in the register. */
    Sheet fresh(UnitCode unit) {
        Refusal.unless(!register.knows(unit), RefusalCode.UNIT_EXISTS, "unit", unit.text());
        return draft(unit);
    }

    private Sheet settled(UnitCode unit) {
        Sheet sheet = register.sheet(unit);
        lapse.settle(register, sheet);
        return sheet;
    }

    /** The right that the item is about. */
    public Registered right(Sheet sheet, String id) {
        return sheet.right(id).orElseThrow(() -> gone(sheet, id));
    }

    /** The restriction that the item is about. */
    public Registered restriction(Sheet sheet, String kind, String id) {
        return sheet.restrictions(kind).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> gone(sheet, id));
    }

    private Refusal gone(Sheet sheet, String id) {
        MapBuilder facts = Value.map().put("unit", sheet.unit().text()).put("target", id);
        int ordinal = id.indexOf('#');
        String caseNumber = ordinal < 0 ? id : id.substring(0, ordinal);
        Optional<String> by = register.endedBy(caseNumber, sheet.unit());
        return by.isPresent()
                ? Refusal.of(RefusalCode.TARGET_ENDED, facts.put("by", by.get()))
                : Refusal.of(RefusalCode.TARGET_UNKNOWN, facts);
    }

    /** The identifier of the next thing that the case registers on the unit. */
    private String nextId(UnitCode unit) {
        int ordinal = ordinals.merge(unit.text(), 1, Integer::sum);
        return ordinal == 1 ? application.number() : application.number() + "#" + ordinal;
    }

    /** What every right and restriction that the item registers on the sheet has. */
    public MapBuilder item(Sheet sheet, Item item, String table, List<Holder> holders) {
        String kind = item.kind().kind();
        String type = REGISTRATION_TYPES.getOrDefault(item.kind().name(), REGISTRATION_TYPES.getOrDefault(kind, "900"));
        return Value.map()
                .put("id", nextId(sheet.unit()))
                .put("table", table)
                .put("case", application.number())
                .put("registered", WorkingDays.text(time))
                .put("registeredTime", time)
                .put("holders", Holder.toSheet(holders))
                .put("message", application.caseKey())
                .put("registrationType", type)
                .put("cause", item.kind().subkind())
                .put("office", office)
                .putIfPresent("amount", item.value().find("amount"));
    }

    /** The fields of a restriction beside those of every item. */
    public Registered restriction(
            Sheet sheet, Item item, String table, List<Holder> holders, Map<String, String> more) {
        TreeMap<String, Value> terms = new TreeMap<>();
        item.value().find("terms").ifPresent(map -> terms.putAll(map.asMap().entries()));
        more.forEach((name, text) -> terms.put(name, Value.of(text)));
        return new Registered(item(sheet, item, table, holders)
                .put("kind", item.kind().kind())
                .put("state", "live")
                .put("rank", 0)
                .put("terms", Value.map(terms))
                .putIfPresent("rightType", item.value().find("rightType"))
                .putIfPresent("term", item.value().find("term"))
                .build());
    }

    /**
     * Orders the certificate or proof of what was registered.
     *
     * @param kind {@code certificate}, {@code proof} or {@code none}
     */
    public void order(Sheet sheet, String id, String kind) {
        if (!kind.equals("none")) {
            orders.add(Value.map()
                    .put("unit", sheet.unit().text())
                    .put("right", id)
                    .put("kind", kind)
                    .build());
        }
    }

    /** The certificates and proofs that follow: {@code {unit, right, kind}}. */
    public List<Value> orders() {
        return List.copyOf(orders);
    }

    /** Whether burdens name the right that follows the one they stood on, and several that end at once all end. */
    boolean burdensFollow() {
        return version >= BURDENS_FOLLOW;
    }

    /** Ends what stands on the sheet, with its certificates, for good. */
    public void end(Sheet sheet, Registered item) {
        register.end(sheet, burdensFollow() ? asItStands(sheet, item) : item);
    }

    /** What ended before it may have let it move up. */
    private static Registered asItStands(Sheet sheet, Registered item) {
        return sheet.restrictions(item.kind()).stream()
                .filter(there -> there.id().equals(item.id()))
                .findFirst()
                .orElse(item);
    }

    /** Leaves a remark of this case on the sheet. */
    public void remark(Sheet sheet, String code, MapBuilder facts) {
        sheet.remark(code, application.caseKey(), facts.build());
    }

    /** Refuses an application in which one of the parties is missing on that side. */
    public void applied(List<Holder> holders, String as) {
        for (Holder holder : holders) {
            if (!application.applies(holder.party(), as)) {
                throw Refusal.of(RefusalCode.APPLICANT_MISSING, "as", as);
            }
        }
    }

    /** Refuses an application in which none of the parties applies, on whatever side. */
    public void appliedByOne(List<Holder> holders, String as) {
        if (holders.stream().noneMatch(holder -> application.applies(holder.party()))) {
            throw Refusal.of(RefusalCode.APPLICANT_MISSING, "as", as);
        }
    }

    /** Refuses an application in which one of the present holders is missing, or has no reference to be known by. */
    public void appliedByHoldersOf(Registered right, String as) {
        List<Holder> known = Holder.of(right.holders());
        if (known.size() < right.holders().size()) {
            throw Refusal.of(RefusalCode.APPLICANT_MISSING, "as", as);
        }
        applied(known, as);
    }

    /** Whether the application is joint. */
    public boolean isJoint() {
        return application.mode().equals("joint");
    }
}
