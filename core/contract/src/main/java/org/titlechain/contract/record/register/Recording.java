package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.finding.Findings;
import org.titlechain.contract.finding.Limits;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.record.message.RecordType;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.LocalDateTimeText;
import org.titlechain.contract.value.UnitCode;

/** One message being recorded: what it says, what the register says, and what is found. */
public final class Recording {
    private final Message message;
    private final Optional<RecordType> type;
    private final BlockContext context;
    private final Register register;
    private final Findings findings;
    private final Limits limits;
    private final Edition edition;
    private final List<UnitCode> estateNumbers;
    private Optional<String> kind = Optional.empty();
    private boolean superseding;

    public Recording(
            Message message,
            Optional<RecordType> type,
            BlockContext context,
            Register register,
            Findings findings,
            Limits limits,
            Edition edition) {
        this.message = message;
        this.type = type;
        this.context = context;
        this.register = register;
        this.findings = findings;
        this.limits = limits;
        this.edition = edition;
        this.estateNumbers = units(message.head("EstateNum"));
    }

    /** The unit codes in a head element that may join several with commas; what cannot carry a sheet is left out. */
    public static List<UnitCode> units(Optional<String> text) {
        List<UnitCode> units = new ArrayList<>(1);
        for (String part : text.orElse("").replace('，', ',').split(",", -1)) {
            UnitCode.read(part).filter(unit -> !units.contains(unit)).ifPresent(units::add);
        }
        return units;
    }

    public Message message() {
        return message;
    }

    /** What the record type announces; empty for an unknown code. */
    public Optional<RecordType> type() {
        return type;
    }

    public BlockContext context() {
        return context;
    }

    public Register register() {
        return register;
    }

    public Findings findings() {
        return findings;
    }

    public Limits limits() {
        return limits;
    }

    /** By which version of the contract it is recorded. */
    public Edition edition() {
        return edition;
    }

    /** The units that the head names. */
    public List<UnitCode> estateNumbers() {
        return estateNumbers;
    }

    /** The units that the head names as those before, without those that it names now. */
    public List<UnitCode> predecessors() {
        List<UnitCode> before = new ArrayList<>(units(message.head("PreEstateNum")));
        before.removeAll(estateNumbers);
        return before;
    }

    /** The unit that the row is about: its own, else the one that the head names. */
    public Optional<UnitCode> unitOf(Row row) {
        Optional<UnitCode> own = row.unit();
        return own.isPresent() || row.has("BDCDYH") || row.unfit().contains("BDCDYH")
                ? own
                : estateNumbers.stream().findFirst();
    }

    /** The case that the row is about: its own, else that of the message, else the message's id. */
    public String caseOf(Row row) {
        return row.caseNumber().or(message::caseNumber).orElse(message.id());
    }

    /**
     * What the row's registration does: by the record type where that says it, else by the row's registration type,
     * else by the head's.
     */
    public Act actOf(Row row) {
        Act announced = type.map(RecordType::act).orElse(Act.OTHER);
        if (announced != Act.OTHER) {
            return announced;
        }
        return row.text("DJLX")
                .or(() -> message.head("RegType"))
                .flatMap(Act::ofCode)
                .orElse(announced);
    }

    /**
     * When the row was registered: by its own time, else by the row of the entry into the register, else by the
     * message's creation. Empty when none can be read.
     */
    public Optional<LocalDateTimeText> registeredAt(Row row) {
        return row.time("DJSJ")
                .or(() -> message.first("DJF_DJ_DB", "DJF_DJ_DB").flatMap(entry -> entry.time("DBSJ")))
                .or(() -> message.head("CreateDate").flatMap(LocalDateTimeText::read));
    }

    /**
     * When what the message tells of was entered into the register, in ms, the time of the block at most: the time of
     * the entry, else the earliest of a right that is not over, else that of the message's creation. What is over by
     * then is over for this message; so a register that is told years later is judged as it stood.
     */
    public long toldTime() {
        OptionalLong entered = message.first("DJF_DJ_DB", "DJF_DJ_DB").stream()
                .flatMap(entry -> entry.time("DBSJ").stream())
                .mapToLong(LocalDateTimeText::milliseconds)
                .findFirst();
        if (entered.isEmpty()) {
            entered = message.rows().stream()
                    .filter(row -> row.table().startsWith("QL") && !row.saysEnded())
                    .flatMap(row -> row.time("DJSJ").stream())
                    .mapToLong(LocalDateTimeText::milliseconds)
                    .min();
        }
        if (entered.isEmpty()) {
            entered = message.head("CreateDate").flatMap(LocalDateTimeText::read).stream()
                    .mapToLong(LocalDateTimeText::milliseconds)
                    .findFirst();
        }
        return Math.min(context.time(), entered.orElse(context.time()));
    }

    /** The word for what happened; the first that is given stays. */
    public void setKind(String word) {
        if (kind.isEmpty()) {
            kind = Optional.of(word);
        }
    }

    /** The word for what happened. */
    public String kind() {
        return kind.orElseGet(() -> type.map(RecordType::act)
                .or(() -> message.head("RegType").flatMap(Act::ofCode))
                .orElse(Act.OTHER)
                .label());
    }

    /** Says that this message takes the place of an earlier one that is known. */
    void setSuperseding() {
        superseding = true;
    }

    /** Whether this message takes the place of an earlier one that is known. */
    public boolean isSuperseding() {
        return superseding;
    }

    /**
     * Whether the row tells of something that the register already knows to be over: then it is noted on the sheet and
     * changes nothing else.
     */
    public boolean isOver(Sheet sheet, Row row) {
        String number = caseOf(row);
        if (!register.hasEnded(number, sheet.unit())) {
            return false;
        }
        noteLate(sheet, row, "ended");
        return true;
    }

    /** Notes a registration that later ones superseded. */
    public void noteLate(Sheet sheet, Row row, String reason) {
        MapValue facts = Value.map()
                .put("case", caseOf(row))
                .put("table", row.table())
                .put("reason", reason)
                .build();
        sheet.remark("LATE_REGISTRATION", message.id(), facts);
        findings.add(FindingCode.LATE_REGISTRATION, sheet.unit().text(), "reason", reason);
    }
}
