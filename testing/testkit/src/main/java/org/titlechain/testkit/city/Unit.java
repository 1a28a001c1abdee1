package org.titlechain.testkit.city;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unit of the invented city as it stands. Kept small: a city has millions of them. */
final class Unit {
    /** What right a unit bears. */
    enum Family {
        HOUSE,
        LAND,
        COLLECTIVE_LAND,
        HOMESTEAD,
        FARMLAND,
        FOREST,
        SEA,
        STRUCTURE,
        COMMON_PARTS
    }

    final Family family;
    final Parcel parcel;
    /** The building's number on the parcel, from 1; for a fixture of another kind its sequence. */
    final int building;
    /** Floor × 100 + door. */
    final int door;
    /** In hundredths of a square metre. */
    final int area;

    boolean live;
    Party owner;

    @Nullable
    Party coOwner;
    /** The owner's share in percent when there are shares; 0 for joint ownership. */
    int share;

    String caseNumber = "";
    String certificate = "";

    @Nullable
    List<Burden> burdens;

    boolean sold;

    Unit(Family family, Parcel parcel, int building, int door, int area, Party owner) {
        this.family = family;
        this.parcel = parcel;
        this.building = building;
        this.door = door;
        this.area = area;
        this.owner = owner;
    }

    String code() {
        return switch (family) {
            case HOUSE -> parcel.code() + String.format("F%04d%04d", building, door);
            case HOMESTEAD -> parcel.code() + "F00010001";
            case FOREST -> parcel.code() + String.format("L%08d", building);
            case STRUCTURE -> parcel.code() + String.format("Q%08d", building);
            case COMMON_PARTS -> parcel.code() + String.format("F%04d9000", building);
            case LAND, COLLECTIVE_LAND, FARMLAND, SEA -> parcel.code() + "W00000000";
        };
    }

    String location() {
        return switch (family) {
            case HOUSE -> parcel.location() + building + "幢" + door + "室";
            case COMMON_PARTS -> parcel.location() + building + "幢物业用房";
            case LAND, COLLECTIVE_LAND, HOMESTEAD, FARMLAND, FOREST, SEA, STRUCTURE -> parcel.location();
        };
    }

    int floor() {
        return door / 100;
    }

    List<Burden> burdens(Burden.Kind kind) {
        List<Burden> all = burdens;
        return all == null
                ? List.of()
                : all.stream().filter(burden -> burden.kind() == kind).toList();
    }

    boolean has(Burden.Kind kind) {
        List<Burden> all = burdens;
        return all != null && all.stream().anyMatch(burden -> burden.kind() == kind);
    }

    void add(Burden burden) {
        List<Burden> all = burdens == null ? new ArrayList<>(1) : burdens;
        all.add(burden);
        burdens = all;
    }

    void remove(Burden burden) {
        List<Burden> all = burdens;
        if (all != null) {
            all.remove(burden);
            burdens = all.isEmpty() ? null : all;
        }
    }

    /** What is over by the time leaves the sheet when the unit is next written. */
    void settle(LocalDateTime time) {
        List<Burden> all = burdens;
        if (all != null) {
            all.removeIf(burden -> burden.isOver(time));
            burdens = all.isEmpty() ? null : all;
        }
    }

    List<Party> owners() {
        Party second = coOwner;
        return second == null ? List.of(owner) : List.of(owner, second);
    }

    /** The code of 共有方式: alone, jointly, by shares. */
    String coOwnership() {
        return coOwner == null ? "0" : share == 0 ? "1" : "2";
    }

    /** What is true of the unit now, as one line of JSON. */
    String truth() {
        JsonLine line = new JsonLine()
                .text("unit", code())
                .text("state", live ? "live" : "ended")
                .text("family", family.name())
                .text("location", location())
                .text("case", live ? caseNumber : "")
                .text("certificate", live ? certificate : "")
                .text("coOwnership", live ? coOwnership() : "")
                .texts(
                        "owners",
                        live ? owners().stream().map(Party::identityNumber).toList() : List.of());
        for (Burden.Kind kind : Burden.Kind.values()) {
            line.objects(
                    kind.name().toLowerCase(java.util.Locale.ROOT) + "s",
                    burdens(kind).stream().map(Burden::truth).toList());
        }
        return line.end();
    }
}
