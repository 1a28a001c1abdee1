package org.titlechain.bench;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;

/** Cases of any number: each leaf writes a hundred, one in fifty of them still open. */
final class GeneratedCases extends ComputedLedger {
    static final int CASES_OF_A_LEAF = 100;

    private static final String FAMILY = "registration/";
    private static final int OPEN = 50;
    private static final List<String> OPEN_STATES =
            List.of("applied", "accepted", "reviewed", "approved", "registered");
    private static final long DAY = 86_400_000;

    GeneratedCases(int cases) {
        super(cases / CASES_OF_A_LEAF);
    }

    /** The number of a case, from which its place can be read back. */
    static String number(int place) {
        return "2026%04d-%08d".formatted(place % 1231 + 1, place);
    }

    static String district(int place) {
        return "9999%02d".formatted(place % 20 + 1);
    }

    static String state(int place) {
        return place % OPEN == 0 ? OPEN_STATES.get(place / OPEN % OPEN_STATES.size()) : "archived";
    }

    @Override
    List<String> keysOf(long position) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < CASES_OF_A_LEAF; i++) {
            int place = Math.toIntExact(position * CASES_OF_A_LEAF + i);
            keys.add(FAMILY + district(place) + "/" + number(place));
        }
        return keys;
    }

    private static int placeOf(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
    }

    @Override
    long positionOf(String key) {
        return placeOf(key) / CASES_OF_A_LEAF;
    }

    @Override
    Value valueOf(String key) {
        int place = placeOf(key);
        long applied = time(positionOf(key));
        MapBuilder value = Value.map()
                .put("district", district(place))
                .put("number", number(place))
                .put("state", state(place))
                .put("mode", "joint")
                .put("kinds", Value.texts(List.of(place % 3 == 0 ? "mortgage/general" : "transfer/sale")))
                .put("units", Value.texts(List.of(GeneratedRegister.code(place))))
                .put("applied", applied)
                .put("steps", Value.list(List.of()))
                .put("limit", Value.map().put("due", applied + place % 30 * DAY).build());
        if (place % (OPEN * OPEN) == 0) {
            Value reason = Value.map()
                    .put("code", "CASE_MATERIAL_MISSING")
                    .put("subject", "contract")
                    .build();
            value.put("human", Value.list(List.of(reason)));
        }
        return value.build();
    }
}
