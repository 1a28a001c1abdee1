package org.titlechain.contract.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.ParcelCode;
import org.titlechain.contract.value.UnitCode;
import org.titlechain.crypto.HashFunction;

/** The state that one message reads and writes. Nothing is written before {@link #changes} is asked. */
public final class Register {
    private static final String PLACES = "places";

    private final StateView state;
    private final HashFunction hash;
    private final String district;
    private final MapValue updated;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final Map<String, CaseFile> cases = new LinkedHashMap<>();
    private final Map<String, MapValue> certificates = new LinkedHashMap<>();
    private final Map<String, MapValue> parcels = new LinkedHashMap<>();
    private final Map<String, MapValue> superseded = new LinkedHashMap<>();
    private final List<Value> ended = new ArrayList<>();
    private Consumer<Sheet> drafting = sheet -> {};

    /**
     * @param district the county that cases are counted in
     * @param message the id of the message that is being recorded
     */
    public Register(StateView state, HashFunction hash, BlockContext context, String district, String message) {
        this.state = state;
        this.hash = hash;
        this.district = district;
        this.updated = Value.map()
                .put("height", context.height())
                .put("time", context.time())
                .put("message", message)
                .build();
    }

    /** The sheet of the unit, a new one when the unit is not in the register. It will be written. */
    public Sheet sheet(UnitCode unit) {
        Sheet drafted = sheets.get(unit.text());
        if (drafted != null) {
            return drafted;
        }
        Optional<MapValue> known = state.find("unit/" + unit.text());
        Sheet sheet = known.isPresent()
                ? new Sheet(unit, known.get(), () -> Value.of(hash.hash(CanonicalEncoder.encode(known.get()))))
                : new Sheet(unit);
        sheets.put(unit.text(), sheet);
        drafting.accept(sheet);
        return sheet;
    }

    /** From now on every sheet goes through this when it is drafted for the first time. */
    public void whenDrafted(Consumer<Sheet> first) {
        drafting = first;
    }

    /** The unit's sheet as it is drafted so far. */
    public MapValue drafted(UnitCode unit) {
        return sheet(unit).toValue(updated);
    }

    /** The sheet as it stood before this message. */
    public Optional<MapValue> stored(UnitCode unit) {
        return state.find("unit/" + unit.text());
    }

    /** Whether the unit is in the register, or being brought into it by this message. */
    public boolean knows(UnitCode unit) {
        return sheets.containsKey(unit.text())
                || state.find("unit/" + unit.text()).isPresent();
    }

    /** The units whose sheets will be written. */
    public List<String> units() {
        return List.copyOf(sheets.keySet());
    }

    /** The sheets that will be written. */
    public List<Sheet> sheets() {
        return List.copyOf(sheets.values());
    }

    private CaseFile caseFile(String number) {
        return cases.computeIfAbsent(number, key -> new CaseFile(state.find("case/" + district + "/" + key)));
    }

    /** Whether an earlier message told of the case. */
    public boolean knowsCase(String number) {
        return caseFile(number).isKnown();
    }

    /** Whether what the case registered on the unit has ended. */
    public boolean hasEnded(String caseNumber, UnitCode unit) {
        return caseFile(caseNumber).hasEndedOn(unit);
    }

    /** What ended what the case registered on the unit: a message's id or a case's state key. */
    public Optional<String> endedBy(String caseNumber, UnitCode unit) {
        return caseFile(caseNumber).endedBy(unit);
    }

    /** Notes that what the case registered on the unit has ended, known here or not. */
    public void endCase(String caseNumber, UnitCode unit) {
        caseFile(caseNumber).endOn(unit, updated);
    }

    /** Notes what this message tells of the case. */
    public void addToCase(String number, List<UnitCode> units, String message, List<Value> steps) {
        CaseFile file = caseFile(number);
        units.forEach(file::addUnit);
        file.addMessage(message, steps);
    }

    /** Takes the right or restriction off the sheet, with its certificates, for good. */
    public void end(Sheet sheet, Registered item) {
        ended.add(Value.map()
                .put("unit", sheet.unit().text())
                .put("value", item.value())
                .put("certificates", Value.list(sheet.certificatesOf(item.id())))
                .build());
        withdraw(sheet, item);
        endCase(item.caseNumber(), sheet.unit());
    }

    /** Takes the right or restriction off the sheet because a later message of the same case says it anew. */
    public void withdraw(Sheet sheet, Registered item) {
        sheet.remove(item);
        endCertificates(sheet, item);
    }

    /** Ends the certificates of the right or restriction, which stays. */
    public void endCertificates(Sheet sheet, Registered item) {
        for (MapValue held : sheet.certificatesOf(item.id())) {
            sheet.removeCertificate(held);
            endCertificate(CertificateNumber.of(held.get("number").asText()));
        }
    }

