package org.titlechain.contract.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.codelist.CodeLists;
import org.titlechain.contract.finding.FindingCatalogue;
import org.titlechain.contract.finding.Findings;
import org.titlechain.contract.finding.Limits;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Role;
import org.titlechain.contract.record.easement.EasementInstrument;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.record.message.RecordType;
import org.titlechain.contract.record.message.RecordTypes;
import org.titlechain.contract.record.message.RequiredRow;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.mortgage.MortgageInstrument;
import org.titlechain.contract.record.notice.NoticeInstrument;
import org.titlechain.contract.record.objection.ObjectionInstrument;
import org.titlechain.contract.record.ownership.CancellationInstrument;
import org.titlechain.contract.record.ownership.CorrectionInstrument;
import org.titlechain.contract.record.ownership.OwnershipInstrument;
import org.titlechain.contract.record.ownership.Replacement;
import org.titlechain.contract.record.register.Edition;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Lapses;
import org.titlechain.contract.record.register.Lineage;
import org.titlechain.contract.record.register.Nature;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Reports;
import org.titlechain.contract.record.register.Steps;
import org.titlechain.contract.record.register.Supplements;
import org.titlechain.contract.record.restriction.RestrictionInstrument;
import org.titlechain.contract.record.rules.DistrictRules;
import org.titlechain.contract.record.rules.FieldRules;
import org.titlechain.contract.record.rules.HeadRules;
import org.titlechain.contract.record.rules.ProcessRules;
import org.titlechain.contract.record.rules.UnitRules;
import org.titlechain.contract.record.seizure.SeizureInstrument;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.crypto.HashFunction;

/**
 * Records access messages ({@code docs/record-contract.md}). What a message says has happened is recorded even where it
 * breaks a rule; each breach is a finding.
 */
public final class RecordContract implements Contract {
    /** The command's type. */
    public static final String COMMAND = "record.message";

    private static final String MORTGAGE_TABLE = "QLF_QL_DYAQ";
    private static final String NOTICE_TABLE = "QLF_QL_YGDJ";
    private static final String OTHER_RIGHTS_TABLE = "QLF_QL_QTXGQL";

    private final HashFunction hash;
    private final Edition edition;
    private final RecordTypes types = RecordTypes.load();
    private final FindingCatalogue catalogue = FindingCatalogue.load();
    private final Limits limits = Limits.load();
    private final Nature nature = Nature.load();
    private final FieldRules fieldRules = new FieldRules(CodeLists.load());
    private final ProcessRules processRules = new ProcessRules(RequiredRow.load());
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private final Instrument habitation = new RestrictionInstrument("habitation");

