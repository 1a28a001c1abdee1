package org.titlechain.testkit.city;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.titlechain.testkit.city.Unit.Family;

/** The units that there are and those that will be built. */
final class Town {
    private static final int TRIES = 12;
    private static final int MOST_BUILDINGS = 8;
    private static final int DOORS_BUILT = 4;

    private final String district;
    private final SplittableRandom random;
    private final List<Unit> registered = new ArrayList<>();
    private final Deque<Unit> estates = new ArrayDeque<>();
    private final Map<String, Integer> doorsMade = new HashMap<>();
    private int parcels;
    private int people;
    private int companies;

    Town(String district, SplittableRandom random) {
        this.district = district;
        this.random = random;
    }

    /** Every unit that was ever registered, in order of registration. */
    List<Unit> registered() {
        return registered;
    }

    Party newPerson() {
        return Party.person(people++);
    }

    /** Somebody who is known already, or somebody new. */
    Party anyPerson() {
        return people > 20 && random.nextInt(5) == 0 ? Party.person(random.nextInt(people)) : newPerson();
    }

    /** The next unit to be registered for the first time. */
    Unit nextToBuild() {
        if (random.nextInt(8) == 0) {
            return single();
        }
        if (estates.isEmpty()) {
            planEstate();
        }
        return estates.remove();
    }

    private void planEstate() {
        Parcel parcel = parcel("GB", 8_000 + random.nextInt(40_000));
        Party developer = new Party(Party.Kind.DEVELOPER, companies++);
        estates.add(new Unit(Family.LAND, parcel, 0, 0, 0, developer));
        int buildings = 1 + random.nextInt(MOST_BUILDINGS);
        for (int building = 1; building <= buildings; building++) {
            int floors = 3 + random.nextInt(16);
            int doors = 2 + random.nextInt(3);
            for (int floor = 1; floor <= floors; floor++) {
                for (int door = 1; door <= doors; door++) {
                    int area = 6_000 + (door * 1_357 + building * 211) % 9_000;
                    estates.add(new Unit(Family.HOUSE, parcel, building, floor * 100 + door, area, developer));
                }
            }
            estates.add(new Unit(Family.COMMON_PARTS, parcel, building, 0, 5_000 + building * 100, developer));
        }
    }

    /** A flat that is made on the floor of another one, of the same owner, with the next free number. */
    Unit nextDoor(Unit unit, int area) {
        String floor = unit.parcel.code() + '/' + unit.building + '/' + unit.floor();
        int number = doorsMade.merge(floor, 1, Integer::sum);
        return new Unit(
                unit.family, unit.parcel, unit.building, unit.floor() * 100 + DOORS_BUILT + number, area, unit.owner);
    }

    private Unit single() {
        Party village = new Party(Party.Kind.COLLECTIVE, random.nextInt(1 + parcels / 4));
        return switch (random.nextInt(6)) {
            case 0 -> new Unit(Family.COLLECTIVE_LAND, parcel("JA", 200_000), 0, 0, 0, village);
            case 1 -> new Unit(Family.HOMESTEAD, parcel("JC", 200), 1, 101, 12_000, newPerson());
            case 2 -> new Unit(Family.FARMLAND, parcel("JD", 3_000), 0, 0, 0, newPerson());
            case 3 -> new Unit(Family.FOREST, parcel("JE", 50_000), 1, 0, 0, newPerson());
            case 4 -> new Unit(Family.SEA, parcel("GH", 90_000), 0, 0, 0, new Party(Party.Kind.DEVELOPER, companies++));
            default ->
                new Unit(
                        Family.STRUCTURE,
                        parcel("GB", 5_000),
                        1,
                        0,
                        30_000,
                        new Party(Party.Kind.DEVELOPER, companies++));
        };
    }

    private Parcel parcel(String kind, int area) {
        int sequence = parcels++;
        return new Parcel(district, sequence, kind, sequence / 12, area);
    }

    Party bank() {
        return new Party(Party.Kind.BANK, random.nextInt(12));
    }

    /** Some live unit that fits, if one is found quickly. */
    Optional<Unit> find(Predicate<Unit> wanted) {
        for (int i = 0; i < TRIES && !registered.isEmpty(); i++) {
            Unit unit = registered.get(random.nextInt(registered.size()));
            if (unit.live && wanted.test(unit)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