    /** Puts back what a message ended whose effect is taken back. */
    public void restore(MapValue record) {
        Sheet sheet = sheet(new UnitCode(record.get("unit").asText()));
        Registered item = new Registered(record.get("value").asMap());
        if (item.kind().isEmpty()) {
            sheet.addRight(0, item);
        } else {
            sheet.addRestriction(item);
        }
        caseFile(item.caseNumber()).resumeOn(sheet.unit());
        for (Value held : record.get("certificates").asList()) {
            sheet.addCertificate(held.asMap());
            setState(CertificateNumber.of(held.asMap().get("number").asText()), "live");
        }
    }

    /** What this message ended, so that a correction of it can put it back. */
    public List<Value> ended() {
        return List.copyOf(ended);
    }

    /** What is known of the certificate or proof. */
    public Optional<MapValue> certificate(CertificateNumber number) {
        MapValue drafted = certificates.get(number.normalised());
        return drafted != null ? Optional.of(drafted) : state.find("certificate/" + number.normalised());
    }

    /** Writes the certificate or proof as live. */
    public void putCertificate(CertificateNumber number, MapValue value) {
        certificates.put(number.normalised(), value);
    }

    private void endCertificate(CertificateNumber number) {
        setState(number, "ended");
    }

    /**
     * A certificate whose places are counted is live as long as it stands on a sheet; one of an earlier version of the
     * contract says of itself only whether it is live.
     */
    private void setState(CertificateNumber number, String certificateState) {
        certificate(number).ifPresent(known -> {
            Optional<Long> counted = known.find(PLACES).map(Value::asLong);
            if (counted.isPresent()) {
                long places = Math.max(0, counted.get() + (certificateState.equals("live") ? 1 : -1));
                certificates.put(number.normalised(), standing(known, places));
            } else {
                Registered changed = new Registered(known).with("state", Value.of(certificateState));
                certificates.put(number.normalised(), changed.value());
            }
        });
    }

    /** The certificate as it stands on so many lines of sheets. */
    private static MapValue standing(MapValue certificate, long places) {
        return new Registered(certificate)
                .with(PLACES, Value.of(places))
                .with("state", Value.of(places > 0 ? "live" : "ended"))
                .value();
    }

    /** Writes the certificate or proof as live on one line of a sheet more than before. */
    public void addPlace(CertificateNumber number, MapValue value) {
        long before = certificate(number)
                .filter(known -> known.get("state").equals(Value.of("live")))
                .map(known -> known.find(PLACES).map(Value::asLong).orElse(1L))
                .orElse(0L);
        certificates.put(number.normalised(), standing(value, before + 1));
    }

    /** Sets fields of the parcel's natural state. */
    public void setParcelNature(ParcelCode parcel, Map<String, Value> fields) {
        MapValue known = parcel(parcel);
        Map<String, Value> nature =
                new LinkedHashMap<>(known.get("nature").asMap().entries());
        nature.putAll(fields);
        parcels.put(parcel.text(), parcelValue(parcel, Value.map(nature)));
    }

    /** Brings the parcel into the register when it is not there. */
    public void addParcel(ParcelCode parcel) {
        if (!parcels.containsKey(parcel.text())
                && state.find("parcel/" + parcel.text()).isEmpty()) {
            parcels.put(parcel.text(), parcelValue(parcel, Value.map().build()));
        }
    }

    /** The parcel's area in square centimetres, if it is known. */
    public Optional<Long> parcelArea(ParcelCode parcel) {
        return parcel(parcel)
                .get("nature")
                .asMap()
                .find("areaSquareCentimetres")
                .map(Value::asLong);
    }

    private MapValue parcel(ParcelCode parcel) {
        MapValue drafted = parcels.get(parcel.text());
        if (drafted != null) {
            return drafted;
        }
        return state.find("parcel/" + parcel.text())
                .orElseGet(() -> parcelValue(parcel, Value.map().build()));
    }

    private MapValue parcelValue(ParcelCode parcel, MapValue nature) {
        return Value.map()
                .put("parcel", parcel.text())
                .put("district", parcel.text().substring(0, 6))
                .put("nature", nature)
                .put("updated", updated)
                .build();
    }

    /** What is recorded under the message id. */
    public Optional<MapValue> message(String id) {
        return state.find("message/" + id);
    }

    /** Notes that the message was superseded by another. */
    public void supersede(String id, MapValue value, String successor) {
        Map<String, Value> fields = new LinkedHashMap<>(value.entries());
        fields.put("supersededBy", Value.of(successor));
        superseded.put(id, Value.map(fields));
    }

    /** Everything that is new, in the order: sheets, parcels, superseded messages, certificates, cases. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        sheets.forEach((unit, sheet) -> changes.add(new Change("unit/" + unit, sheet.toValue(updated))));
        parcels.forEach((parcel, value) -> changes.add(new Change("parcel/" + parcel, value)));
        superseded.forEach((id, value) -> changes.add(new Change("message/" + id, value)));
        certificates.forEach((number, value) -> changes.add(new Change("certificate/" + number, value)));
        cases.forEach((number, file) -> {
            if (file.isTouched()) {
                changes.add(new Change("case/" + district + "/" + number, file.toValue()));
            }
        });
        return changes;
    }
}