    /**
     * @param hash the hash of the chain's suite, for the chain of versions of each sheet
     * @param version the contract version by which it decides, from 1
     */
    public RecordContract(HashFunction hash, long version) {
        this.hash = hash;
        this.edition = Edition.of(version);
        RightTable.load().forEach((table, right) -> instruments.put(table, new OwnershipInstrument(right, nature)));
        instruments.put(MORTGAGE_TABLE, new MortgageInstrument());
        instruments.put("QLF_QL_CFDJ", new SeizureInstrument());
        instruments.put(NOTICE_TABLE, new NoticeInstrument());
        instruments.put("QLF_QL_YYDJ", new ObjectionInstrument());
        instruments.put("QLF_QL_DYIQ", new EasementInstrument());
        instruments.put("QLF_QL_ZXDJ", new CancellationInstrument());
        instruments.put("QLF_QL_GZDJ", new CorrectionInstrument());
        instruments.put("QLF_XZDY", new RestrictionInstrument("restriction"));
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        Message message;
        try {
            message = Message.read(command.body());
        } catch (CodecException e) {
            return RefusalCode.RECORD_MALFORMED.refused("reason", e.reason().name());
        }
        Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.RECORDER);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!KeyGrant.covers(state, context, message.district())) {
            return RefusalCode.KEY_NOT_ENTITLED.refused("district", message.district());
        }
        Optional<MapValue> known = state.find("message/" + message.id());
        if (known.isEmpty()) {
            return record(state, message, context);
        }
        Optional<MapValue> same = Reports.find(known.get(), message.content());
        if (same.isPresent()) {
            return repeated(message.id(), same.get());
        }
        return edition.recorrecting() && message.isCorrection()
                ? record(state, message, context)
                : RefusalCode.RECORD_MESSAGE_ID_REUSED.refused("message", message.id());
    }

    /** The same message again has no second effect. */
    private static Decision repeated(String message, MapValue known) {
        return new Accepted(
                List.of(),
                result(message, known.get("kind"), known.get("units"), known.get("findings"))
                        .put("repeated", true)
                        .build());
    }

    private static MapBuilder result(String message, Value kind, Value units, Value findings) {
        return Value.map()
                .put("message", message)
                .put("decision", "recorded")
                .put("kind", kind)
                .put("units", units)
                .put("findings", findings);
    }

    private Decision record(StateView state, Message message, BlockContext context) {
        Register register = new Register(state, hash, context, message.district(), message.id());
        Findings findings = new Findings(catalogue);
        Optional<RecordType> type = types.resolve(message);
        Recording recording = new Recording(message, type, context, register, findings, limits, edition);
        HeadRules.check(recording);
        edition.districts().ifPresent(districts -> DistrictRules.check(recording, districts));
        UnitRules.checkCodes(recording);
        fieldRules.check(recording);
        processRules.check(recording);
        Supplements.takeBack(recording);
        if (edition.lapsing()) {
            Lapses.begin(recording, state);
        }
        UnitRules.checkPreviousCertificates(recording);
        nature.describeParcels(recording);
        boolean applied = applyRows(recording);
        if (!applied && type.filter(there -> there.act() == Act.REPLACEMENT).isPresent()) {
            Replacement.apply(recording);
        }
        nature.describeUnits(recording);
        Lineage.apply(recording);
        for (Sheet sheet : register.sheets()) {
            if (!KeyGrant.covers(state, context, sheet.unit().district())) {
                return RefusalCode.KEY_NOT_ENTITLED.refused(
                        "district", sheet.unit().district());
            }
            register.addParcel(sheet.unit().parcel());
        }
        return accepted(recording);
    }

    private boolean applyRows(Recording recording) {
        boolean applied = false;
        UnitRules.checkEnded(recording);
        for (Row row : recording.message().rows()) {
            Instrument instrument = instrument(recording, row);
            if (instrument != null) {
                instrument.apply(recording, row);
                applied = true;
            }
        }
        return applied;
    }

    /** A mortgage row beside a notice describes the mortgage that the notice is about; it is none yet. */
    private @Nullable Instrument instrument(Recording recording, Row row) {
        boolean announced = row.table().equals(MORTGAGE_TABLE)
                && recording.type().filter(type -> type.act() == Act.NOTICE).isPresent()
                && recording.message().has(NOTICE_TABLE);
        if (announced) {
            return null;
        }
        boolean inhabited = row.table().equals(OTHER_RIGHTS_TABLE)
                && row.text("QLLX")
                        .filter(limits.list("habitation.rightTypes")::contains)
                        .isPresent();
        return inhabited ? habitation : instruments.get(row.table());
    }

    private static Decision accepted(Recording recording) {
        Message message = recording.message();
        Register register = recording.register();
        Value units = Value.texts(register.units());
        Value findings = recording.findings().toValue();
        message.caseNumber()
                .ifPresent(number -> register.addToCase(
                        number, register.sheets().stream().map(Sheet::unit).toList(), message.id(), Steps.of(message)));
        List<Change> changes = new ArrayList<>(register.changes());
        MapBuilder record = Value.map()
                .put("content", message.source().get("content"))
                .put("source", message.source())
                .put("height", recording.context().height())
                .put("entry", recording.context().entryId())
                .put("index", recording.context().commandIndex())
                .put("recType", message.recordType())
                .put("kind", recording.kind())
                .put("units", units)
                .put("findings", findings);
        if (!register.ended().isEmpty()) {
            record.put("ended", Value.list(register.ended()));
        }
        if (recording.isSuperseding()) {
            record.put("supersedes", message.baseId());
        }
        register.message(message.id()).ifPresent(earlier -> record.put("earlier", Reports.earlier(earlier)));
        changes.add(new Change("message/" + message.id(), record.build()));
        return new Accepted(
                changes,
                result(message.id(), Value.of(recording.kind()), units, findings)
                        .build());
    }
}
