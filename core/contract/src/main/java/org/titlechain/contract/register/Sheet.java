package org.titlechain.contract.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.UnitCode;

/**
 * The register sheet (登记簿页) of one unit while a message is being recorded: what is live, and the digest of the version
 * before, so that no version can be missing.
 */
public final class Sheet {
    private static final MapValue NONE = Value.map().build();
    /** Restrictions are listed in this order of kinds, and by rank within a kind. */
    private static final List<String> KINDS =
            List.of("mortgage", "notice", "objection", "seizure", "habitation", "easement", "restriction");

    private final UnitCode unit;
    private final long version;
    private final Supplier<Value> previous;
    private final Optional<String> lastMessage;
    private String kind;
    private boolean live = true;
    private Optional<String> location = Optional.empty();
    private final TreeMap<String, Value> nature = new TreeMap<>();
    private final List<Registered> rights = new ArrayList<>();
    private final List<Registered> restrictions = new ArrayList<>();
    private final List<Value> certificates = new ArrayList<>();
    private final List<Value> remarks = new ArrayList<>();
    private final List<Value> lineageFrom = new ArrayList<>();
    private final List<Value> lineageTo = new ArrayList<>();
    private final TreeMap<String, Value> newest = new TreeMap<>();

    /** The empty sheet of a unit that is not in the register yet. */
    Sheet(UnitCode unit) {
        this.unit = unit;
        this.version = 1;
        this.previous = () -> Value.NullValue.NULL;
        this.lastMessage = Optional.empty();
        this.kind = kindOf(unit);
    }

    /**
     * The sheet that follows the one under the unit's key.
     *
     * @param previous gives that one's digest; asked when this one is written
     */
    Sheet(UnitCode unit, MapValue value, Supplier<Value> previous) {
        this.unit = unit;
        this.version = value.get("version").asLong() + 1;
        this.previous = previous;
        this.lastMessage =
                Optional.of(value.get("updated").asMap().get("message").asText());
        this.kind = value.get("kind").asText();
        this.live = value.get("state").asText().equals("live");
        this.location = value.find("location").map(Value::asText);
        this.nature.putAll(value.get("nature").asMap().entries());
        value.get("rights").asList().forEach(right -> rights.add(new Registered(right.asMap())));
        value.get("restrictions").asList().forEach(item -> restrictions.add(new Registered(item.asMap())));
        this.certificates.addAll(value.get("certificates").asList());
        this.remarks.addAll(value.get("remarks").asList());
        MapValue lineage = value.get("lineage").asMap();
        this.lineageFrom.addAll(lineage.get("from").asList());
        this.lineageTo.addAll(lineage.get("to").asList());
        this.newest.putAll(value.get("newest").asMap().entries());
    }

    private static String kindOf(UnitCode unit) {
        return switch (unit.fixture()) {
            case 'F' -> "building";
            case 'L' -> "forest";
            case 'W' ->
                switch (unit.parcelKind()) {
                    case 'H', 'G' -> "sea";
                    case 'D', 'F', 'N' -> "farmland";
                    case 'E', 'L' -> "forest";
                    default -> "land";
                };
            default -> "other";
        };
    }

    public UnitCode unit() {
        return unit;
    }

    /** Whether this is the first version. */
    public boolean isNew() {
        return version == 1;
    }

    /** The message that wrote the version before. */
    public Optional<String> lastMessage() {
        return lastMessage;
    }

    public boolean isLive() {
        return live;
    }

