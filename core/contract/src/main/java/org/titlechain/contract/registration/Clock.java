package org.titlechain.contract.registration;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.WorkingDays;

/** The time limit of a case (办理时限) in working days: it stands still while others have to act. */
final class Clock {
    private static final String LIMIT = "limit";

    private Clock() {}

    /** The clock begins to run. */
    static void start(RegistrationCase file, WorkingDays days, long time, long limit) {
        file.put(
                LIMIT,
                Value.map()
                        .put("days", limit)
                        .put("due", days.after(time, limit))
                        .build());
    }

    /** The clock stands still; what is overdue stays so. */
    static void stop(RegistrationCase file, WorkingDays days, long time) {
        MapValue limit = limit(file);
        if (!limit.has("left") && !isOverdue(file, time)) {
            long due = limit.get("due").asLong();
            file.put(
                    LIMIT,
                    Value.map()
                            .put("days", limit.get("days"))
                            .put("due", due)
                            .put("left", days.between(time, due))
                            .build());
        }
    }

    /** The clock goes on: the days that were left are counted from the day of the time. */
    static void resume(RegistrationCase file, WorkingDays days, long time) {
        MapValue limit = limit(file);
        if (limit.has("left")) {
            file.put(
                    LIMIT,
                    Value.map()
                            .put("days", limit.get("days"))
                            .put("due", days.after(time, limit.get("left").asLong()))
                            .build());
        }
    }

    /** Whether the clock runs and the last day is over. */
    static boolean isOverdue(RegistrationCase file, long time) {
        MapValue limit = limit(file);
        return !limit.has("left") && time > limit.get("due").asLong();
    }

    private static MapValue limit(RegistrationCase file) {
        return file.find(LIMIT).orElseThrow().asMap();
    }
}
