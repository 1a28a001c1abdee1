package org.titlechain.contract.registration.application;

import java.util.List;

/** The names of the natural state (自然状况) on a sheet that are texts; areas end in {@code SquareCentimetres}. */
final class NatureNames {
    private static final List<String> TEXTS = List.of(
            "use",
            "buildingNature",
            "buildingType",
            "buildingNumber",
            "buildingName",
            "buildingStatus",
            "structure",
            "structureKind",
            "floor",
            "floors",
            "room",
            "layout",
            "flats",
            "name",
            "count",
            "project",
            "completed",
            "landUse",
            "landNature",
            "contract",
            "mainSpecies",
            "forestKind",
            "planted",
            "forestCompartment",
            "forestSubcompartment",
            "seaUse",
            "seaUseDetail",
            "island");
    private static final int LONGEST = 100;

    private NatureNames() {}

    static boolean isKnown(String name, String text) {
        return TEXTS.contains(name) && !text.isBlank() && text.length() <= LONGEST;
    }
}