    /** Takes the unit into the register or out of it. */
    public void setLive(boolean live) {
        this.live = live;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public void setLocation(String location) {
        this.location = Optional.of(location);
    }

    /** The location, if it is known. */
    public Optional<String> location() {
        return location;
    }

    /** The natural state. */
    public SortedMap<String, Value> nature() {
        return Collections.unmodifiableSortedMap(nature);
    }

    /** Sets one field of the natural state. */
    public void setNature(String name, Value value) {
        nature.put(name, value);
    }

    /** The live rights, oldest first. */
    public List<Registered> rights() {
        return List.copyOf(rights);
    }

    /** The restrictions of the kind, by rank. */
    public List<Registered> restrictions(String wanted) {
        return restrictions.stream().filter(item -> item.kind().equals(wanted)).toList();
    }

    /** Every restriction, in rank order. */
    public List<Registered> restrictions() {
        return List.copyOf(restrictions);
    }

    /** The right with the identifier. */
    public Optional<Registered> right(String id) {
        return rights.stream().filter(right -> right.id().equals(id)).findFirst();
    }

    /** Adds a right after those that are there. */
    public void addRight(Registered right) {
        rights.add(right);
    }

    /** Puts a right at the place. */
    public void addRight(int place, Registered right) {
        rights.add(Math.min(place, rights.size()), right);
    }

    /** The place of the right, or the place after the last. */
    public int placeOf(Registered right) {
        int place = rights.indexOf(right);
        return place < 0 ? rights.size() : place;
    }

    /** Takes the right or restriction off the sheet. */
    public void remove(Registered item) {
        if (item.kind().isEmpty()) {
            rights.remove(item);
        } else {
            restrictions.remove(item);
            renumber();
        }
    }

    /** Puts a changed restriction in the place of the one that it was. */
    public void replaceRestriction(Registered old, Registered changed) {
        restrictions.set(restrictions.indexOf(old), changed);
        renumber();
    }

    /**
     * Lets two restrictions of a kind change places.
     *
     * @param first what takes the place of the one
     * @param second what takes the place of the other
     */
    public void exchange(Registered one, Registered first, Registered other, Registered second) {
        int place = restrictions.indexOf(one);
        restrictions.set(restrictions.indexOf(other), second);
        restrictions.set(place, first);
        renumber();
    }

    /**
     * Ranks the restriction among those of its kind by the time of registration (Civil Code 414), after those of the
     * same time; a seizure in effect stands before those that wait.
     */
    public void addRestriction(Registered added) {
        int place = 0;
        while (place < restrictions.size() && standsBefore(restrictions.get(place), added)) {
            place++;
        }
        restrictions.add(place, added);
        renumber();
    }

    private static boolean standsBefore(Registered left, Registered right) {
        int order = Integer.compare(KINDS.indexOf(left.kind()), KINDS.indexOf(right.kind()));
        if (order != 0) {
            return order < 0;
        }
        if (left.isLive() != right.isLive()) {
            return left.isLive();
        }
        return rankTime(left) <= rankTime(right);
    }

    /** The time that gives the rank: a changed mortgage keeps that of the mortgage that it was. */
    private static long rankTime(Registered item) {
        return item.value().find("rankTime").map(Value::asLong).orElse(item.time());
    }

    private void renumber() {
        String current = "";
        long rank = 0;
        for (int i = 0; i < restrictions.size(); i++) {
            Registered item = restrictions.get(i);
            rank = item.kind().equals(current) ? rank + 1 : 1;
            current = item.kind();
            if (item.rank() != rank) {
                restrictions.set(i, item.with("rank", Value.of(rank)));
            }
        }
    }

    /** The newest registration of the family that this sheet took account of, in ms. */
    public Optional<Long> newest(String family) {
        return Optional.ofNullable(newest.get(family)).map(Value::asLong);
    }

    /** Notes a registration of the family. */
    public void noteNewest(String family, long time) {
        if (newest(family).orElse(Long.MIN_VALUE) < time) {
            newest.put(family, Value.of(time));
        }
    }

    /** Forgets registrations of that time: the message that told of them is taken back. */
    public void forgetNewest(long time) {
        newest.values().removeIf(Value.of(time)::equals);
    }

    /** The live certificates of the right or restriction. */
    public List<MapValue> certificatesOf(String id) {
        return certificates.stream()
                .map(Value::asMap)
                .filter(held -> held.get("right").equals(Value.of(id)))
                .toList();
    }

    /** Adds a live certificate. */
    public void addCertificate(MapValue certificate) {
        certificates.add(certificate);
    }

    /** Takes a certificate off. */
    public void removeCertificate(MapValue certificate) {
        certificates.remove(certificate);
    }

    /** The live certificates. */
    public List<MapValue> certificates() {
        return certificates.stream().map(Value::asMap).toList();
    }

    /** Adds a remark. */
    public void remark(String code, String message, MapValue facts) {
        remarks.add(Value.map()
                .put("code", code)
                .put("message", message)
                .put("facts", facts)
                .build());
    }

    /** Notes the unit that this one came from. */
    public void cameFrom(UnitCode code) {
        addOnce(lineageFrom, code);
    }

    /** Notes the unit that this one went into. */
    public void wentInto(UnitCode code) {
        addOnce(lineageTo, code);
    }

    /** Whether the unit went into others. */
    public boolean hasSuccessors() {
        return !lineageTo.isEmpty();
    }

    private static void addOnce(List<Value> codes, UnitCode code) {
        Value value = Value.of(code.text());
        if (!codes.contains(value)) {
            codes.add(value);
        }
    }

    /** The sheet as it will stand in the state. */
    MapValue toValue(MapValue updated) {
        MapBuilder sheet = Value.map()
                .put("schema", 1)
                .put("unit", unit.text())
                .put("kind", kind)
                .put("state", live ? "live" : "ended")
                .put("virtual", unit.isVirtual())
                .put("district", unit.district())
                .put("parcel", unit.parcel().text())
                .put("nature", nature.isEmpty() ? NONE : Value.map(nature))
                .put("rights", Value.list(rights.stream().map(Registered::value).toList()))
                .put(
                        "restrictions",
                        Value.list(restrictions.stream().map(Registered::value).toList()))
                .put("certificates", Value.list(certificates))
                .put("remarks", Value.list(remarks))
                .put(
                        "lineage",
                        Value.map()
                                .put("from", Value.list(lineageFrom))
                                .put("to", Value.list(lineageTo))
                                .build())
                .put("newest", Value.map(newest))
                .put("version", version)
                .put("previous", previous.get())
                .put("updated", updated);
        return sheet.putIfPresent("location", location.map(Value::of)).build();
    }
}
